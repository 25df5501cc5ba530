import type { FormEvent } from 'react'
import { useT } from '../../i18n/index.ts'
import { TextField } from '../../ui/TextField.tsx'
import { Entries, type FolderEntry, ParentButton, Places } from './FolderView.tsx'
import type { TypedFolder } from './useTypedFolder.ts'

interface FolderFormProps {
  folder: TypedFolder
  /** Enter, where the field names the folder that is listed; elsewhere it goes there. */
  onEnter(): void
  onFile?(file: FolderEntry): void
  chosen?: ReadonlySet<string>
  shows?(name: string): boolean
}

/** Walks through folders, by clicking or by their path. */
export function FolderForm({ folder, onEnter, ...entries }: FolderFormProps) {
  const t = useT()
  const { listing, loading, problem, path, typed, listed, type, go } = folder
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (listed) onEnter()
    else if (typed !== null || !loading) go((typed ?? path).trim())
  }
  return (
    <form className="file-dialog" onSubmit={submit}>
      <div className="file-dialog__path">
        <ParentButton listing={listing} go={go} />
        <span className="file-dialog__typed">
          <TextField
            label={t('app:files.folder')}
            hideLabel
            value={typed ?? path}
            onChange={type}
            autoFocus
          />
        </span>
      </div>
      <div className="file-dialog__body">
        <Places listing={listing} go={go} />
        <Entries listing={listing} problem={problem} go={go} {...entries} />
      </div>
    </form>
  )
}
