import { Brush, X } from 'lucide-react'
import type { GlyphReference, Learning } from '../../../../electron/contract/tools/fontReferences.ts'
import type { FontWork } from '../../../../electron/contract/tools/fontWorks.ts'
import { reportError } from '../../../app/failures.ts'
import { formatNumber, useT } from '../../../i18n/index.ts'
import { openForRedrawing } from '../glyphs/redraw.ts'
import { fontState, shownScript } from '../state.ts'
import { removeReferences } from './learn.ts'
import { PathPicture } from './PathPicture.tsx'

/** Glyphs to draw, those that are there, and a way to draw each. */
export function ReferenceGrid({
  work,
  learning: { named, covered, references },
  disabled,
}: {
  work: FontWork
  learning: Learning
  disabled: boolean
}) {
  const t = useT()
  const there = new Map(references.map((reference) => [reference.character, reference]))
  const open = named.filter((character) => !there.has(character))
  return (
    <>
      {references.length > 0 && (
        <section className="learn__part">
          <h4>{t('font:learn.yours', { count: formatNumber(references.length) })}</h4>
          <ul
            className="learn-grid"
            aria-label={t('font:learn.yours', { count: formatNumber(references.length) })}
          >
            {references.map((reference) => (
              <li key={reference.character}>
                <Reference work={work} reference={reference} disabled={disabled} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {open.length > 0 && (
        <section className="learn__part">
          <h4>{t('font:learn.named', { count: formatNumber(open.length) })}</h4>
          <p className="font-hint">
            {t('font:learn.covered', { percent: formatNumber(Math.round(100 * covered)) })}
          </p>
          <ul className="learn-grid" aria-label={t('font:learn.named', { count: formatNumber(open.length) })}>
            {open.map((character) => (
              <li key={character}>
                <DrawCell work={work} character={character} disabled={disabled} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

const drawReference = (work: FontWork, character: number) =>
  openForRedrawing(work, character, { reference: shownScript(fontState.getState()) }).catch((thrown) =>
    reportError(thrown, 'font:learn.heading'),
  )

/** A character that is not drawn yet. */
export function DrawCell({
  work,
  character,
  disabled,
}: {
  work: FontWork
  character: number
  disabled: boolean
}) {
  const t = useT()
  const said = String.fromCodePoint(character)
  return (
    <button
      type="button"
      className="learn-cell learn-cell--open"
      disabled={disabled}
      aria-label={t('font:learn.draw', { character: said })}
      title={t('font:learn.draw', { character: said })}
      onClick={() => void drawReference(work, character)}
    >
      <span data-own>{said}</span>
      <Brush size={13} className="learn-cell__mark" aria-hidden />
    </button>
  )
}

function Reference({
  work,
  reference: { character, path, origin },
  disabled,
}: {
  work: FontWork
  reference: GlyphReference
  disabled: boolean
}) {
  const t = useT()
  const said = String.fromCodePoint(character)
  const from = 'file' in origin ? origin.file : t('font:originShort.drawn')
  return (
    <div className="learn-cell">
      <button
        type="button"
        className="learn-cell__glyph"
        disabled={disabled}
        aria-label={t('font:learn.redraw', { character: said })}
        title={`${said} · ${from}`}
        onClick={() => void drawReference(work, character)}
      >
        <PathPicture path={path} />
        <span className="learn-cell__name" data-own aria-hidden>
          {said}
        </span>
      </button>
      <button
        type="button"
        className="learn-cell__remove"
        disabled={disabled}
        aria-label={t('font:learn.remove', { character: said })}
        title={t('font:learn.remove', { character: said })}
        onClick={() => void removeReferences(work.name, [character])}
      >
        <X size={12} aria-hidden />
      </button>
    </div>
  )
}
