import { useStore } from 'zustand'
import { chooseTool, toolSettings } from '../canvas/index.ts'
import {
  addDocument,
  currentSession,
  type DocumentSession,
  openDocuments,
  removeDocument,
} from '../document/index.ts'
import { type Arrival, fittingTool } from './fittingTool.ts'
import { settings } from './settings.ts'

/** Whether a document is open. */
export const isOpen = (): boolean => openDocuments.getState().front !== null
export const useIsOpen = (): boolean => useStore(openDocuments, ({ front }) => front !== null)

/** The session in front, or null. */
export const openSessionOrNull = (): DocumentSession | null => openDocuments.getState().front

/** What the studio opened by itself, to have something to begin with. */
let provisional: DocumentSession | null = null

/** Marks a document that gives way to the first that the user opens, unless something was done to it. */
export function giveWayLater(session: DocumentSession): void {
  provisional = session
}

export interface ShowOptions {
  arrival?: Arrival
  /** It does not come to the front. */
  behind?: boolean
}

/** Opens a document, the last of the tabs, in front of the others. */
export function showSession(
  session: DocumentSession,
  { arrival = 'opened', behind = false }: ShowOptions = {},
): void {
  session.setHistoryBudget(settings.getState().historyBudgetMb)
  addDocument(session, { behind })
  const given = provisional
  provisional = null
  if (given && given.store.getState().history.length === 0) removeDocument(given)
  if (currentSession() === session) takeFittingTool(arrival)
}

/** Changes the tool in hand where it would be of no use now. */
export function takeFittingTool(arrival: Arrival): void {
  const { tool } = toolSettings.getState()
  const next = fittingTool(arrival, tool, Object.keys(currentSession().data.layers).length)
  if (next !== tool) chooseTool(next)
}
