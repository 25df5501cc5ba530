import { useCallback, useSyncExternalStore } from 'react'
import { emptyDocument } from './create.ts'
import { DocumentSession } from './session.ts'
import type { DocumentState } from './types.ts'

/** The studio edits one document at a time; this is where it is found. Before one is opened, it is empty. */
let current = new DocumentSession(emptyDocument('', 1920, 1080))
const listeners = new Set<(session: DocumentSession) => void>()

export const currentSession = (): DocumentSession => current

export function replaceSession(session: DocumentSession): void {
  current = session
  for (const listener of listeners) listener(session)
}

/** Called with the new session each time another document is opened. Returns how to stop listening. */
export function onSessionReplaced(listener: (session: DocumentSession) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function subscribe(onChange: () => void): () => void {
  let leave = current.store.subscribe(onChange)
  const stop = onSessionReplaced((session) => {
    leave()
    leave = session.store.subscribe(onChange)
    onChange()
  })
  return () => {
    stop()
    leave()
  }
}

/** The open session itself; renders again when it is replaced. */
export function useSession(): DocumentSession {
  return useSyncExternalStore(onSessionReplaced, currentSession)
}

/**
 * A part of the open document's state. As with any external store, the selector must return the same value for
 * the same state: pick, do not build.
 */
export function useDocument<T>(selector: (state: DocumentState) => T): T {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => selector(current.store.getState()), [selector]),
  )
}
