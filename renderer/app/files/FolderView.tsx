import { ArrowUp, Download, File, Folder, HardDrive, House, Image } from 'lucide-react'
import { formatBytes, useT } from '../../i18n/index.ts'
import { IconButton } from '../../ui/Button.tsx'
import './filedialog.css'
import type { Listing } from './useFolder.ts'

const placeIcons = { home: House, pictures: Image, documents: File, downloads: Download }

export type FolderEntry = Listing['entries'][number]

/** Up one folder. */
export function ParentButton({ listing, go }: { listing: Listing | null; go(path: string): void }) {
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

/** Where pictures usually are. */
export function Places({ listing, go }: { listing: Listing | null; go(path: string): void }) {
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

/** What is in a folder, or why it cannot be told. */
export function Entries({
  listing,
  problem,
  go,
  onFile,
  chosen,
  shows = () => true,
}: {
  listing: Listing | null
  problem: string
  go(path: string): void
  /** Absent: files are shown, and cannot be chosen. */
  onFile?(file: FolderEntry): void
  /** Paths of the files that are chosen, where several can be. */
  chosen?: ReadonlySet<string>
  /** Which files are shown; absent: all that the engine lists. */
  shows?(name: string): boolean
}) {
  const t = useT()
  const entries = (listing?.entries ?? []).filter(({ kind, name }) => kind === 'folder' || shows(name))
  return (
    <div className="file-dialog__list">
      {problem && (
        <p className="file-dialog__problem" role="alert">
          {problem}
        </p>
      )}
      {listing && entries.length === 0 && <p className="panel__empty">{t('app:files.emptyFolder')}</p>}
      <ul aria-label={t('app:files.entries')}>
        {entries.map((entry) => {
          const { name, path, kind, size } = entry
          const Icon = kind === 'folder' ? Folder : File
          return (
            <li key={path}>
              <button
                type="button"
                className="file-dialog__entry"
                data-kind={kind}
                disabled={kind === 'file' && !onFile}
                aria-pressed={kind === 'file' && chosen ? chosen.has(path) : undefined}
                onClick={() => (kind === 'folder' ? go(path) : onFile?.(entry))}
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
