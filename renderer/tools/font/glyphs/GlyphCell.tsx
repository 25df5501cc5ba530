import { Flag } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { GlyphState } from '../../../../electron/contract/tools/fontWorks.ts'
import { useTheme } from '../../../app/theme.ts'
import { useT } from '../../../i18n/index.ts'
import type { ReadyGlyph } from '../proof/outlines.ts'
import { fontState } from '../state.ts'

interface GlyphCellProps {
  glyph: GlyphState
  ready: ReadyGlyph | undefined
  selected: boolean
  place: { left: number; top: number }
}

/** A glyph in the list: as it is made, or its character in grey until it is. */
export function GlyphCell({ glyph, ready, selected, place }: GlyphCellProps) {
  const t = useT()
  const { character, state, origin, faults } = glyph
  const said = String.fromCodePoint(character)
  const about = [said, t(`font:state.${state}`), state === 'made' && t(`font:origin.${origin}`)]
  return (
    <button
      type="button"
      role="option"
      aria-selected={selected}
      className="font-cell"
      style={place}
      data-state={state}
      data-origin={origin}
      aria-label={[...about, ...faults.map((fault) => t(`font:fault.${fault}`))].filter(Boolean).join(', ')}
      onClick={() => fontState.setState({ selected: character })}
    >
      {ready && state === 'made' ? (
        <GlyphPicture ready={ready} size={64} />
      ) : (
        <span className="font-cell__open" aria-hidden data-own>
          {said.trim() === '' ? '␣' : said}
        </span>
      )}
      <span className="font-cell__foot" aria-hidden>
        <span data-own>{said}</span>
        {faults.length > 0 && <Flag size={12} className="font-cell__flag" />}
        {state === 'made' && origin !== 'style' && (
          <span className="font-cell__origin">{t(`font:originShort.${origin}`)}</span>
        )}
      </span>
    </button>
  )
}

/** An outline in its em, in the colour of text. */
export function GlyphPicture({ ready, size }: { ready: ReadyGlyph; size: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colour comes with the theme
  useEffect(() => {
    // In the next frame: by then the theme's colours are those of the page.
    const frame = requestAnimationFrame(() => canvas.current && drawGlyph(canvas.current, ready, size))
    return () => cancelAnimationFrame(frame)
  }, [ready, size, theme])
  return <canvas ref={canvas} className="font-picture" style={{ width: size, height: size }} aria-hidden />
}

function drawGlyph(canvas: HTMLCanvasElement, { path, told: { advance } }: ReadyGlyph, size: number): void {
  const scale = window.devicePixelRatio
  canvas.width = size * scale
  canvas.height = size * scale
  const context = canvas.getContext('2d')!
  context.fillStyle = getComputedStyle(canvas).getPropertyValue('--text').trim()
  // The em with a margin of an eighth, a letter in its middle.
  const unit = (size * scale) / 1250
  context.setTransform(unit, 0, 0, -unit, ((1250 - advance) / 2) * unit, (125 + 880) * unit)
  context.fill(path)
}
