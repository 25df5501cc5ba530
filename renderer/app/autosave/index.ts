import {
  changedRastersSince,
  type DocumentSession,
  onSessionReplaced,
  rasterVersions,
} from '../document/index.ts'
import { AutosaveClock } from './autosaveClock.ts'
import { engine } from './connection.ts'
import { reportError } from './failures.ts'
import { onOpenChange, openSessionOrNull } from './files/opened.ts'
import { holdDocument, markLive } from './liveDocument.ts'
import { Presses } from './presses.ts'

/** The versions of the rasters that the engine holds of a document. */
interface Sent {
  readonly session: DocumentSession
  versions: Record<string, number>
}

let sent: Sent | null = null
let writing: Promise<void> = Promise.resolve()
let told = false

const clock = new AutosaveClock(() => {
  writing = writing.then(write)
})

let presses: Presses | null = null

/** Keeps a recovery copy of the open document from now on. */
export function startAutosave(): void {
  presses ??= new Presses(window)
  let leave = () => {}
  const follow = () => {
    leave()
    clock.stop()
    const session = openSessionOrNull()
    holdDocument(session?.data.id ?? null)
    markLive(session?.data.id ?? null)
    sent = session && { session, versions: {} }
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
  if (!sent) return
  sent.versions = {}
  if (sent.session.store.getState().unsaved) clock.changed()
}

/** Sends the rasters that changed and then the document that names them. */
async function write(): Promise<void> {
  const target = sent
  if (!target) return
  const { session } = target
  const documentId = session.data.id
  try {
    for (;;) {
      // Reading and sending a large raster holds the page for some frames; a stroke must not feel it.
      await presses?.released()
      if (sent !== target) return
      const [raster] = staleRasters(target)
      if (raster === undefined) break
      const { version } = session.rasters.get(raster)
      await engine.call('recovery.putRaster', {
        documentId,
        raster,
        version,
        pixels: session.rasters.toPixels(raster),
      })
      target.versions[raster] = version
    }
    const { projectPath } = session.store.getState()
    const versions = rasterVersions(session)
    await engine.call('recovery.commit', {
      documentId,
      document: session.data,
      versions,
      ...(projectPath ? { projectPath } : {}),
    })
    target.versions = versions
    told = false
  } catch (thrown) {
    target.versions = {}
    clock.changed()
    // Once, not every half minute.
    if (!told) reportError(thrown, 'app:failure.autosave')
    told = true
  }
}

const staleRasters = ({ session, versions }: Sent) => changedRastersSince(session, versions)

/** Removes the recovery copy of a document that was saved, or given up. */
export async function discardRecovery(documentId: string): Promise<void> {
  if (sent?.session.data.id === documentId) {
    clock.stop()
    sent.versions = {}
  }
  await writing
  try {
    await engine.call('recovery.discard', { documentId })
  } catch (thrown) {
    reportError(thrown, 'app:failure.autosave')
  }
}
