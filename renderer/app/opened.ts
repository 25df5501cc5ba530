import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { chooseTool, toolSettings, view } from '../canvas/index.ts'
import {
  currentSession,
  type DocumentSession,
  emptyDocument,
  replaceSession,
  DocumentSession as Session,
} from '../document/index.ts'
import { type Arrival, fittingTool } from './fittingTool.ts'
import { markFile } from './liveDocument.ts'
import { settings } from './settings.ts'

/** Whether the current session is a document the user has open; before and after there is an empty stand-in. */
const opened = createStore<{ open: boolean }>(() => ({ open: false }))

export const isOpen = (): boolean => opened.getState().open
export const useIsOpen = (): boolean => useStore(opened, (state) => state.open)
export const onOpenChange = opened.subscribe

/** Makes `session` the open document. What was open is gone: ask about unsaved changes before. */
export function showSession(session: DocumentSession, arrival: Arrival = 'opened'): void {
  session.setHistoryBudget(settings.getState().historyBudgetMb)
  // A canvas that is yet to be mounted takes this for its first document, and fits it.
  if (!isOpen()) view.setState({ width: 0, height: 0 })
  replaceSession(session)
  view.setState({ compare: { mode: 'off', position: 0.5 }, guides: { x: [], y: [] } })
  opened.setState({ open: true })
  takeFittingTool(arrival)
}

/** Changes the tool in hand where it would be of no use now. */
export function takeFittingTool(arrival: Arrival): void {
  const { tool } = toolSettings.getState()
  const next = fittingTool(arrival, tool, Object.keys(currentSession().data.layers).length)
  if (next !== tool) chooseTool(next)
}

/** Leaves nothing open. */
export function closeSession(): void {
  markFile(null)
  opened.setState({ open: false })
  replaceSession(new Session(emptyDocument('', 1920, 1080)))
}

/** The open session, or null. */
export const openSessionOrNull = (): DocumentSession | null => (isOpen() ? currentSession() : null)
