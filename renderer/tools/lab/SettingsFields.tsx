import { ChevronDown, ChevronUp, RotateCcw } from 'lucide-react'
import type { LabSettings } from '../../../electron/contract/procedures/lab.ts'
import { formatNumber, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { Switch } from '../../ui/Switch.tsx'

interface Field {
  name:
    | 'steps'
    | 'batch'
    | 'size'
    | 'base'
    | 'depth'
    | 'blocks'
    | 'rate'
    | 'l1Weight'
    | 'cycleWeight'
    | 'dropout'
    | 'noise'
    | 'gamma'
    | 'threads'
    | 'seed'
  min: number
  max: number
  step: number
  digits?: number
  /** What is shown over what is meant. */
  scale?: number
}

const fields: readonly Field[] = [
  { name: 'steps', min: 1, max: 1_000_000, step: 100 },
  { name: 'batch', min: 1, max: 64, step: 1 },
  { name: 'size', min: 16, max: 512, step: 64 },
  { name: 'base', min: 1, max: 128, step: 4 },
  { name: 'depth', min: 3, max: 9, step: 1 },
  { name: 'blocks', min: 1, max: 16, step: 1 },
  { name: 'rate', min: 0.01, max: 100, step: 0.5, digits: 2, scale: 1e4 },
  { name: 'l1Weight', min: 0, max: 1000, step: 10 },
  { name: 'cycleWeight', min: 0, max: 1000, step: 1, digits: 1 },
  { name: 'dropout', min: 0, max: 0.9, step: 0.1, digits: 2 },
  { name: 'noise', min: 0, max: 10, step: 0.1, digits: 2 },
  { name: 'gamma', min: 0.1, max: 1, step: 0.1, digits: 2 },
  { name: 'threads', min: 1, max: 64, step: 1 },
  { name: 'seed', min: 0, max: 1_000_000, step: 1 },
]

const ofRun = new Set(['steps', 'batch', 'threads', 'seed'])

export interface SettingsFieldsProps {
  settings: LabSettings
  recommended: LabSettings
  /** Whether the training has a figure that it can be judged by. */
  judged: boolean
  /** Null: as recommended. */
  onChange(settings: LabSettings | null): void
  /** Whether each of them is shown. */
  open: boolean
  onOpen(open: boolean): void
}

/** The recommended settings in a line; each of them behind "more". */
export function SettingsFields({
  settings,
  recommended,
  judged,
  onChange,
  open,
  onOpen,
}: SettingsFieldsProps) {
  const t = useT()
  const changed = JSON.stringify(settings) !== JSON.stringify(recommended)
  const { steps, batch, options } = settings
  const set = ({ name, scale = 1 }: Field, shown: number) => {
    const value = Number((shown / scale).toPrecision(12))
    const { depth } = options
    // A picture cannot be halved more often than its side allows.
    const fitting =
      name === 'size' && depth !== undefined
        ? { depth: Math.min(Number(depth), Math.floor(Math.log2(value))) }
        : {}
    onChange(
      ofRun.has(name)
        ? { ...settings, [name]: value }
        : { ...settings, options: { ...options, ...fitting, [name]: value } },
    )
  }
  const shownOf = ({ name, scale = 1 }: Field) => {
    const value = Number(ofRun.has(name) ? settings[name as 'steps'] : options[name])
    return Number((value * scale).toPrecision(6))
  }
  return (
    <section className="lab-section">
      <h3>{t('lab:settings.label')}</h3>
      <div className="lab-row">
        <span>
          {t(changed ? 'lab:settings.changed' : 'lab:settings.recommended', {
            steps: formatNumber(steps),
            batch: formatNumber(batch),
            size: formatNumber(Number(options.size)),
          })}
        </span>
        <Button
          variant="quiet"
          icon={open ? ChevronUp : ChevronDown}
          aria-expanded={open}
          onClick={() => onOpen(!open)}
        >
          {t(open ? 'lab:settings.less' : 'lab:settings.more')}
        </Button>
        {changed && (
          <Button variant="quiet" icon={RotateCcw} onClick={() => onChange(null)}>
            {t('lab:settings.reset')}
          </Button>
        )}
      </div>
      {judged && (
        <div className="lab-row">
          <Switch
            label={t('lab:settings.untilStalled')}
            checked={settings.untilStalled === true}
            onChange={(on) => onChange({ ...settings, untilStalled: on || undefined })}
          />
          <span className="lab-hint">{t('lab:settings.about.untilStalled')}</span>
        </div>
      )}
      {open && (
        <div className="lab-fields">
          {fields
            .filter((field) => ofRun.has(field.name) || field.name in options)
            .map((field) => (
              <div key={field.name} className="lab-field">
                <NumberField
                  label={t(`lab:settings.${field.name}`)}
                  value={shownOf(field)}
                  min={field.min}
                  max={field.max}
                  step={field.step}
                  digits={field.digits ?? 0}
                  width={84}
                  onCommit={(value) => set(field, value)}
                />
                <p className="lab-hint">{t(`lab:settings.about.${field.name}`)}</p>
              </div>
            ))}
        </div>
      )}
    </section>
  )
}
