import { CircleAlert, FolderOpen } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { FileSource } from '../../../../electron/contract/fileEnds.ts'
import type { InstalledFont } from '../../../../electron/contract/tools/fontWorks.ts'
import { engine } from '../../../app/connection.ts'
import { reasonOf } from '../../../app/failures.ts'
import { browserFile, pickFiles } from '../../../app/files/pick.ts'
import { formatNumber, useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TextField } from '../../../ui/TextField.tsx'

/** So many of a long list are shown; the search finds the others. */
const SHOWN = 150

export const fontExtensions = ['ttf', 'otf', 'ttc', 'otc', 'woff', 'woff2', 'ufoz', 'zip']

interface FontFileDialogProps {
  title: string
  about: string
  /** What else is asked. */
  children?: ReactNode
  /** Takes the font that was chosen; what it throws is shown. */
  onChoose(file: FileSource, face: number): Promise<void>
  onClose(): void
}

/** Which font: a file, by a dialog or dropped, or one that the system has. */
export function FontFileDialog({ title, about, children, onChoose, onClose }: FontFileDialogProps) {
  const t = useT()
  const [search, setSearch] = useState('')
  const [fonts, setFonts] = useState<readonly InstalledFont[] | null>(null)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    engine
      .call('fonts.installed', {})
      .then(({ fonts: found }) => setFonts(found))
      .catch((thrown) => setProblem(reasonOf(thrown)))
  }, [])
  const found = useMemo(() => matching(fonts ?? [], search), [fonts, search])
  const begin = async (file: () => Promise<FileSource> | FileSource, face = 0) => {
    setBusy(true)
    setProblem('')
    try {
      await onChoose(await file(), face)
    } catch (thrown) {
      setProblem(reasonOf(thrown))
    }
    setBusy(false)
  }
  const choose = async () => {
    const [file] = await pickFiles(t('font:source.choose'), false, {
      name: t('font:source.kind'),
      extensions: fontExtensions,
    })
    if (file) await begin(() => file.source())
  }
  return (
    <Dialog
      title={title}
      description={about}
      width={620}
      onClose={onClose}
      footer={
        <>
          <span className="dialog__footer-start">
            <Button icon={FolderOpen} disabled={busy} onClick={() => void choose()}>
              {t('font:source.file')}
            </Button>
          </span>
          <Button variant="quiet" onClick={onClose}>
            {t('app:dialog.cancel')}
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files are dropped here; the button takes the keyboard */}
      <div
        className="font-source"
        aria-busy={busy || fonts === null}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          const [file] = event.dataTransfer.files
          if (file) void begin(() => browserFile(file).source())
        }}
      >
        {children}
        <TextField label={t('font:source.search')} value={search} onChange={setSearch} autoFocus />
        {problem && (
          <p className="font-problem" role="alert">
            <CircleAlert size={16} aria-hidden />
            <span data-own>{problem}</span>
          </p>
        )}
        <ul className="font-source__list" aria-label={t('font:source.installed')}>
          {found.slice(0, SHOWN).map((font) => (
            <li key={`${font.path} ${font.index}`}>
              <button
                type="button"
                className="font-source__font"
                disabled={busy}
                title={font.path}
                onClick={() => void begin(() => ({ path: font.path }), font.index)}
              >
                <span className="font-source__name" data-own>
                  {font.family} <span className="font-source__style">{font.style}</span>
                </span>
                <span className="font-source__preview" style={look(font)} aria-hidden data-own>
                  永和 かな Aag
                </span>
              </button>
            </li>
          ))}
          {fonts !== null && found.length === 0 && (
            <li className="font-hint font-source__none">{t('font:source.none')}</li>
          )}
        </ul>
        {found.length > SHOWN && (
          <p className="font-hint">
            {t('font:source.more', { shown: formatNumber(SHOWN), count: formatNumber(found.length) })}
          </p>
        )}
      </div>
    </Dialog>
  )
}

function matching(fonts: readonly InstalledFont[], search: string): InstalledFont[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return fonts.filter(({ family, style, alsoCalled }) => {
    const names = [family, style, ...alsoCalled].join(' ').toLowerCase()
    return words.every((word) => names.includes(word))
  })
}

const weights: [RegExp, number][] = [
  [/thin/i, 100],
  [/extra ?light/i, 200],
  [/light/i, 300],
  [/medium/i, 500],
  [/(semi|demi) ?bold/i, 600],
  [/black|heavy/i, 900],
  [/bold/i, 700],
]

/** As the browser shows an installed font. */
const look = ({ family, style }: InstalledFont): React.CSSProperties => ({
  fontFamily: `"${family.replaceAll('"', '')}"`,
  fontWeight: weights.find(([name]) => name.test(style))?.[1] ?? 400,
  fontStyle: /italic|oblique/i.test(style) ? 'italic' : 'normal',
})
