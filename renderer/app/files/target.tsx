import type { FileTarget } from '../../../electron/contract/procedures/files.ts'
import { shell } from '../connection.ts'
import { showDialog } from '../dialogs/host.tsx'
import { settings } from '../settings.ts'
import { FileDialog, type TargetQuestion } from './FileDialog.tsx'

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
