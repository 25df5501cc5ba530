import { useCallback, useSyncExternalStore } from 'react'
import { createStore } from 'zustand/vanilla'
import { emptyDocument } from './create.ts'
import { DocumentSession } from './session.ts'
import type { DocumentState } from './types.ts'

export interface OpenDocuments {
  /** In the order of their tabs. */
  readonly sessions: readonly DocumentSession[]
  /** The one that is seen and worked on; null when none is open. */
  readonly front: DocumentSession | null
}

/** The documents that are open, each with its own pixels, history and selection, and the one of them that is in front. */
export const openDocuments = createStore<OpenDocuments>(() => ({ sessions: [], front: null }))

/** What is read in place of a document while none is open: empty. */
const standIn = new DocumentSession(emptyDocument('', 1920, 1080))

/** The document in front. */
export const currentSession = (): DocumentSession => openDocuments.getState().front ?? standIn

/** Whether a document is still open: what was begun for one and takes its time asks before it ends there. */
export const isStillOpen = (session: DocumentSession): boolean =>
  openDocuments.getState().sessions.includes(session)

/** Opens a document as the last of all, and brings it to the front unless it is to stay `behind`. */
export function addDocument(session: DocumentSession, { behind = false } = {}): void {
  openDocuments.setState(({ sessions, front }) => ({
    sessions: [...sessions, session],
    front: behind ? (front ?? session) : session,
  }))
}

/** Brings an open document to the front. */
export function showDocument(session: DocumentSession): void {
  if (isStillOpen(session)) openDocuments.setState({ front: session })
}

/** Gives an open document another place among the tabs, counted without it. */
export function moveDocument(session: DocumentSession, to: number): void {
  openDocuments.setState(({ sessions }) => {
    const others = sessions.filter((other) => other !== session)
    return others.length < sessions.length ? { sessions: others.toSpliced(to, 0, session) } : {}
  })
}

/** Closes a document and frees its pixels; the one after it, or before it if it was the last, takes its place in front. */
export function removeDocument(session: DocumentSession): void {
  const { sessions, front } = openDocuments.getState()
  const at = sessions.indexOf(session)
  if (at < 0) return
  const left = sessions.toSpliced(at, 1)
  openDocuments.setState({
    sessions: left,
    front: front === session ? (left[at] ?? left.at(-1) ?? null) : front,
  })
  session.dispose()
}

/** Called with the session each time another document comes to the front. Returns how to stop listening. */
export function onFrontChange(listener: (session: DocumentSession) => void): () => void {
  return openDocuments.subscribe((now, before) => {
    if (now.front !== before.front) listener(currentSession())
  })
}

/**
 * Follows the document in front: `follow` is called with its session now, and with the next each time another one comes
 * there, after what it returned for the last, which ends that.
 *
 * @returns how to stop
 */
export function followSession(follow: (session: DocumentSession) => () => void): () => void {
  let leave = follow(currentSession())
  const stop = onFrontChange((session) => {
    leave()
    leave = follow(session)
  })
  return () => {
    stop()
    leave()
  }
}

/**
 * Follows every open document: `follow` is called with each that is open and each that is opened; what it returned is
 * called once that is closed.
 *
 * @returns how to stop
 */
export function followEachDocument(follow: (session: DocumentSession) => () => void): () => void {
  const followed = new Map<DocumentSession, () => void>()
  const update = ({ sessions }: OpenDocuments) => {
    for (const [session, leave] of followed)
      if (!sessions.includes(session)) {
        followed.delete(session)
        leave()
      }
    for (const session of sessions) if (!followed.has(session)) followed.set(session, follow(session))
  }
  const stop = openDocuments.subscribe(update)
  update(openDocuments.getState())
  return () => {
    stop()
    for (const leave of followed.values()) leave()
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

/** The session in front; renders again when another one comes there. */
export function useSession(): DocumentSession {
  return useSyncExternalStore(onFrontChange, currentSession)
}

/**
 * A part of the state of the document in front. As with any external store, the selector must return the same value for
 * the same state: pick, do not build.
 */
export function useDocument<T>(selector: (state: DocumentState) => T): T {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => selector(currentSession().store.getState()), [selector]),
  )
}
