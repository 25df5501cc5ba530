import { useEffect, useMemo, useState } from 'react'
import { formatNumber, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FolderForm } from './FolderForm.tsx'
import { extensionOf } from './formats.ts'
import { useTypedFolder } from './useTypedFolder.ts'

interface FilesDialogProps {
  title: string
  /** Which files are shown: lower case, without the dot. */
  extensions: readonly string[]
  folder: string
  onAnswer(paths: readonly string[] | null): void
}

/** Which files, for the browser shell: some of one folder of the engine's machine. */
export function FilesDialog({ title, extensions, folder: start, onAnswer }: FilesDialogProps) {
  const t = useT()
  const folder = useTypedFolder(start)
  const { listing, listed } = folder
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const files = useMemo(
    () =>
      (listing?.entries ?? []).flatMap(({ kind, name, path }) =>
        kind === 'file' && extensions.includes(extensionOf(name)) ? [path] : [],
      ),
    [listing, extensions],
  )
  // Another listing is another folder, or shows what came and went.
  useEffect(() => {
    setChosen((old) => new Set(files.filter((path) => old.has(path))))
  }, [files])
  const all = files.length > 0 && chosen.size === files.length
  const toggle = (path: string) =>
    setChosen((old) => new Set(old.has(path) ? [...old].filter((other) => other !== path) : [...old, path]))
  const mayChoose = listed && chosen.size > 0
  const answer = () => mayChoose && onAnswer(files.filter((path) => chosen.has(path)))
  return (
    <Dialog
      title={title}
      width={620}
      onClose={() => onAnswer(null)}
      footer={
        <>
          <span className="dialog__footer-start">
            <Button disabled={files.length === 0} onClick={() => setChosen(new Set(all ? [] : files))}>
              {t(all ? 'app:files.chooseNone' : 'app:files.chooseAll')}
            </Button>
          </span>
          <Button variant="quiet" onClick={() => onAnswer(null)}>
            {t('app:dialog.cancel')}
          </Button>
          <Button variant="primary" disabled={!mayChoose} onClick={answer}>
            {t(chosen.size === 1 ? 'app:files.chooseFiles_one' : 'app:files.chooseFiles_other', {
              count: formatNumber(chosen.size),
            })}
          </Button>
        </>
      }
    >
      <FolderForm
        folder={folder}
        onEnter={answer}
        onFile={({ path }) => toggle(path)}
        chosen={chosen}
        shows={(name) => extensions.includes(extensionOf(name))}
      />
    </Dialog>
  )
}
