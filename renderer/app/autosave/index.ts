import { createStore } from 'zustand/vanilla'
import { type DocumentSession, followEachDocument, newId, openDocuments } from '../../document/index.ts'
import { Keeper } from './keeper.ts'
import { markLive, tellAgain, tellOfEnd } from './live.ts'
import { Presses } from './presses.ts'
import type { Pace } from './recoveryCopy.ts'
import { nextSlice } from './slices.ts'

/** Tiles, a quarter of a megabyte each, that may be on their way to the engine from one document. */
const MAX_IN_FLIGHT = 16
/** The same for a page that is hidden, and perhaps about to end: what is sent now may be the last. */
const MAX_IN_FLIGHT_HIDDEN = 256

/** What the copies are kept under, where it is not the document's own id. */
const recovered = new WeakMap<DocumentSession, string>()
/** Those of closed documents too, whose copies are still to be discarded. */
const keepers = new WeakMap<DocumentSession, Keeper>()

/** Goes on with a recovery copy that there is of a document, from which it was opened. */
export function keepAs(session: DocumentSession, id: string): void {
  recovered.set(session, id)
}

/** The documents that a reload at this moment would not bring back just as they are. */
export const keeping = createStore<{ pending: ReadonlySet<DocumentSession> }>(() => ({ pending: new Set() }))

let remembers = false

/** Keeps in mind what is open, for the page that takes the place of this one; called once what was open before is open again. */
export function rememberOpen(): void {
  remembers = true
  told()
}

let presses: Presses | null = null
/** Documents take turns, so that no more is done between two frames than for one. */
let turn: Promise<unknown> = Promise.resolve()
const pace: Pace = {
  slice: () => {
    const mine = turn.then(nextSlice)
    turn = mine
    return mine
  },
  released: () => presses?.released() ?? Promise.resolve(),
  maxInFlight: () => (document.hidden ? MAX_IN_FLIGHT_HIDDEN : MAX_IN_FLIGHT),
}

/** Keeps a recovery copy of each open document from now on. */
export function startAutosave(): void {
  presses ??= new Presses(window)
  followEachDocument((session) => {
    const keeper = new Keeper(session, freeId(session), pace, told)
    keepers.set(session, keeper)
    const leave = session.store.subscribe((now, before) => {
      if (now.file !== before.file) told()
    })
    // Recovered or pasted: it exists nowhere else yet.
    if (session.store.getState().unsaved) keeper.changed()
    return () => {
      leave()
      keeper.stop()
    }
  })
  openDocuments.subscribe(told)
  told()
  // The last moment at which a page that is being closed or hidden may still send something.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return
    // A stroke that is cut off by it is kept as far as it came.
    presses?.forget()
    for (const [, keeper] of openKeepers()) keeper.flush()
  })
  window.addEventListener('pagehide', tellOfEnd)
  window.addEventListener('pageshow', ({ persisted }) => persisted && tellAgain())
}

/** The id of a document's copy; one of its own where the same document is open twice. */
function freeId(session: DocumentSession): string {
  const id = recovered.get(session) ?? session.data.id
  return openKeepers().some(([, keeper]) => keeper.id === id) ? newId('copy') : id
}

const openKeepers = (): [DocumentSession, Keeper][] =>
  openDocuments.getState().sessions.flatMap((session) => {
    const keeper = keepers.get(session)
    return keeper ? [[session, keeper]] : []
  })

/** Something of what is kept, or of what is open, has changed. */
function told(): void {
  const { sessions, front } = openDocuments.getState()
  const open = openKeepers()
  keeping.setState({ pending: new Set(open.filter(([, { kept }]) => !kept).map(([session]) => session)) })
  if (!remembers) return
  const documents = open.map(([{ store }, { id }]) => ({ document: id, file: store.getState().file }))
  markLive({ documents, front: front ? sessions.indexOf(front) : -1 })
}

/** For a document of which no file is known, such as one that was dropped: a reload at once finds it again. */
export function saveNow(session: DocumentSession): void {
  const keeper = keepers.get(session)
  keeper?.changed()
  keeper?.flush()
}

/** Forgets what was sent: a new engine process may not have it. */
export function resendAll(): void {
  for (const [, keeper] of openKeepers()) keeper.resend()
  tellAgain()
}

/** Removes the recovery copy of a document that was saved, or given up. */
export const discardRecovery = async (session: DocumentSession): Promise<void> =>
  keepers.get(session)?.discard()
