import { File } from 'lucide-react'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { showDialog } from '../dialogs/host.tsx'
import { settings, updateSettings } from '../settings.ts'
import './filedialog.css'
import { fileName, folderOf } from './formats.ts'
import { takeFiles } from './open.ts'
import { pathFile } from './pick.ts'

export const openRecent = (path: string): Promise<void> => takeFiles([pathFile(path)], 'open')

/** Lets the user choose one of the files opened or saved last. */
export async function chooseRecent(): Promise<void> {
  const path = await showDialog<string | null>((answer) => <RecentDialog onAnswer={answer} />)
  if (path) await openRecent(path)
}

function RecentDialog({ onAnswer }: { onAnswer(path: string | null): void }) {
  const t = useT()
  const forget = () => {
    updateSettings({ recentFiles: [] })
    onAnswer(null)
  }
  return (
    <Dialog
      title={t('app:recent.title')}
      width={520}
      onClose={() => onAnswer(null)}
      footer={
        <>
          <span className="dialog__footer-start">
            <Button variant="quiet" onClick={forget}>
              {t('app:recent.clear')}
            </Button>
          </span>
          <Button onClick={() => onAnswer(null)}>{t('app:dialog.cancel')}</Button>
        </>
      }
    >
      <RecentList onOpen={onAnswer} />
    </Dialog>
  )
}

/** The files opened or saved last, newest first. */
export function RecentList({ onOpen, limit }: { onOpen(path: string): void; limit?: number }) {
  return (
    <ul className="recent">
      {settings
        .getState()
        .recentFiles.slice(0, limit)
        .map((path) => (
          <li key={path}>
            <button type="button" className="file-dialog__entry" title={path} onClick={() => onOpen(path)}>
              <File size={15} aria-hidden />
              <span className="recent__name">{fileName(path)}</span>
              <span className="recent__folder">{folderOf(path)}</span>
            </button>
          </li>
        ))}
    </ul>
  )
}
