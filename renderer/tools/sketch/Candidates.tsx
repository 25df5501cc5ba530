import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { useT } from '../../i18n/index.ts'
import { Switch } from '../../ui/Switch.tsx'
import { attempt, chooseCandidate, showShadow, showWay } from './commands.ts'
import { enlarged, pictureAt } from './pictures.ts'
import { sketchState } from './state.ts'

/** The side of a thumbnail's canvas, in its pixels. */
const SIDE = 128

/** What the generator answers, what agrees best first. A click shows one; with Shift, the way to it. */
export function Candidates() {
  const t = useT()
  const found = useStore(sketchState, (state) => state.found)
  const chosen = useStore(sketchState, (state) => state.chosen)
  const beyond = useStore(sketchState, (state) => state.beyond !== null)
  const searching = useStore(sketchState, (state) => state.searching)
  const shadow = useStore(sketchState, (state) => state.shadow !== null)
  if (!found) return null
  const { pictures, order, costs, step, total } = found
  return (
    <section className="tool-form__group" aria-label={t('sketch:candidates.label')} aria-busy={searching}>
      <div className="tool-form__row tool-form__head">
        <span className="field__label">{t('sketch:candidates.label')}</span>
        {searching && total > 0 && (
          <span className="tool-form__time">{t('sketch:candidates.step', { step, total })}</span>
        )}
      </div>
      <ul className="tool-form__thumbnails">
        {order.map((candidate, place) => (
          <li key={candidate}>
            <button
              type="button"
              className="tool-form__thumbnail"
              aria-label={t('sketch:candidates.one', { place: place + 1 })}
              aria-pressed={candidate === chosen && !beyond}
              onClick={({ shiftKey }) =>
                shiftKey && candidate !== chosen
                  ? attempt(showWay('spherical', candidate))
                  : chooseCandidate(candidate)
              }
            >
              <Thumbnail strip={pictures} index={candidate} count={costs.length} />
            </button>
          </li>
        ))}
      </ul>
      <p className="tool-form__hint">{t('sketch:candidates.about')}</p>
      <Switch label={t('sketch:shadow')} checked={shadow} onChange={(on) => attempt(showShadow(on))} />
    </section>
  )
}

function Thumbnail({ strip, index, count }: { strip: Pixels; index: number; count: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    context?.drawImage(enlarged(pictureAt(strip, index, count), SIDE, SIDE), 0, 0)
  }, [strip, index, count])
  return <canvas ref={canvas} width={SIDE} height={SIDE} aria-hidden />
}
