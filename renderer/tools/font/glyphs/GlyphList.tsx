import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { FontWork, GlyphState } from '../../../../electron/contract/tools/fontWorks.ts'
import { formatNumber, useT } from '../../../i18n/index.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { fetchOutlines, outlineKey, readyGlyphs } from '../proof/outlines.ts'
import { fontState } from '../state.ts'
import { GlyphCell } from './GlyphCell.tsx'

const kinds = ['all', 'flagged', 'own', 'lacking'] as const
type Kind = (typeof kinds)[number]

const belongs: Record<Kind, (glyph: GlyphState) => boolean> = {
  all: () => true,
  flagged: ({ faults }) => faults.length > 0,
  own: ({ own, origin }) => own || origin === 'drawn',
  lacking: ({ state }) => state === 'lacking',
}

const CELL = { width: 84, height: 104 }

/** All glyphs of the font, or those that somebody should look at. Of thousands only those in sight are drawn. */
export function GlyphList({ work }: { work: FontWork }) {
  const t = useT()
  const glyphs = useStore(fontState, (state) => state.glyphs)
  const selected = useStore(fontState, (state) => state.selected)
  const [kind, setKind] = useState<Kind>('all')
  const shown = glyphs?.filter(belongs[kind]) ?? []
  return (
    <div className="font-glyphs">
      <div className="font-glyphs__head">
        <Segmented<Kind>
          label={t('font:glyphs.filter')}
          value={kind}
          onChange={setKind}
          segments={kinds.map((value) => ({
            value,
            label: `${t(`font:glyphs.${value}`)} ${formatNumber(glyphs?.filter(belongs[value]).length ?? 0)}`,
          }))}
        />
      </div>
      {glyphs !== null && shown.length === 0 ? (
        <p className="font-hint font-glyphs__none">{t(`font:glyphs.no.${kind}`)}</p>
      ) : (
        <GlyphGrid work={work} glyphs={shown} selected={selected} key={kind} />
      )}
    </div>
  )
}

function GlyphGrid({
  work,
  glyphs,
  selected,
}: {
  work: FontWork
  glyphs: readonly GlyphState[]
  selected: number | null
}) {
  const t = useT()
  const grid = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState({ top: 0, width: 0, height: 0 })
  useEffect(() => {
    const element = grid.current
    if (!element) return
    const look = () =>
      setSeen({ top: element.scrollTop, width: element.clientWidth, height: element.clientHeight })
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [])
  const columns = Math.max(1, Math.floor((seen.width - 24) / CELL.width))
  const first = Math.max(0, Math.floor(seen.top / CELL.height) - 1) * columns
  const rows = Math.ceil(seen.height / CELL.height) + 3
  const visible = seen.width === 0 ? [] : glyphs.slice(first, first + rows * columns)
  const revision = useOutlines(work, visible)
  const ready = readyGlyphs(revision)
  return (
    <div ref={grid} className="font-grid" role="listbox" aria-label={t('font:glyphs.label')} tabIndex={-1}>
      <div
        className="font-grid__all"
        style={{ height: Math.ceil(glyphs.length / columns) * CELL.height + 24 }}
      >
        {visible.map((glyph, k) => (
          <GlyphCell
            key={glyph.character}
            glyph={glyph}
            ready={ready.get(glyph.character)}
            selected={glyph.character === selected}
            place={{
              left: 12 + ((first + k) % columns) * CELL.width,
              top: 12 + Math.floor((first + k) / columns) * CELL.height,
            }}
          />
        ))}
      </div>
    </div>
  )
}

/** Reads the outlines of glyphs that are made and in sight. @returns the key that they are remembered by */
function useOutlines(work: FontWork, visible: readonly GlyphState[]): string {
  const revision = useStore(fontState, (state) => state.revision)
  const key = outlineKey(work.name, work.plan, revision)
  const [, setRead] = useState(0)
  const made = visible.filter(({ state }) => state === 'made').map(({ character }) => character)
  const wanted = made.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key and the characters stand for all
  useEffect(() => {
    if (made.length === 0) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      fetchOutlines(key, work.name, work.plan, made, controller.signal)
        .then(() => setRead((count) => count + 1))
        // Cancelled, or the engine is away: another look asks again.
        .catch(() => {})
    }, 80)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [key, wanted])
  return key
}
