import { Download } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { FileTarget } from '../../../electron/contract/fileEnds.ts'
import { t as translate, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ask } from '../dialogs/ask.tsx'
import { Entries, ParentButton, Places } from './FolderView.tsx'
import { baseName, fileName, safeFileName, withExtension } from './formats.ts'
import { useFolder } from './useFolder.ts'

export interface TargetQuestion {
  title: string
  /** With its extension. */
  suggestedName: string
  /** The format's name for the system's dialog. */
  format: string
  extension: string
}

/** Where to write a file, for the browser shell: folders of the engine's machine, a name, or a download. */
export function FileDialog({
  title,
  suggestedName,
  extension,
  folder,
  onAnswer,
}: TargetQuestion & { folder: string; onAnswer(target: FileTarget | null): void }) {
  const t = useT()
  const [name, setName] = useState(suggestedName)
  const { listing, loading, problem, go } = useFolder(folder)
  const fullName = withExtension(safeFileName(name.trim()), extension)
  const mayWrite = listing !== null && !loading && name.trim() !== ''

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!mayWrite) return
    const existing = listing.entries.find((entry) => entry.kind === 'file' && entry.name === fullName)
    const path = existing?.path ?? joinPath(listing.path, fullName)
    if (existing && !(await confirmOverwrite(fullName))) return
    onAnswer({ path, overwrite: existing !== undefined })
  }

  return (
    <Dialog
      title={title}
      width={620}
      onClose={() => onAnswer(null)}
      footer={
        <>
          <span className="dialog__footer-start">
            <Button icon={Download} onClick={() => onAnswer({ bytes: true })}>
              {t('app:files.download')}
            </Button>
          </span>
          <Button variant="quiet" onClick={() => onAnswer(null)}>
            {t('app:dialog.cancel')}
          </Button>
          <Button variant="primary" type="submit" form="file-dialog" disabled={!mayWrite}>
            {t('app:files.save')}
          </Button>
        </>
      }
    >
      <form id="file-dialog" className="file-dialog" onSubmit={(event) => void save(event)}>
        <TextField
          label={t('app:files.name')}
          value={name}
          onChange={setName}
          autoFocus
          onFocus={selectBaseName}
        />
        <div className="file-dialog__path">
          <ParentButton listing={listing} go={go} />
          <span className="file-dialog__folder" title={listing?.path}>
            {listing?.path ?? ''}
          </span>
        </div>
        <div className="file-dialog__body">
          <Places listing={listing} go={go} />
          <Entries listing={listing} problem={problem} go={go} onFile={({ name }) => setName(name)} />
        </div>
      </form>
    </Dialog>
  )
}

/** A folder as the engine spelt it, and a name in it. */
export function joinPath(folder: string, name: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/'
  return folder.endsWith(separator) ? folder + name : folder + separator + name
}

async function confirmOverwrite(name: string): Promise<boolean> {
  const answer = await ask({
    title: translate('app:files.overwriteTitle', { name }),
    description: translate('app:files.overwriteDescription'),
    answers: [{ value: 'overwrite', label: translate('app:files.overwrite') }],
  })
  return answer === 'overwrite'
}

/** The name without its extension, which typing then replaces. */
function selectBaseName({ currentTarget }: React.FocusEvent<HTMLInputElement>): void {
  currentTarget.setSelectionRange(0, baseName(fileName(currentTarget.value)).length)
}
