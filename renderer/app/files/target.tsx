import type { FileTarget } from '../../../electron/contract/fileEnds.ts'
import { shell } from '../connection.ts'
import { showDialog } from '../dialogs/host.tsx'
import { settings, updateSettings } from '../settings.ts'
import { FileDialog, type TargetQuestion } from './FileDialog.tsx'
import { FilesDialog } from './FilesDialog.tsx'
import { FolderDialog } from './FolderDialog.tsx'
import { folderOf } from './formats.ts'
import type { FileKind } from './pick.ts'

/** Asks where a file goes: the system's dialog in a desktop window, the studio's own elsewhere. Null: nowhere. */
export async function chooseTarget(question: TargetQuestion): Promise<FileTarget | null> {
  const folder = settings.getState().lastFolder
  if (!shell)
    return showDialog<FileTarget | null>((answer) => (
      <FileDialog {...question} folder={folder} onAnswer={answer} />
    ))
  const { path } = await shell.call('dialog.save', {
    title: question.title,
    filters: [{ name: question.format, extensions: [question.extension] }],
    suggestedName: question.suggestedName,
    folder,
  })
  // The system's dialog has asked about overwriting.
  return path === null ? null : { path, overwrite: true }
}

/** Asks for a folder of the engine's machine, beginning at `folder`. Null: none. */
export async function chooseFolder(title: string, folder: string): Promise<string | null> {
  const start = folder || settings.getState().lastFolder
  const chosen = shell
    ? (await shell.call('dialog.folder', { title, folder: start })).path
    : await showDialog<string | null>((answer) => (
        <FolderDialog title={title} folder={start} onAnswer={answer} />
      ))
  if (chosen !== null) updateSettings({ lastFolder: chosen })
  return chosen
}

/** Asks for files of the engine's machine, in one folder. None: the user thought better of it. */
export async function chooseFiles(title: string, kind: FileKind): Promise<readonly string[]> {
  const folder = settings.getState().lastFolder
  const paths = shell
    ? (await shell.call('dialog.open', { title, filters: [kind], multiple: true })).paths
    : await showDialog<readonly string[] | null>((answer) => (
        <FilesDialog title={title} extensions={kind.extensions} folder={folder} onAnswer={answer} />
      ))
  if (paths?.[0] !== undefined) updateSettings({ lastFolder: folderOf(paths[0]) })
  return paths ?? []
}
