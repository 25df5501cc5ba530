import { useStore } from 'zustand'
import { useT } from '../i18n/index.ts'
import { view } from './view.ts'

/** Which side is which in a comparison, and a slider for the keyboard. */
export function CompareLabels() {
  const t = useT()
  const { mode, position } = useStore(view, (state) => state.compare)
  if (mode === 'off') return null
  return (
    <>
      <span className="canvas__tag" style={{ left: 8 }}>
        {t('canvas:compare.before')}
      </span>
      {mode === 'slider' && (
        <>
          <span className="canvas__tag" style={{ right: 8 }}>
            {t('canvas:compare.after')}
          </span>
          <input
            className="canvas__slider"
            type="range"
            min={0}
            max={100}
            value={Math.round(position * 100)}
            aria-label={t('canvas:compare.slider')}
            onChange={(event) =>
              view.setState({ compare: { mode, position: Number(event.target.value) / 100 } })
            }
          />
        </>
      )}
    </>
  )
}
