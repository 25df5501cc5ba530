import { useState } from 'react'
import { FormDialog } from '../../app/dialogs/FormDialog.tsx'
import { showDialog } from '../../app/dialogs/host.tsx'
import { type TranslationKey, useT } from '../../i18n/index.ts'
import { TextField } from '../../ui/TextField.tsx'

/** Asks for a folder by its path; null: cancelled. @param mayBeEmpty what an empty path means, the note says */
export function askFolder(
  title: TranslationKey,
  note: TranslationKey,
  initial: string,
  mayBeEmpty = false,
): Promise<string | null> {
  return showDialog<string | null>((answer) => (
    <FolderDialog title={title} note={note} initial={initial} mayBeEmpty={mayBeEmpty} onAnswer={answer} />
  ))
}

interface FolderDialogProps {
  title: TranslationKey
  note: TranslationKey
  initial: string
  mayBeEmpty: boolean
  onAnswer(folder: string | null): void
}

function FolderDialog({ title, note, initial, mayBeEmpty, onAnswer }: FolderDialogProps) {
  const t = useT()
  const [folder, setFolder] = useState(initial)
  return (
    <FormDialog
      title={t(title)}
      width={520}
      disabled={folder.trim() === '' && !mayBeEmpty}
      onSubmit={() => onAnswer(folder.trim())}
      onCancel={() => onAnswer(null)}
    >
      <TextField label={t('models:folder')} value={folder} onChange={setFolder} />
      <p className="form__hint">{t(note)}</p>
    </FormDialog>
  )
}
