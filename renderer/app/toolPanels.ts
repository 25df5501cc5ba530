import type { ComponentType } from 'react'
import { createStore } from 'zustand/vanilla'
import type { ToolId } from '../canvas/index.ts'
import type { TranslationKey } from '../i18n/index.ts'

/** The panel that a tool shows at the top of the right side while it is selected. */
export interface ToolPanel {
  readonly tool: ToolId
  readonly title: TranslationKey
  readonly Component: ComponentType
}

const panels = new Map<ToolId, ToolPanel>()

/** The tool whose panel stays while others draw for it; tools with a panel of their own still show theirs. */
export const keptPanel = createStore<{ tool: ToolId | null }>(() => ({ tool: null }))

/** Called once a tool at start-up. @throws Error when the tool has a panel already. */
export function registerToolPanel(panel: ToolPanel): void {
  if (panels.has(panel.tool)) throw new Error(`The tool "${panel.tool}" has a panel already.`)
  panels.set(panel.tool, panel)
}

/** The panel to show while `tool` is selected. @param kept the tool of {@link keptPanel} */
export const toolPanel = (tool: ToolId, kept: ToolId | null = null): ToolPanel | undefined =>
  panels.get(tool) ?? (kept ? panels.get(kept) : undefined)
