import { TriangleAlert } from 'lucide-react'
import type {
  ImportReport,
  ImportSetting,
  ImportSettings,
  ImportWarning,
} from '../../../electron/contract/procedures/imports.ts'
import { say, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { Select } from '../../ui/Select.tsx'
import { settingRows } from './settingRows.ts'

export interface SettingFieldsProps {
  report: ImportReport
  settings: ImportSettings
  onChange(change: Partial<ImportSettings>): void
}

/** How pictures go through the network: each setting with its reason, or with what was proposed. */
export function SettingFields({ report, settings, onChange }: SettingFieldsProps) {
  const t = useT()
  const because = (name: ImportSetting): string => {
    const proposed = JSON.stringify(report.proposal[name])
    return JSON.stringify(settings[name]) === proposed && report.reasons[name]
      ? say(report.reasons[name])
      : t('models:import.corrected')
  }
  return (
    <div className="import-form">
      {settingRows(report, settings).map(({ name, label, options }) => (
        <div key={name} className="import-form__row">
          <Select
            wide
            label={t(label)}
            value={JSON.stringify(settings[name])}
            disabled={options.length === 1}
            onChange={(value) => onChange({ [name]: JSON.parse(value) })}
            groups={[
              options.map((option) => ({
                value: option.value,
                label: option.label ? t(option.label, { value: option.said }) : option.said,
              })),
            ]}
          />
          <p className="import-form__reason">{because(name)}</p>
        </div>
      ))}
      {'multiple' in settings.size && (
        <div className="import-form__row">
          <NumberField
            label={t('models:settings.side')}
            value={settings.side}
            min={16}
            max={4096}
            unit="px"
            onCommit={(side) => onChange({ side: Math.round(side) })}
          />
          <p className="import-form__reason">{because('side')}</p>
        </div>
      )}
    </div>
  )
}

/** Warnings of what may make results look wrong; some with a fix that one click tries. */
export function Warnings({
  warnings,
  settings,
  onChange,
}: { warnings: readonly ImportWarning[] } & Omit<SettingFieldsProps, 'report'>) {
  const t = useT()
  if (warnings.length === 0) return null
  return (
    <ul className="import-warnings" aria-label={t('models:import.warnings')}>
      {warnings.map(({ text, fix }) => (
        <li key={text.key} className="import-warnings__item">
          <TriangleAlert size={14} aria-hidden />
          <span className="import-warnings__text">{say(text)}</span>
          {fix && isOpen(fix, settings) && (
            <Button onClick={() => onChange(definedOf(fix))}>{t(mendOf(fix))}</Button>
          )}
        </li>
      ))}
    </ul>
  )
}

type Fix = NonNullable<ImportWarning['fix']>

/** Without what is not said. */
const definedOf = (fix: Fix): Partial<ImportSettings> =>
  Object.fromEntries(Object.entries(fix).filter(([, value]) => value !== undefined))

/** Whether the mend is not in place. */
const isOpen = (fix: Fix, settings: ImportSettings): boolean =>
  Object.entries(definedOf(fix)).some(([name, value]) => settings[name as ImportSetting] !== value)

const mendOf = (fix: Fix) =>
  fix.dropout ? ('models:import.mends.dropout' as const) : ('models:import.mends.normalisation' as const)
