import type {
  ImportReport,
  ImportSetting,
  ImportSettings,
} from '../../../electron/contract/procedures/imports.ts'
import type { TranslationKey } from '../../i18n/index.ts'

/** One setting as a choice of a few; `value` is the JSON of what it stands for. */
export interface SettingRow {
  name: ImportSetting
  label: TranslationKey
  options: { value: string; label: TranslationKey | null; said: string }[]
}

const multiples = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]

/** Settings in the order in which they matter to a person, with what each can be; those that play no part are left out. */
export function settingRows(report: ImportReport, settings: ImportSettings): SettingRow[] {
  const { kinds, outputs, normalisations, dropouts, proposal } = report
  const isColor = settings.kind === 'color'
  const ranges: ImportSettings['inputRange'][] = isColor
    ? ['signed', 'unit', 'lab']
    : ['signed', 'unit', 'byte', 'imagenet']
  const row = (
    name: ImportSetting,
    values: readonly unknown[],
    named: (value: never) => TranslationKey | null,
  ) => ({
    name,
    label: `models:settings.${name}` as TranslationKey,
    options: unique([...values, proposal[name]]).map((value) => ({
      value: JSON.stringify(value),
      label: named(value as never),
      said: described(value),
    })),
  })
  const byName = (name: string) => (value: unknown) =>
    typeof value === 'string' ? (`models:choices.${name}.${value}` as TranslationKey) : null
  const rows: (SettingRow | false)[] = [
    row('kind', kinds, byName('kind')),
    settings.kind === 'drawing' && row('draws', ['lines', 'areas', 'labels', 'picture'], byName('draws')),
    row('inputRange', ranges, byName('range')),
    row('outputRange', ranges, byName('range')),
    !isColor && row('order', ['RGB', 'BGR'], byName('order')),
    row('layout', ['NCHW', 'NHWC'], byName('layout')),
    row(
      'size',
      'multiple' in proposal.size ? multiples.map((multiple) => ({ multiple })) : [],
      (value: ImportSettings['size']) =>
        'multiple' in value ? 'models:choices.size.multiple' : 'models:choices.size.fixed',
    ),
    (normalisations.BatchNormalization ?? 0) > 0 &&
      row('normalisation', ['picture', 'running'], byName('normalisation')),
    dropouts.count > 0 && row('dropout', ['variations', 'off'], byName('dropout')),
    outputs.length > 1 &&
      row(
        'output',
        outputs.map(({ name }) => name),
        () => null,
      ),
  ]
  return rows.filter((each) => each !== false)
}

const unique = (values: readonly unknown[]): unknown[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
]

/** What fills the blank of an option's label, or is the label itself. */
function described(value: unknown): string {
  if (Array.isArray(value)) return value.join(' … ')
  if (typeof value !== 'object' || value === null) return String(value)
  return 'multiple' in value ? String(value.multiple) : Object.values(value).join(' × ')
}
