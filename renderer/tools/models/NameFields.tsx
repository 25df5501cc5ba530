import { ModelId } from '../../../electron/contract/ids.ts'
import { useT } from '../../i18n/index.ts'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'

/** What an imported model is called, and what may be done with it. */
export interface ModelName {
  title: string
  id: string
  licence: string
  dataLicence: string
  overwrite: boolean
}

/** `horse2zebra_G.onnx` becomes "Horse2zebra G" and `horse2zebra-g`. */
export function nameFrom(file: string): ModelName {
  const base = file.replace(/\.[^.]+$/, '')
  const words = base.replace(/[_\-.\s]+/g, ' ').trim()
  return {
    title: words.charAt(0).toUpperCase() + words.slice(1),
    id: idFrom(words) || 'imported',
    licence: '',
    dataLicence: '',
    overwrite: false,
  }
}

export const idFrom = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64)

/** Fields that installing needs and that are empty, in the order of the form. */
export const missingFrom = (name: ModelName): ('title' | 'licence')[] =>
  (['title', 'licence'] as const).filter((field) => name[field].trim() === '')

/** Whether all is said that installing needs. @param taken ids of installed models, and whether each is the user's own */
export function isNamed(name: ModelName, taken: ReadonlyMap<string, boolean>): boolean {
  const { id, overwrite } = name
  const isFree = !taken.has(id) || (taken.get(id) === true && overwrite)
  return missingFrom(name).length === 0 && ModelId.safeParse(id).success && isFree
}

export interface NameFieldsProps {
  name: ModelName
  taken: ReadonlyMap<string, boolean>
  /** The command of `ganvas` that it can be used by. */
  command: 'translate' | 'sample'
  onChange(change: Partial<ModelName>): void
}

export function NameFields({ name, taken, command, onChange }: NameFieldsProps) {
  const t = useT()
  const own = taken.get(name.id)
  const missing = missingFrom(name)
  const problem = !ModelId.safeParse(name.id).success
    ? t('models:import.badId')
    : own === false
      ? t('errors:imports.bundled', { model: name.id })
      : own && !name.overwrite
        ? t('errors:imports.exists', { model: name.id })
        : ''
  return (
    <div className="stack import-name">
      <TextField
        label={t('models:import.title')}
        value={name.title}
        autoFocus
        onChange={(title) => onChange({ title })}
      />
      <TextField label={t('models:import.id')} value={name.id} onChange={(id) => onChange({ id })} />
      <p className={problem ? 'form__hint form__problem' : 'form__hint'} role="status">
        {problem || t('models:import.idNote', { command, id: name.id })}
      </p>
      {own && (
        <Switch
          label={t('models:import.overwrite')}
          checked={name.overwrite}
          onChange={(overwrite) => onChange({ overwrite })}
        />
      )}
      <TextField
        label={t('models:import.licence')}
        value={name.licence}
        placeholder={t('models:import.licenceHint')}
        onChange={(licence) => onChange({ licence })}
      />
      <TextField
        label={t('models:import.dataLicence')}
        value={name.dataLicence}
        placeholder={t('models:import.dataLicenceHint')}
        onChange={(dataLicence) => onChange({ dataLicence })}
      />
      <p className="form__hint">{t('models:import.licenceNote')}</p>
      {missing.length > 0 && (
        <p className="form__hint form__problem" role="status">
          {t('models:import.missing', {
            fields: missing.map((field) => t(`models:import.${field}`)).join(t('models:import.and')),
          })}
        </p>
      )}
    </div>
  )
}
