import { FileImage, Plus } from 'lucide-react'
import { useState } from 'react'
import type { GlyphReference } from '../../../../electron/contract/tools/fontReferences.ts'
import type { FontWork } from '../../../../electron/contract/tools/fontWorks.ts'
import { reasonOf } from '../../../app/failures.ts'
import { browserFile, type PickedFile, pickFiles } from '../../../app/files/pick.ts'
import { formatNumber, useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import './sheet.css'
import { SheetPages } from './SheetPages.tsx'
import { glyphsTaken, pageOfFile, type SheetPage } from './sheets.ts'

const kinds = ['png', 'jpg', 'jpeg', 'webp', 'tif', 'tiff', 'bmp', 'avif']

/** Pictures of sheets, what was read of them, and which glyphs of that are taken. */
export function SheetDialog({
  work,
  onTake,
  onClose,
}: {
  work: FontWork
  /** Rejects with the reason where they cannot be taken. */
  onTake(glyphs: GlyphReference[]): Promise<void>
  onClose(): void
}) {
  const t = useT()
  const [pages, setPages] = useState<readonly SheetPage[]>([])
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const read = async (files: readonly PickedFile[]) => {
    setBusy(true)
    for (const file of files) {
      const page = await pageOfFile(work.name, file)
      setPages((before) => [...before.filter(({ name }) => name !== page.name), page])
    }
    setBusy(false)
  }
  const choose = async () => {
    await read(
      await pickFiles(t('font:sheet.choose'), true, { name: t('font:sheet.kind'), extensions: kinds }),
    )
  }
  const taken = glyphsTaken(pages)
  const take = async () => {
    setBusy(true)
    try {
      await onTake(taken)
      onClose()
    } catch (thrown) {
      setProblem(reasonOf(thrown))
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={t('font:sheet.title')}
      description={t('font:sheet.about')}
      width={760}
      onClose={onClose}
      footer={
        <>
          <span className="dialog__footer-start">
            <Button icon={FileImage} disabled={busy} onClick={() => void choose()}>
              {t('font:sheet.choose')}
            </Button>
          </span>
          <Button variant="quiet" onClick={onClose}>
            {t('app:dialog.cancel')}
          </Button>
          <Button
            variant="primary"
            icon={Plus}
            disabled={busy || taken.length === 0}
            onClick={() => void take()}
          >
            {t('font:sheet.take', { count: formatNumber(taken.length) })}
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files are dropped here; the button takes the keyboard */}
      <div
        className="sheet"
        aria-busy={busy}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          if (!busy) void read([...event.dataTransfer.files].map(browserFile))
        }}
      >
        {problem && (
          <p className="font-problem" role="alert" data-own>
            {problem}
          </p>
        )}
        {pages.length === 0 && (
          <p className="sheet__none">{t(busy ? 'font:sheet.reading' : 'font:sheet.none')}</p>
        )}
        <SheetPages work={work.name} pages={pages} onChange={setPages} />
      </div>
    </Dialog>
  )
}
