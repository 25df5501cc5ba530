import { createStore } from 'zustand/vanilla'
import {
  addTool,
  chooseTool,
  isTool,
  type StudioTool,
  studioTools,
  type ToolId,
  toolOf,
  toolSettings,
} from '../canvas/index.ts'
import { registerActions } from './actions/registry.ts'

/** Adds a tool to the studio, with the action that chooses it. Called once a tool at start-up. */
export function registerTool(tool: StudioTool): void {
  addTool(tool)
  registerActions([
    {
      id: `tool.${tool.id}`,
      label: tool.title,
      icon: tool.icon,
      shortcut: tool.key,
      checked: () => toolSettings.getState().tool === tool.id,
      perform: () => chooseTool(tool.id),
    },
  ])
}

/** The tool of each family that was last in hand. */
export const lastOfFamily = createStore<Readonly<Record<string, ToolId>>>(() => ({}))

toolSettings.subscribe(({ tool }, before) => {
  const family = tool !== before.tool && isTool(tool) ? toolOf(tool).family : undefined
  if (family) lastOfFamily.setState({ [family]: tool })
})

/** The tools that share a tool's place, in their order; one that shares it with none is alone. */
export const familyOf = (tool: StudioTool): readonly StudioTool[] =>
  tool.family
    ? studioTools().filter(({ family, group }) => family === tool.family && group === tool.group)
    : [tool]

/** The tool whose panel stays while others draw for it; tools with a panel of their own still show theirs. */
export const keptPanel = createStore<{ tool: ToolId | null }>(() => ({ tool: null }))

let keepers: readonly ToolId[] = []

/** Keeps the panel of a tool while others draw for it, or no longer; of several, the one that asked last. */
export function keepPanel(tool: ToolId, keep: boolean): void {
  if (keepers.includes(tool) === keep) return
  keepers = keepers.filter((id) => id !== tool)
  if (keep) keepers = [...keepers, tool]
  keptPanel.setState({ tool: keepers.at(-1) ?? null })
}

/** The tool whose panel is shown while `tool` is selected, if any. @param kept the tool of {@link keptPanel} */
export function panelOwner(tool: ToolId, kept: ToolId | null = null): StudioTool | undefined {
  const owner = toolOf(tool).panel || kept === null || !isTool(kept) ? toolOf(tool) : toolOf(kept)
  return owner.panel && owner
}
