import { LoaderCircle } from 'lucide-react'
import type { GeneratorTrial } from '../../../../electron/contract/tools/sketch.ts'
import { PixelsView } from '../../../app/PixelsView.tsx'
import { useT } from '../../../i18n/index.ts'
import { Select } from '../../../ui/Select.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { pictureAt } from '../../sketch/pictures.ts'

/** The numbers that stand for black and white. */
export const ranges = { signed: [-1, 1], unit: [0, 1], byte: [0, 255] } satisfies Record<
  string,
  [number, number]
>

/** What the user says of a generator; its classes by names with commas between them. */
export interface Facts {
  prior: 'normal' | 'uniform'
  range: keyof typeof ranges | 'told'
  words: string
}

export interface GeneratorFieldsProps {
  facts: Facts
  trial: { result: GeneratorTrial | null; running: boolean; problem: string }
  onChange(change: Partial<Facts>): void
}

/** What a generator draws, and what may have to be said for that to look right. */
export function GeneratorFields({
  facts,
  trial: { result, running, problem },
  onChange,
}: GeneratorFieldsProps) {
  const t = useT()
  const words = result?.generation.condition?.words ?? []
  return (
    <div className="stack">
      <p className="form__hint">{t('models:generator.about')}</p>
      <section aria-label={t('models:generator.draws')} aria-busy={running}>
        <div className="trial__draws" data-stale={running || problem !== ''}>
          {result &&
            Array.from({ length: result.count }, (_, k) => (
              <PixelsView
                // biome-ignore lint/suspicious/noArrayIndexKey: a draw is its number.
                key={k}
                className="trial__draw"
                pixels={pictureAt(result.pictures, k, result.count)}
                label={t('models:generator.draw', { number: k + 1 })}
              />
            ))}
        </div>
        <p className="trial__status" role="status">
          {problem ? (
            <span className="form__problem">{problem}</span>
          ) : (
            running && (
              <>
                <LoaderCircle size={14} className="trial__spinner" aria-hidden />
                {t('models:import.running')}
              </>
            )
          )}
        </p>
      </section>
      <div className="stack import-name">
        <Select
          wide
          label={t('models:generator.prior')}
          value={facts.prior}
          onChange={(prior) => onChange({ prior: prior as Facts['prior'] })}
          groups={[
            (['normal', 'uniform'] as const).map((prior) => ({
              value: prior,
              label: t(`models:generator.priors.${prior}`),
            })),
          ]}
        />
        <Select
          wide
          label={t('models:settings.outputRange')}
          value={facts.range}
          onChange={(range) => onChange({ range: range as Facts['range'] })}
          groups={[
            [
              { value: 'told', label: t('models:generator.told') },
              ...(['signed', 'unit', 'byte'] as const).map((range) => ({
                value: range as string,
                label: t(`models:choices.range.${range}`),
              })),
            ],
          ]}
        />
        {words.length > 0 && (
          <TextField
            label={t('models:generator.words', { count: words.length })}
            value={facts.words}
            placeholder={words.map(({ name }) => name).join(', ')}
            onChange={(said) => onChange({ words: said })}
          />
        )}
      </div>
    </div>
  )
}
