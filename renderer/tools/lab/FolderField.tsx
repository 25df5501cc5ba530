import { FolderOpen } from 'lucide-react'
import { useId } from 'react'
import { reportError } from '../../app/failures.ts'
import { chooseFolder } from '../../app/files/target.tsx'
import { useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'

export interface FolderFieldProps {
  label: string
  /** Empty: none yet. */
  path: string
  onChange(path: string): void
}

/** A folder of the engine's machine, and the way to choose another. */
export function FolderField({ label, path, onChange }: FolderFieldProps) {
  const t = useT()
  const id = useId()
  const choose = async () => {
    try {
      const chosen = await chooseFolder(label, path)
      if (chosen !== null) onChange(chosen)
    } catch (thrown) {
      reportError(thrown, 'lab:title')
    }
  }
  return (
    <div className="lab-folder">
      <span id={id} className="lab-folder__label">
        {label}
      </span>
      <span
        className="lab-folder__path"
        data-empty={path === '' || undefined}
        data-own={path !== '' || undefined}
        title={path}
      >
        <bdi>{path || t('lab:folder.none')}</bdi>
      </span>
      <Button icon={FolderOpen} aria-describedby={id} onClick={() => void choose()}>
        {t('lab:folder.choose')}
      </Button>
    </div>
  )
}
