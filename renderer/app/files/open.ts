import type { FileSource } from '../../../electron/contract/fileEnds.ts'
import type { Opened } from '../../../electron/contract/procedures/files.ts'
import { addImageLayer, composite, currentSession, openSession, type Point } from '../../document/index.ts'
import { t } from '../../i18n/index.ts'
import { discardRecovery, keepAs, saveNow, sharesRecovery } from '../autosave/index.ts'
import { reportError } from '../failures.ts'
import { runJob } from '../jobs.ts'
import { markFile } from '../liveDocument.ts'
import { isOpen, openSessionOrNull, showSession, takeFittingTool } from '../opened.ts'
import { settings } from '../settings.ts'
import { decideUse, type Intent } from './decide.ts'
import { baseName } from './formats.ts'
import { showNotices } from './notices.ts'
import { type PickedFile, pickFiles } from './pick.ts'
import { rememberFile } from './recentFiles.ts'
import { readInstead } from './unsaved.ts'

/** Lets the user choose a file and makes it the open document. */
export async function chooseAndOpen(): Promise<void> {
  await takeFiles(await pickFiles(t('actions:file.open'), false), 'open')
}

/** Lets the user choose files and adds each as a layer. */
export async function chooseAndPlace(): Promise<void> {
  await takeFiles(await pickFiles(t('actions:file.place'), true), 'place')
}

/**
 * Opens or adds files in their order, each new layer with its middle at a point of the document. One that fails is
 * told by its name and does not stop the others.
 */
export async function takeFiles(files: readonly PickedFile[], intent: Intent, at?: Point): Promise<void> {
  for (const file of files) {
    try {
      await takeFile(file, intent, at)
    } catch (thrown) {
      reportError(thrown, 'app:failure.open')
    }
  }
}

async function takeFile(file: PickedFile, intent: Intent, at?: Point): Promise<void> {
  const use = decideUse(file.name, intent, isOpen())
  const read = async () => {
    const source = await file.source()
    const opened = await runJob('app:jobs.open', 'files.open', { source }, { values: { name: file.name } })
    return { source, opened }
  }
  const result = await (use === 'document' ? readInstead(read) : read())
  if (!result) return
  const { source, opened } = result
  if (use === 'layer' && isOpen()) placeOpened(opened, file.name, at)
  else await showOpened(opened, { source })
  showNotices(opened.notices, t('app:notices.opened', { name: file.name }), mergedAction(opened, use))
}

/** Offers the picture that a file has of its own layers, as a layer above them. */
function mergedAction(opened: Opened, use: 'document' | 'layer') {
  const merged = opened.kind === 'document' && use === 'document' ? opened.merged : undefined
  if (!merged) return undefined
  const session = currentSession()
  return {
    label: t('app:notices.showMerged'),
    perform: () => {
      if (currentSession() === session) addImageLayer(session, t('app:notices.merged'), merged)
    },
  }
}

/** Adds what was opened as a layer: a file with layers as one picture would be, flat, but by its own composite. */
export function placeOpened(opened: Opened, name: string, at?: Point): void {
  const session = currentSession()
  const options = at ? { at } : {}
  if (opened.kind === 'picture') addImageLayer(session, opened.name, opened.pixels, options)
  else addImageLayer(session, baseName(name), composite(openSession(opened)), options)
  takeFittingTool('placed')
}

export interface ShowOptions {
  source?: FileSource
  /** It exists nowhere else: recovered, pasted. */
  unsaved?: boolean
  /** The recovery copy that it was opened from. */
  recovered?: string
}

/** Makes what was opened the open document; the recovery file of the one before is no longer needed. */
export async function showOpened(
  opened: Opened,
  { source, unsaved = false, recovered }: ShowOptions = {},
): Promise<void> {
  const before = openSessionOrNull()
  const session = openSession(named(opened, source), {
    historyBudgetMb: settings.getState().historyBudgetMb,
    unsaved,
  })
  if (recovered !== undefined) keepAs(session, recovered)
  showSession(session)
  const path = source && 'path' in source ? source.path : null
  markFile(path)
  if (path) rememberFile(path)
  else if (source) saveNow()
  if (before && !sharesRecovery(before, session)) await discardRecovery(before)
}

/** A project that came as bytes is called as its file is now, not as it was when it was saved. */
function named(opened: Opened, source: FileSource | undefined): Opened {
  if (opened.kind === 'picture' || !source || 'path' in source) return opened
  return { ...opened, document: { ...opened.document, name: baseName(source.name) } }
}
