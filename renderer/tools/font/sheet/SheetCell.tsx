import { useT } from '../../../i18n/index.ts'
import { PathPicture } from '../learn/PathPicture.tsx'
import type { ChosenCell } from './sheets.ts'

/** A cell as it was read: its glyph, which is taken or left out, and its character, which can be put right. */
export function SheetCell({ cell, onChange }: { cell: ChosenCell; onChange(cell: ChosenCell): void }) {
  const t = useT()
  const { character, state, path, taken } = cell
  const said = character === null ? '' : String.fromCodePoint(character)
  const place = t('font:sheet.cell', { row: String(cell.row + 1), column: String(cell.column + 1) })
  const usable = path !== '' && character !== null
  return (
    <div className="sheet-cell" data-taken={taken || undefined} data-state={state}>
      <button
        type="button"
        className="sheet-cell__glyph"
        aria-pressed={taken}
        aria-label={`${place} ${said}`}
        title={state === 'drawn' ? place : `${place}: ${t(`font:sheet.states.${state}`)}`}
        disabled={!usable}
        onClick={() => onChange({ ...cell, taken: !taken })}
      >
        <PathPicture path={path} />
        {(state === 'cut' || state === 'torn') && (
          <span className="sheet-cell__state">{t(`font:sheet.short.${state}`)}</span>
        )}
      </button>
      <input
        className="text-field sheet-cell__character"
        aria-label={t('font:sheet.characterOf', { place })}
        value={said}
        data-own
        onChange={(event) => {
          const last = [...event.target.value.trim()].at(-1)
          const next = last === undefined ? null : last.codePointAt(0)!
          onChange({ ...cell, character: next, taken: next !== null && path !== '' })
        }}
      />
    </div>
  )
}
