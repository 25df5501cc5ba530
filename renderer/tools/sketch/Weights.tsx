import { useStore } from 'zustand'
import { defaultSketchSettings } from '../../../electron/contract/document/index.ts'
import { useT } from '../../i18n/index.ts'
import { Slider } from '../../ui/Slider.tsx'
import { setSettings, sketchState } from './state.ts'

const weights = ['color', 'outline', 'smooth', 'realism'] as const

/** What counts how much, and how long is searched. */
export function Weights({ critic }: { critic: boolean }) {
  const t = useT()
  const settings = useStore(sketchState, (state) => state.settings)
  return (
    <details className="tool-form__more">
      <summary>{t('sketch:weights.title')}</summary>
      <div className="tool-form__group">
        {weights
          .filter((name) => name !== 'realism' || critic)
          .map((name) => (
            <Slider
              key={name}
              label={t(`sketch:weights.${name}`)}
              value={settings[name]}
              usual={defaultSketchSettings[name]}
              onChange={(value) => setSettings({ [name]: value })}
              min={0}
              max={5}
              step={0.1}
            />
          ))}
        <Slider
          label={t('sketch:weights.iterations')}
          value={settings.iterations}
          usual={defaultSketchSettings.iterations}
          onChange={(iterations) => setSettings({ iterations })}
          min={5}
          max={200}
        />
      </div>
    </details>
  )
}
