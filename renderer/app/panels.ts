import { createStore } from 'zustand/vanilla'
import { layoutPart, rememberLayout } from './settings.ts'

/** The panels on the right: two stacks of tabs. */
export const upperPanels = ['tool', 'adjustment', 'color'] as const
export const lowerPanels = ['layers', 'history', 'masks'] as const
export type UpperPanel = (typeof upperPanels)[number]
export type LowerPanel = (typeof lowerPanels)[number]

export const panels = createStore<{ upper: UpperPanel; lower: LowerPanel }>(() => ({
  upper: 'tool',
  lower: 'layers',
}))

/** Brings a panel to the front of its stack. */
export function showPanel(panel: UpperPanel | LowerPanel): void {
  const upper = upperPanels.find((id) => id === panel)
  const lower = lowerPanels.find((id) => id === panel)
  panels.setState({ ...(upper ? { upper } : {}), ...(lower ? { lower } : {}) })
  if (lower) rememberLayout('lowerPanel', lower)
}

export function restorePanels(): void {
  const lower = layoutPart<string>('lowerPanel', 'layers')
  panels.setState({ lower: lowerPanels.find((id) => id === lower) ?? 'layers' })
}
