import { ExportOptions } from '../../../electron/contract/exportOptions.ts'
import type { BatchFormat } from '../../../electron/contract/tools/translate.ts'
import { useT } from '../../i18n/index.ts'
import { Select } from '../../ui/Select.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { Switch } from '../../ui/Switch.tsx'

/** The quality to go back to, which is one for all formats that have some. */
const USUAL_QUALITY = ExportOptions.parse({ format: 'jpeg' }).quality

interface FormatFieldsProps<F extends ExportOptions['format'] | BatchFormat> {
  formats: readonly F[]
  options: Omit<ExportOptions, 'format'> & { format: F }
  /** There may be transparent pixels, for which a format without alpha needs a ground. */
  transparent: boolean
  onChange(part: Partial<Omit<ExportOptions, 'format'> & { format: F }>): void
}

/** The format of written pictures, and what can be said about it. */
export function FormatFields<F extends ExportOptions['format'] | BatchFormat>({
  formats,
  options: { format, quality, lossless, filled, matte },
  transparent,
  onChange,
}: FormatFieldsProps<F>) {
  const t = useT()
  const hasQuality = format === 'jpeg' || format === 'same' || (format === 'webp' && !lossless)
  return (
    <>
      <Select
        label={t('app:export.format')}
        wide
        value={format}
        onChange={(next) => onChange({ format: next })}
        groups={[formats.map((value) => ({ value, label: t(`app:export.formats.${value}`) }))]}
      />
      <p className="form__hint">{t(`app:export.about.${format}`)}</p>
      {format === 'webp' && (
        <Switch
          label={t('app:export.lossless')}
          checked={lossless}
          onChange={(next) => onChange({ lossless: next })}
        />
      )}
      {hasQuality && (
        <Slider
          label={t('app:export.quality')}
          value={quality}
          usual={USUAL_QUALITY}
          min={1}
          max={100}
          onChange={(next) => onChange({ quality: next })}
        />
      )}
      {transparent && format !== 'jpeg' && format !== 'psd' && (
        <Switch
          label={t('app:export.transparent')}
          checked={!filled}
          onChange={(next) => onChange({ filled: !next })}
        />
      )}
      {transparent && (format === 'jpeg' || (filled && format !== 'psd')) && (
        <label className="field field--wide">
          <span className="field__label">{t('app:export.matte')}</span>
          <input
            className="color-input"
            type="color"
            value={matte}
            onChange={(event) => onChange({ matte: event.target.value })}
          />
        </label>
      )}
    </>
  )
}
