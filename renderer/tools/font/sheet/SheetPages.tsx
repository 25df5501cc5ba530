import { CircleAlert, ScanText } from 'lucide-react'
import { useId, useState } from 'react'
import { formatNumber, useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { SheetCell } from './SheetCell.tsx'
import { readPage, type SheetPage } from './sheets.ts'

/** What was read of each picture. */
export function SheetPages({
  work,
  pages,
  onChange,
}: {
  work: string
  pages: readonly SheetPage[]
  onChange(change: (before: readonly SheetPage[]) => readonly SheetPage[]): void
}) {
  const replace = (page: SheetPage) =>
    onChange((before) => before.map((each) => (each.name === page.name ? page : each)))
  return pages.map((page) => <Page key={page.name} work={work} page={page} onChange={replace} />)
}

function Page({ work, page, onChange }: { work: string; page: SheetPage; onChange(page: SheetPage): void }) {
  const t = useT()
  const { name, sheet, cells, problem } = page
  const taken = cells.filter((cell) => cell.taken).length
  return (
    <section className="sheet__page" aria-label={name}>
      <header className="sheet__head">
        <h3 data-own>{name}</h3>
        {sheet && (
          <p className="font-hint">
            {sheet.number
              ? t('font:sheet.page', {
                  page: formatNumber(sheet.number.page),
                  pages: formatNumber(sheet.number.pages),
                })
              : t(`font:sheet.kinds.${sheet.kind as 'ruled' | 'loose'}`)}
            {' · '}
            {t('font:sheet.taken', { count: formatNumber(taken), of: formatNumber(cells.length) })}
            {sheet.turned !== 0 && (
              <span className="font-chip">
                {sheet.turned === 180
                  ? t('font:sheet.upsideDown')
                  : t('font:sheet.turned', { degrees: formatNumber(sheet.turned) })}
              </span>
            )}
          </p>
        )}
      </header>
      {problem && (
        <p className="font-problem" role="alert">
          <CircleAlert size={16} aria-hidden />
          <span data-own>{problem}</span>
        </p>
      )}
      {sheet && sheet.undrawn.length > 0 && (
        <p className="font-fault">
          <CircleAlert size={16} aria-hidden />
          <span>
            {t('font:sheet.undrawn')} <span data-own>{textOf(sheet.undrawn)}</span>
          </span>
        </p>
      )}
      {sheet?.kind !== 'template' && <Characters work={work} page={page} onChange={onChange} />}
      {cells.length > 0 && (
        <ul className="sheet__cells" aria-label={t('font:sheet.cells')}>
          {cells.map((cell, at) => (
            <li key={cell.cell}>
              <SheetCell
                cell={cell}
                onChange={(next) =>
                  onChange({ ...page, cells: cells.map((each, k) => (k === at ? next : each)) })
                }
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const textOf = (characters: readonly number[]) =>
  characters.map((character) => String.fromCodePoint(character)).join(' ')

/** The characters of a sheet that does not say them. */
function Characters({
  work,
  page,
  onChange,
}: {
  work: string
  page: SheetPage
  onChange(page: SheetPage): void
}) {
  const t = useT()
  const id = useId()
  const [text, setText] = useState(page.text)
  const [busy, setBusy] = useState(false)
  const read = async () => {
    setBusy(true)
    onChange(await readPage(work, { ...page, text }))
    setBusy(false)
  }
  return (
    <div className="sheet__characters">
      <label htmlFor={id} className="field__label">
        {t('font:sheet.characters')}
      </label>
      <textarea
        id={id}
        className="text-field"
        rows={2}
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      <Button icon={ScanText} disabled={busy || text.trim() === ''} onClick={() => void read()}>
        {t('font:sheet.read')}
      </Button>
    </div>
  )
}
