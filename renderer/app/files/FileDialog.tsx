import { ArrowUp, Download, File, Folder, HardDrive, House, Image } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { FileTarget } from '../../../electron/contract/procedures/files.ts'
import { formatBytes, t as translate, useT } from '../../i18n/index.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ask } from '../dialogs/ask.tsx'
import './filedialog.css'
import { baseName, fileName, safeFileName, withExtension } from './formats.ts'
import { type Listing, useFolder } from './useFolder.ts'

const placeIcons = { home: House, pictures: Image, documents: File, downloads: Download }

export interface TargetQuestion {
  title: string
  /** With its extension. */
  suggestedName: string
  /** Of the format, for the system's dialog: its name and its extension. */
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
          <Entries listing={listing} problem={problem} go={go} choose={setName} />
        </div>
      </form>
    </Dialog>
  )
}

/** Which folder, for the browser shell: one of the engine's machine, by walking to it or by its path. */
export function FolderDialog({
  title,
  folder,
  onAnswer,
}: {
  title: string
  folder: string
  onAnswer(path: string | null): void
}) {
  const t = useT()
  const { listing, loading, problem, path: shown, go } = useFolder(folder)
  const [typed, setTyped] = useState<string | null>(null)
  const path = (typed ?? shown).trim()
  // What the field says is what is chosen: never the folder that was there before.
  const listed = !loading && problem === ''
  const mayChoose = typed === null ? listed : path !== ''
  const walk = (next: string) => {
    setTyped(null)
    go(next)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (listed && path === shown) onAnswer(path)
    else if (typed !== null || !loading) walk(path)
  }
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
      <form className="file-dialog" onSubmit={submit}>
        <div className="file-dialog__path">
          <ParentButton listing={listing} go={walk} />
          <span className="file-dialog__typed">
            <TextField
              label={t('app:files.folder')}
              hideLabel
              value={typed ?? shown}
              onChange={setTyped}
              autoFocus
            />
          </span>
        </div>
        <div className="file-dialog__body">
          <Places listing={listing} go={walk} />
          <Entries listing={listing} problem={problem} go={walk} />
        </div>
      </form>
    </Dialog>
  )
}

function ParentButton({ listing, go }: { listing: Listing | null; go(path: string): void }) {
  const t = useT()
  return (
    <IconButton
      icon={ArrowUp}
      size="small"
      type="button"
      label={t('app:files.parent')}
      disabled={!listing?.parent}
      onClick={() => listing?.parent && go(listing.parent)}
    />
  )
}

function Places({ listing, go }: { listing: Listing | null; go(path: string): void }) {
  const t = useT()
  return (
    <ul className="file-dialog__places" aria-label={t('app:files.places')}>
      {listing?.places.map(({ kind, path }) => {
        const Icon = placeIcons[kind] ?? HardDrive
        return (
          <li key={kind}>
            <button
              type="button"
              className="file-dialog__entry"
              aria-current={path === listing.path ? 'location' : undefined}
              onClick={() => go(path)}
            >
              <Icon size={15} aria-hidden />
              {t(`app:files.place.${kind}`)}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function Entries({
  listing,
  problem,
  go,
  choose,
}: {
  listing: Listing | null
  problem: string
  go(path: string): void
  /** Absent: files are shown, and cannot be chosen. */
  choose?(name: string): void
}) {
  const t = useT()
  const entries = listing?.entries ?? []
  return (
    <div className="file-dialog__list">
      {problem && (
        <p className="file-dialog__problem" role="alert">
          {problem}
        </p>
      )}
      {listing && entries.length === 0 && <p className="panel__empty">{t('app:files.emptyFolder')}</p>}
      <ul aria-label={t('app:files.entries')}>
        {entries.map(({ name, path, kind, size }) => {
          const Icon = kind === 'folder' ? Folder : File
          return (
            <li key={path}>
              <button
                type="button"
                className="file-dialog__entry"
                data-kind={kind}
                disabled={kind === 'file' && !choose}
                onClick={() => (kind === 'folder' ? go(path) : choose?.(name))}
              >
                <Icon size={15} aria-hidden />
                <span className="file-dialog__name">{name}</span>
                {kind === 'file' && <span className="file-dialog__size number">{formatBytes(size)}</span>}
              </button>
            </li>
          )
        })}
      </ul>
    </div>
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
