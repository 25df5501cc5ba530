import { currentLanguage, useT } from '../../../i18n/index.ts'
import { type Option, Select } from '../../../ui/Select.tsx'
import { chooseTranslator, type Translator } from '../state.ts'

const kinds = ['drawing', 'color', 'style'] as const

interface ModelChoiceProps {
  available: readonly Translator[]
  chosen: Translator | undefined
  /** One that a result was made with may be missing here. */
  wanted: string | null
}

/** Which model translates, by what the models do, and what the chosen one does. */
export function ModelChoice({ available, chosen, wanted }: ModelChoiceProps) {
  const t = useT()
  const language = currentLanguage()
  const groups = kinds
    .map((kind) => ({
      title: t(`translate:model.group.${kind}`),
      options: available
        .filter(({ translation }) => translation.kind === kind)
        .map(({ id, title }): Option<string> => ({ value: id, label: title[language] })),
    }))
    .filter(({ options }) => options.length > 0)
  if (!chosen && wanted) {
    const hint = t('translate:model.missing', { model: wanted })
    groups.unshift({
      title: t('translate:model.group.missing'),
      options: [{ value: wanted, label: wanted, disabled: true, hint }],
    })
  }
  return (
    <div className="tool-form__group">
      <Select
        wide
        label={t('translate:model.label')}
        value={chosen?.id ?? wanted ?? ''}
        onChange={chooseTranslator}
        groups={groups.map(({ options }) => options)}
        titles={groups.map(({ title }) => title)}
      />
      <p className="tool-form__hint">
        {chosen ? t(doing(chosen)) : t('translate:model.missing', { model: wanted ?? '' })}
      </p>
    </div>
  )
}

const doing = ({ translation }: Translator) =>
  translation.kind === 'drawing'
    ? (`translate:draws.${translation.draws}` as const)
    : (`translate:kind.${translation.kind}` as const)
