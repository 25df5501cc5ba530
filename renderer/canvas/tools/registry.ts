import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { TranslationKey } from '../../i18n/index.ts'
import type { ToolId } from '../toolSettings.ts'
import type { Tool } from './tool.ts'

/** The groups of the toolbar, in its order. */
export const toolGroups = ['place', 'select', 'paint', 'view'] as const

/** Everything that the studio knows of a tool; toolbar, options bar, panels, palette and canvas read it here. */
export interface StudioTool {
  readonly id: ToolId
  readonly title: TranslationKey
  readonly icon: LucideIcon
  /** In tinykeys' syntax: `b`, `Shift+M`. */
  readonly key: string
  /** Within a group, tools stand in the order in which they were registered. */
  readonly group: (typeof toolGroups)[number]
  /** Tools of one group that share a place in the toolbar; a place shows the one that was used last. */
  readonly family?: string
  /** The machine that gets the pointer; called once for each canvas that is shown. */
  createMachine(): Tool
  /** Whether the active layer wears its handles while the tool is in use. */
  readonly showsHandles?: boolean
  /** What it shows over the canvas while it is chosen, in CSS pixels of the viewport. */
  readonly Overlay?: ComponentType
  /** What it can be told, in the bar under the menus. */
  readonly Options?: ComponentType
  /** What it shows at the top of the right side. */
  readonly panel?: ToolPanel
}

export interface ToolPanel {
  readonly title: TranslationKey
  readonly Component: ComponentType
}

const registered = new Map<ToolId, StudioTool>()

/** @throws Error when the id is taken: a defect, seen at start-up. */
export function addTool(tool: StudioTool): void {
  if (registered.has(tool.id)) throw new Error(`The tool "${tool.id}" is registered twice.`)
  registered.set(tool.id, tool)
}

/** In the order of registration. */
export const studioTools = (): readonly StudioTool[] => [...registered.values()]

export const isTool = (id: string): boolean => registered.has(id)

/** @throws Error for an unknown id. */
export function toolOf(id: ToolId): StudioTool {
  const tool = registered.get(id)
  if (!tool) throw new Error(`There is no tool "${id}".`)
  return tool
}
