import { createStore } from 'zustand/vanilla'
import { GanvasError } from '../../../electron/contract/errors.ts'
import { type DocumentSession, newId, onSessionReplaced } from '../../document/index.ts'
import { engine } from '../connection.ts'
import { reportError } from '../failures.ts'
import { markLive } from '../liveDocument.ts'
import { onOpenChange, openSessionOrNull } from '../opened.ts'
import { AutosaveClock } from './clock.ts'
import { Presses } from './presses.ts'
import { type Pace, RecoveryCopy } from './recoveryCopy.ts'
import { nextSlice } from './slices.ts'

/** Tiles, a quarter of a megabyte each, that may be on their way to the engine. */
const MAX_IN_FLIGHT = 16
/** The same for a page that is hidden, and perhaps about to end: what is sent now may be the last. */
const MAX_IN_FLIGHT_HIDDEN = 256

/** What the copies are kept under, where it is not the document's own id. */
const ids = new WeakMap<DocumentSession, string>()
const idOf = (session: DocumentSession): string => ids.get(session) ?? session.data.id

/** Goes on with a recovery copy that there is of a document, from which it was opened. */
export function keepAs(session: DocumentSession, id: string): void {
  ids.set(session, id)
}

let copy: RecoveryCopy | null = null
let writing: Promise<void> = Promise.resolve()
let told = false

const clock = new AutosaveClock(() => {
  // A page that is about to end cannot wait for the engine's answer to what was sent before; the engine keeps the order.
  writing = document.hidden ? Promise.all([writing, write()]).then(() => {}) : writing.then(write)
})

/** Whether a reload at this moment would bring the document back just as it is. */
export const keeping = createStore<{ kept: boolean }>(() => ({ kept: true }))

function changed(): void {
  keeping.setState({ kept: false })
  clock.changed()
}

let presses: Presses | null = null
const pace: Pace = {
  slice: nextSlice,
  released: () => presses?.released() ?? Promise.resolve(),
  maxInFlight: () => (document.hidden ? MAX_IN_FLIGHT_HIDDEN : MAX_IN_FLIGHT),
}

/** Keeps a recovery copy of the open document from now on. */
export function startAutosave(): void {
  presses ??= new Presses(window)
  let leave = () => {}
  const follow = () => {
    leave()
    clock.stop()
    copy?.stop()
    const session = openSessionOrNull()
    keeping.setState({ kept: true })
    markLive(session && idOf(session))
    copy = session && new RecoveryCopy(session, engine, pace, idOf(session))
    if (!session) return
    const { unsaved } = session.store.getState()
    let { revision } = session.store.getState()
    // Recovered or pasted: it exists nowhere else yet.
    if (unsaved) changed()
    leave = session.store.subscribe((state) => {
      if (state.revision === revision) return
      revision = state.revision
      changed()
    })
  }
  onSessionReplaced(follow)
  onOpenChange(follow)
  follow()
  // The last moment at which a page that is being closed or hidden may still send something.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return
    // A stroke that is cut off by it is kept as far as it came.
    presses?.forget()
    clock.flush()
  })
}

/** For a document of which no file is known, such as one that was dropped: a reload at once finds it again. */
export function saveNow(): void {
  changed()
  clock.flush()
}

/** Forgets what was sent: a new engine process may not have it. */
export function resendAll(): void {
  if (!copy) return
  copy.forget()
  if (copy.session.store.getState().unsaved) changed()
}

async function write(): Promise<void> {
  const target = copy
  if (!target) return
  const { revision } = target.session.store.getState()
  try {
    await target.update()
    told = false
    if (target === copy && target.session.store.getState().revision === revision)
      keeping.setState({ kept: true })
  } catch (thrown) {
    target.forget()
    // The page says so by itself, and sends everything again when the engine is back.
    if (thrown instanceof GanvasError && thrown.code === 'engine-lost') return
    if (thrown instanceof GanvasError && thrown.code === 'unavailable') return keepApart(target)
    if (target === copy) clock.failed()
    // Once, not every half minute.
    if (!told) reportError(thrown, 'app:failure.autosave')
    told = true
  }
}

/** The same document is open in another window too, to which its recovery copy belongs: this one gets one of its own. */
function keepApart(target: RecoveryCopy): void {
  target.id = newId('copy')
  ids.set(target.session, target.id)
  if (target !== copy) return
  markLive(target.id)
  changed()
}

/** Whether two sessions are of one document, and share its recovery copy. */
export const sharesRecovery = (a: DocumentSession, b: DocumentSession): boolean => idOf(a) === idOf(b)

/** Removes the recovery copy of a document that was saved, or given up. */
export async function discardRecovery(session: DocumentSession): Promise<void> {
  if (copy?.session === session) {
    clock.stop()
    copy.forget()
    keeping.setState({ kept: true })
  }
  await writing
  try {
    await engine.call('recovery.discard', { documentId: idOf(session) })
  } catch (thrown) {
    // It is another window's, which has the same document open: there was none of this one.
    if (thrown instanceof GanvasError && thrown.code === 'unavailable') return
    reportError(thrown, 'app:failure.autosave')
  }
}
