import { type Adjustment, defaultAdjustments } from '../../../electron/contract/document/index.ts'
import { useT } from '../../i18n/index.ts'
import { Slider } from '../../ui/Slider.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { CurvesFields } from './CurvesFields.tsx'
import type { FieldsProps } from './fieldsProps.ts'
import { GradientFields } from './GradientFields.tsx'
import { HistogramView } from './HistogramView.tsx'
import { LevelsFields } from './LevelsFields.tsx'

/** A number of an adjustment: its name, bounds, and how it is stepped and written. */
type Field = readonly [
  name: string,
  min: number,
  max: number,
  more?: { step?: number; digits?: number; unit?: string; power?: number },
]

const fine = { step: 0.01, digits: 2 }
const share = { unit: '%' }

/** The kinds that are a few numbers. */
const numbers: Partial<Record<Adjustment['kind'], readonly Field[]>> = {
  exposure: [
    ['exposure', -5, 5, fine],
    ['offset', -0.5, 0.5, { step: 0.001, digits: 3 }],
    ['gamma', 0.1, 9.99, { ...fine, power: 2 }],
  ],
  'hue-saturation': [
    ['hue', -180, 180, { unit: '°' }],
    ['saturation', -100, 100],
    ['lightness', -100, 100],
  ],
  vibrance: [
    ['vibrance', -100, 100],
    ['saturation', -100, 100],
  ],
  'white-balance': [
    ['temperature', -100, 100],
    ['tint', -100, 100],
  ],
  'black-and-white': [
    ['reds', -200, 300, share],
    ['yellows', -200, 300, share],
    ['greens', -200, 300, share],
    ['cyans', -200, 300, share],
    ['blues', -200, 300, share],
    ['magentas', -200, 300, share],
  ],
}

/** What can be set of an adjustment, in a panel or a dialog. */
export function AdjustmentFields(props: FieldsProps) {
  const t = useT()
  const { adjustment, histogram, onChange, onCommit } = props
  if (adjustment.kind === 'levels') return <LevelsFields {...props} adjustment={adjustment} />
  if (adjustment.kind === 'curves') return <CurvesFields {...props} adjustment={adjustment} />
  if (adjustment.kind === 'gradient-map') return <GradientFields {...props} adjustment={adjustment} />
  const values = adjustment as unknown as Record<string, number>
  const usual = defaultAdjustments[adjustment.kind] as unknown as Record<string, number>
  return (
    <>
      <HistogramView histogram={histogram} channel="rgb" />
      {(numbers[adjustment.kind] ?? []).map(([name, min, max, more]) => (
        <Slider
          key={name}
          label={t(`adjust:fields.${name}` as 'adjust:fields.hue')}
          value={values[name] ?? 0}
          usual={usual[name] ?? 0}
          min={min}
          max={max}
          {...more}
          onChange={(value) => onChange({ ...adjustment, [name]: value } as Adjustment)}
          onCommit={onCommit}
        />
      ))}
      {adjustment.kind === 'hue-saturation' && (
        <Switch
          label={t('adjust:fields.colorize')}
          checked={adjustment.colorize}
          onChange={(colorize) => {
            // A colour needs some saturation to be seen.
            onChange({ ...adjustment, colorize, saturation: colorize ? 25 : 0, hue: 0 })
            onCommit()
          }}
        />
      )}
      {adjustment.kind === 'invert' && <p className="tool-form__hint">{t('adjust:nothingToSet')}</p>}
    </>
  )
}
