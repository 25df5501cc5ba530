import type { FileSource } from '../../../electron/contract/fileEnds.ts'
import type { Opened } from '../../../electron/contract/procedures/files.ts'
import {
  addImageLayer,
  composite,
  currentSession,
  type DocumentSession,
  isStillOpen,
  openDocuments,
  openSession,
  type Point,
  showDocument,
} from '../../document/index.ts'
import { t } from '../../i18n/index.ts'
import { keepAs, saveNow } from '../autosave/index.ts'
import { reportError } from '../failures.ts'
import { runJob } from '../jobs.ts'
import { openSessionOrNull, showSession, takeFittingTool } from '../opened.ts'
import { decideUse, type Intent } from './decide.ts'
import { baseName } from './formats.ts'
import { showNotices } from './notices.ts'
import { type PickedFile, pickFiles } from './pick.ts'
import { rememberFile } from './recentFiles.ts'

/** Lets the user choose files and opens each as a document. */
export async function chooseAndOpen(): Promise<void> {
  await takeFiles(await pickFiles(t('actions:file.open'), true), 'open')
}

/** Lets the user choose files and adds each as a layer. */
export async function chooseAndPlace(): Promise<void> {
  await takeFiles(await pickFiles(t('actions:file.place'), true), 'place')
}

/**
 * Opens or adds files in their order: each new layer in the document that is in front now, with its middle at a point of
 * it; the first new document in front and the others behind, so that nobody is taken away from it. One that fails is told
 * by its name and does not stop the others.
 */
export async function takeFiles(files: readonly PickedFile[], intent: Intent, at?: Point): Promise<void> {
  const target = openSessionOrNull()
  let behind = false
  for (const file of files) {
    try {
      const asLayer = decideUse(file.name, intent, target !== null) === 'layer'
      if (target && asLayer) await takeLayer(file, target, at)
      else {
        await takeDocument(file, { behind })
        behind = true
      }
    } catch (thrown) {
      reportError(thrown, 'app:failure.open')
    }
  }
}

async function takeLayer(file: PickedFile, target: DocumentSession, at: Point | undefined): Promise<void> {
  const opened = await read(file.name, await file.source())
  if (!isStillOpen(target)) return
  placeOpened(target, opened, file.name, at)
  showNotices(opened.notices, t('app:notices.opened', { name: file.name }))
}

/** Opens a file as a document; one that is open already comes to the front instead. */
export async function takeDocument(file: PickedFile, { behind = false } = {}): Promise<void> {
  const source = await file.source()
  const open = 'path' in source ? openFrom(source.path) : undefined
  if (open) {
    if (!behind) showDocument(open)
    return
  }
  const opened = await read(file.name, source)
  const session = showOpened(opened, { source, behind })
  showNotices(opened.notices, t('app:notices.opened', { name: file.name }), mergedAction(session, opened))
}

const read = (name: string, source: FileSource): Promise<Opened> =>
  runJob('app:jobs.open', 'files.open', { source }, { values: { name } })

/** The document that a file is open as. */
const openFrom = (path: string): DocumentSession | undefined =>
  openDocuments.getState().sessions.find(({ store }) => store.getState().file === path)

/** Offers the picture that a file has of its own layers, as a layer above them. */
function mergedAction(session: DocumentSession, opened: Opened) {
  const merged = opened.kind === 'document' ? opened.merged : undefined
  if (!merged) return undefined
  return {
    label: t('app:notices.showMerged'),
    perform: () => {
      if (isStillOpen(session)) addImageLayer(session, t('app:notices.merged'), merged)
    },
  }
}

/** Adds what was opened as a layer: a file with layers as one picture would be, flat, but by its own composite. */
export function placeOpened(session: DocumentSession, opened: Opened, name: string, at?: Point): void {
  const options = at ? { at } : {}
  if (opened.kind === 'picture') addImageLayer(session, opened.name, opened.pixels, options)
  else addImageLayer(session, baseName(name), composite(openSession(opened)), options)
  if (session === currentSession()) takeFittingTool('placed')
}

export interface OpenedOptions {
  source?: FileSource
  /** It exists nowhere else: recovered, pasted. */
  unsaved?: boolean
  /** The recovery copy that it was opened from. */
  recovered?: string
  /** It does not come to the front. */
  behind?: boolean
}

/** Makes a document of what was opened. */
export function showOpened(
  opened: Opened,
  { source, unsaved = false, recovered, behind = false }: OpenedOptions = {},
): DocumentSession {
  const path = source && 'path' in source ? source.path : null
  const session = openSession(named(opened, source), { unsaved, ...(path && { file: path }) })
  if (recovered !== undefined) keepAs(session, recovered)
  showSession(session, { behind })
  if (path) rememberFile(path)
  else if (source) saveNow(session)
  return session
}

/** A project that came as bytes is called as its file is now, not as it was when it was saved. */
function named(opened: Opened, source: FileSource | undefined): Opened {
  if (opened.kind === 'picture' || !source || 'path' in source) return opened
  return { ...opened, document: { ...opened.document, name: baseName(source.name) } }
}
