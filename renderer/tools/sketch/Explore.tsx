import { Footprints, Pause, Play, Rewind } from 'lucide-react'
import { useStore } from 'zustand'
import { useT } from '../../i18n/index.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { attempt, DIRECTIONS, moveAlong, play, seek, showWalk, showWay, takeShown } from './commands.ts'
import { sketchState } from './state.ts'

/** Standard deviations to either side that a direction's slider goes. */
const REACH = 4

/** Ways beyond the candidates: from the fixed result to the present one, at random, along what changes most. */
export function Explore() {
  const t = useT()
  const path = useStore(sketchState, (state) => state.path)
  const fixed = useStore(sketchState, (state) => state.fixed !== null)
  const moved = useStore(sketchState, (state) => state.moved)
  const beyond = useStore(sketchState, (state) => state.beyond !== null)
  return (
    <details className="tool-form__more">
      <summary>{t('sketch:explore.title')}</summary>
      <div className="tool-form__group">
        <div className="tool-form__pair">
          <Button icon={Footprints} onClick={() => attempt(showWalk())}>
            {t('sketch:explore.walk')}
          </Button>
          {fixed && (
            <Button icon={Rewind} onClick={() => attempt(showWay('spherical'))}>
              {t('sketch:explore.way')}
            </Button>
          )}
        </div>
        {path && (
          <div className="tool-form__row tool-form__row--field">
            <Slider
              label={t('sketch:explore.along')}
              value={path.at}
              usual={0}
              onChange={(at) => {
                play(false)
                seek(at)
              }}
              min={0}
              max={path.frames.points.length - 1}
            />
            <IconButton
              icon={path.playing ? Pause : Play}
              label={t(path.playing ? 'sketch:explore.pause' : 'sketch:explore.play')}
              onClick={() => play(!path.playing)}
            />
          </div>
        )}
        {Array.from({ length: DIRECTIONS }, (_, k) => (
          <Slider
            // biome-ignore lint/suspicious/noArrayIndexKey: a direction is its number.
            key={k}
            label={t('sketch:explore.direction', { number: k + 1 })}
            value={moved[k] ?? 0}
            usual={0}
            onChange={(amount) =>
              attempt(
                moveAlong(Array.from({ length: DIRECTIONS }, (_, n) => (n === k ? amount : (moved[n] ?? 0)))),
              )
            }
            min={-REACH}
            max={REACH}
            step={0.1}
          />
        ))}
        <Button wide disabled={!beyond} onClick={() => attempt(takeShown())}>
          {t('sketch:explore.take')}
        </Button>
      </div>
    </details>
  )
}
