import type { ComponentType } from 'react'
import type { ToolId } from '../canvas/index.ts'
import type { TranslationKey } from '../i18n/index.ts'

/** The panel that a tool shows at the top of the right side while it is selected. */
export interface ToolPanel {
  readonly tool: ToolId
  readonly title: TranslationKey
  readonly Component: ComponentType
}

const panels = new Map<ToolId, ToolPanel>()

/** Called once a tool at start-up. @throws Error when the tool has a panel already. */
export function registerToolPanel(panel: ToolPanel): void {
  if (panels.has(panel.tool)) throw new Error(`The tool "${panel.tool}" has a panel already.`)
  panels.set(panel.tool, panel)
}

export const toolPanel = (tool: ToolId): ToolPanel | undefined => panels.get(tool)
