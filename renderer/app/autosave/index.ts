import { GanvasError } from '../../../electron/contract/errors.ts'
import { onSessionReplaced } from '../../document/index.ts'
import { engine } from '../connection.ts'
import { reportError } from '../failures.ts'
import { onOpenChange, openSessionOrNull } from '../files/opened.ts'
import { holdDocument, markLive } from '../liveDocument.ts'
import { AutosaveClock } from './clock.ts'
import { Presses } from './presses.ts'
import { type Pace, RecoveryCopy } from './recoveryCopy.ts'
import { nextSlice } from './slices.ts'

/** Tiles, a quarter of a megabyte each, that may be on their way to the engine. */
const MOST_ON_THE_WAY = 16
/** The same for a page that is hidden, and perhaps about to end: what is sent now may be the last. */
const MOST_ON_THE_WAY_HIDDEN = 256

let copy: RecoveryCopy | null = null
let writing: Promise<void> = Promise.resolve()
let told = false

const clock = new AutosaveClock(() => {
  writing = writing.then(write)
})

let presses: Presses | null = null
const pace: Pace = {
  slice: nextSlice,
  settled: () => presses?.released() ?? Promise.resolve(),
  most: () => (document.hidden ? MOST_ON_THE_WAY_HIDDEN : MOST_ON_THE_WAY),
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
    holdDocument(session?.data.id ?? null)
    markLive(session?.data.id ?? null)
    copy = session && new RecoveryCopy(session, engine, pace)
    if (!session) return
    const { unsaved } = session.store.getState()
    let { revision } = session.store.getState()
    // Recovered or pasted: it exists nowhere else yet.
    if (unsaved) clock.changed()
    leave = session.store.subscribe((state) => {
      if (state.revision === revision) return
      revision = state.revision
      clock.changed()
    })
  }
  onSessionReplaced(follow)
  onOpenChange(follow)
  follow()
  // The last moment at which a page that is being closed or hidden may still send something.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') clock.flush()
  })
}

/** For a document of which no file is known, such as one that was dropped: a reload at once finds it again. */
export function saveNow(): void {
  clock.changed()
  clock.flush()
}

/** Forgets what was sent: a new engine process may not have it. */
export function resendAll(): void {
  if (!copy) return
  copy.forget()
  if (copy.session.store.getState().unsaved) clock.changed()
}

async function write(): Promise<void> {
  const target = copy
  if (!target) return
  try {
    await target.update()
    told = false
  } catch (thrown) {
    target.forget()
    // The page says so by itself, and sends everything again when the engine is back.
    if (thrown instanceof GanvasError && thrown.code === 'engine-lost') return
    if (target === copy) clock.failed()
    // Once, not every half minute.
    if (!told) reportError(thrown, 'app:failure.autosave')
    told = true
  }
}

/** Removes the recovery copy of a document that was saved, or given up. */
export async function discardRecovery(documentId: string): Promise<void> {
  if (copy?.session.data.id === documentId) {
    clock.stop()
    copy.forget()
  }
  await writing
  try {
    await engine.call('recovery.discard', { documentId })
  } catch (thrown) {
    reportError(thrown, 'app:failure.autosave')
  }
}
