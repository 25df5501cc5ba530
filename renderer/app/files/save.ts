import type { FileTarget } from '../../../electron/contract/fileEnds.ts'
import { composite, type DocumentSession, toSaved } from '../../document/index.ts'
import { t } from '../../i18n/index.ts'
import { showToast } from '../../ui/Toast.tsx'
import { discardRecovery } from '../autosave/index.ts'
import { runJob } from '../jobs.ts'
import { documentName } from './documentName.ts'
import { download } from './download.ts'
import { fileName, projectExtension, safeFileName, withExtension } from './formats.ts'
import { rememberFile } from './recentFiles.ts'
import { chooseTarget } from './target.tsx'

/** Writes a document to its project file, and asks for one when it has none. False: it was not written. */
export async function save(session: DocumentSession): Promise<boolean> {
  const { projectPath } = session.store.getState()
  return projectPath ? writeProject(session, { path: projectPath, overwrite: true }) : saveAs(session)
}

/** Asks where to write a document, and writes it there. False: it was not written. */
export async function saveAs(session: DocumentSession): Promise<boolean> {
  const target = await chooseTarget({
    title: t('actions:file.saveAs'),
    suggestedName: suggestedProjectName(session),
    format: t('app:files.project'),
    extension: projectExtension,
  })
  return target !== null && writeProject(session, target)
}

const suggestedProjectName = (session: DocumentSession) =>
  withExtension(safeFileName(documentName(session.store.getState())), projectExtension)

async function writeProject(session: DocumentSession, target: FileTarget): Promise<boolean> {
  const { revision } = session.store.getState()
  const written = await runJob(
    'app:jobs.save',
    'project.save',
    { ...toSaved(session), composite: composite(session), target },
    { values: { name: 'path' in target ? fileName(target.path) : session.data.name } },
  )
  if (!written.path) {
    download(suggestedProjectName(session), written)
    // A download is a copy: where it went is not known, so Save asks again.
    if (session.store.getState().revision === revision) session.markSaved(null)
    return true
  }
  // What changed while it was written is not in the file.
  if (session.store.getState().revision === revision) {
    session.markSaved(written.path)
    await discardRecovery(session)
  } else session.store.setState({ projectPath: written.path, file: written.path })
  rememberFile(written.path)
  showToast({ tone: 'success', title: t('app:files.saved', { name: fileName(written.path) }), id: 'saved' })
  return true
}
