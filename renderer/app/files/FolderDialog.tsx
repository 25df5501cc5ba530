import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FolderForm } from './FolderForm.tsx'
import { useTypedFolder } from './useTypedFolder.ts'

interface FolderDialogProps {
  title: string
  folder: string
  onAnswer(path: string | null): void
}

/** Which folder, for the browser shell: one of the engine's machine, by walking to it or by its path. */
export function FolderDialog({ title, folder: start, onAnswer }: FolderDialogProps) {
  const t = useT()
  const folder = useTypedFolder(start)
  // What the field says is what is chosen: never the folder that was there before.
  const path = (folder.typed ?? folder.path).trim()
  const mayChoose = folder.typed === null ? folder.listed : path !== ''
  return (
    <Dialog
      title={title}
      width={620}
      onClose={() => onAnswer(null)}
      footer={
        <>
          <Button variant="quiet" onClick={() => onAnswer(null)}>
            {t('app:dialog.cancel')}
          </Button>
          <Button variant="primary" disabled={!mayChoose} onClick={() => onAnswer(path)}>
            {t('app:files.chooseFolder')}
          </Button>
        </>
      }
    >
      <FolderForm folder={folder} onEnter={() => onAnswer(path)} />
    </Dialog>
  )
}
