import type { BlendSettings, BlendShadow } from '../../../electron/contract/document/index.ts'
import { useT } from '../../i18n/index.ts'
import { Slider } from '../../ui/Slider.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { setBlendSettings } from './state.ts'

/** A shadow to begin with: it falls a little behind the object, to the right. */
const FIRST: BlendShadow = { opacity: 0.45, direction: 320, length: 0.5, softness: 0.04, x: 0, y: 0 }

const shadowFields = [
  { field: 'opacity', min: 0, max: 1, step: 0.01, digits: 2 },
  { field: 'direction', min: 0, max: 360, step: 1, digits: 0, unit: '°' },
  { field: 'length', min: 0, max: 3, step: 0.01, digits: 2 },
  { field: 'softness', min: 0, max: 0.5, step: 0.01, digits: 2 },
  { field: 'x', min: -200, max: 200, step: 1, digits: 0, unit: 'px' },
  { field: 'y', min: -200, max: 200, step: 1, digits: 0, unit: 'px' },
] as const

/** What puts a guess right, and what makes an object belong where it stands: grain, softness and a shadow. */
export function ContactFields({ settings }: { settings: BlendSettings }) {
  const t = useT()
  const { method, warmth = 0, light = 0, grain = 0, blur = 0, shadow } = settings
  const fields = [
    ...(method === 'harmonize'
      ? ([
          ['warmth', warmth, -1],
          ['light', light, -1],
        ] as const)
      : []),
    ['grain', grain, 0] as const,
    ['blur', blur, 0] as const,
  ]
  const set = (change: Partial<BlendShadow>) =>
    setBlendSettings({ shadow: { ...(shadow ?? FIRST), ...change } })
  return (
    <div className="tool-form__group">
      {fields.map(([field, value, min]) => (
        <Slider
          key={field}
          label={t(`blend:${field}`)}
          value={value}
          usual={0}
          min={min}
          max={1}
          step={0.01}
          digits={2}
          onChange={(chosen) => setBlendSettings({ [field]: chosen })}
        />
      ))}
      <Switch
        label={t('blend:shadow.label')}
        checked={shadow !== undefined}
        onChange={(on) => setBlendSettings({ shadow: on ? FIRST : undefined })}
      />
      {shadow &&
        shadowFields.map(({ field, ...range }) => (
          <Slider
            key={field}
            label={t(`blend:shadow.${field}`)}
            value={shadow[field]}
            usual={FIRST[field]}
            {...range}
            onChange={(value) => set({ [field]: value })}
          />
        ))}
    </div>
  )
}
