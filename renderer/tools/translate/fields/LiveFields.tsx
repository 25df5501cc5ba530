import { Columns2, Layers } from 'lucide-react'
import { useStore } from 'zustand'
import { formatNumber, useT } from '../../../i18n/index.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Slider } from '../../../ui/Slider.tsx'
import { Switch } from '../../../ui/Switch.tsx'
import { liveState } from '../live/follow.ts'
import { translateState } from '../state.ts'

/** Fields for live translation: on or off, where the result is shown, and how long each one takes. */
export function LiveFields() {
  const t = useT()
  const { live, liveView, overlay } = useStore(translateState)
  const { milliseconds, problem } = useStore(liveState)
  return (
    <div className="tool-form__group">
      <div className="tool-form__preview">
        <Switch
          label={t('translate:live.switch')}
          checked={live}
          onChange={(checked) => translateState.setState({ live: checked })}
        />
        {live && milliseconds !== null && (
          <span className="tool-form__time">
            {milliseconds < 1000
              ? t('translate:live.time', { milliseconds: Math.round(milliseconds) })
              : t('translate:live.seconds', {
                  seconds: formatNumber(milliseconds / 1000, { maximumSignificantDigits: 2 }),
                })}
          </span>
        )}
        {live && (
          <Segmented
            label={t('translate:live.view')}
            value={liveView}
            onChange={(value) => translateState.setState({ liveView: value })}
            segments={[
              { value: 'beside', label: t('translate:live.beside'), icon: Columns2 },
              { value: 'over', label: t('translate:live.over'), icon: Layers },
            ]}
          />
        )}
      </div>
      {live && liveView === 'over' && (
        <Slider
          label={t('translate:live.overlay')}
          value={Math.round(100 * overlay)}
          usual={Math.round(100 * translateState.getInitialState().overlay)}
          min={0}
          max={100}
          unit="%"
          onChange={(percent) => translateState.setState({ overlay: percent / 100 })}
        />
      )}
      {problem && (
        <p className="tool-form__hint tool-form__hint--problem" role="status">
          {problem}
        </p>
      )}
    </div>
  )
}
