import { type ExportOptions, takesExif } from '../../../electron/contract/exportOptions.ts'
import { useT } from '../../i18n/index.ts'
import { Select } from '../../ui/Select.tsx'
import { Switch } from '../../ui/Switch.tsx'

const choices = ['all', 'no-place', 'none'] as const

/** What is written beside the pixels: what a camera noted, where there is something, and which colours they are. */
export function MetadataFields({
  options: { format, metadata, profile },
  noted,
  onChange,
}: {
  options: ExportOptions
  /** Whether a camera noted something of the picture. */
  noted: boolean
  onChange(part: Partial<ExportOptions>): void
}) {
  const t = useT()
  return (
    <>
      {noted &&
        (takesExif(format) ? (
          <Select
            label={t('app:export.metadata')}
            wide
            value={metadata}
            onChange={(next) => onChange({ metadata: next })}
            groups={[choices.map((value) => ({ value, label: t(`app:export.metadataChoices.${value}`) }))]}
          />
        ) : (
          <p className="form__hint">{t('app:export.noMetadata')}</p>
        ))}
      {format !== 'psd' && (
        <Switch
          label={t('app:export.profile')}
          checked={profile}
          onChange={(next) => onChange({ profile: next })}
        />
      )}
    </>
  )
}
