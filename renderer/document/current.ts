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

/**
 * Follows the open document: `follow` is called with its session now, and with the next each time another one is opened,
 * after what it returned for the last, which ends that.
 *
 * @returns how to stop
 */
export function followSession(follow: (session: DocumentSession) => () => void): () => void {
  let leave = follow(current)
  const stop = onSessionReplaced((session) => {
    leave()
    leave = follow(session)
  })
  return () => {
    stop()
    leave()
  }
}

function subscribe(onChange: () => void): () => void {
  let begun = false
  const stop = followSession((session) => {
    if (begun) onChange()
    return session.store.subscribe(onChange)
  })
  begun = true
  return stop
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
