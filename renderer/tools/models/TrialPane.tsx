import { Dices, LoaderCircle } from 'lucide-react'
import { PixelsView } from '../../app/PixelsView.tsx'
import { formatNumber, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { TrialNotes } from './TrialNotes.tsx'
import type { Trial } from './useTrial.ts'

export interface TrialPaneProps {
  trial: Trial
  source: 'sample' | 'layer'
  /** Whether the document has a layer to try it out on. */
  hasLayer: boolean
  onSource(source: 'sample' | 'layer'): void
  /** Present for networks with variations. */
  onVary: (() => void) | undefined
}

/** What the network sees and what it makes of it. */
export function TrialPane({
  trial: { result, running, problem },
  source,
  hasLayer,
  onSource,
  onVary,
}: TrialPaneProps) {
  const t = useT()
  const figure = (value: number) => formatNumber(value, { maximumSignificantDigits: 3 }).replace('-', '−')
  return (
    <section className="trial" aria-label={t('models:import.trial')} aria-busy={running}>
      <div className="trial__pictures" data-stale={running || problem !== ''}>
        <figure className="trial__figure">
          {result ? (
            <PixelsView className="trial__picture" pixels={result.seen} label={t('models:import.before')} />
          ) : (
            <div className="trial__empty" />
          )}
          <figcaption>{t('models:import.before')}</figcaption>
        </figure>
        <figure className="trial__figure">
          {result ? (
            <PixelsView className="trial__picture" pixels={result.pixels} label={t('models:import.after')} />
          ) : (
            <div className="trial__empty" />
          )}
          <figcaption>{t('models:import.after')}</figcaption>
        </figure>
      </div>
      <p className="trial__status" role="status">
        {problem ? (
          <span className="form__problem">{problem}</span>
        ) : running ? (
          <>
            <LoaderCircle size={14} className="trial__spinner" aria-hidden />
            {t('models:import.running')}
          </>
        ) : (
          result &&
          t('models:import.statistics', {
            width: result.pixels.width,
            height: result.pixels.height,
            seconds: figure(result.seconds),
            min: figure(result.statistics.min),
            mean: figure(result.statistics.mean),
            max: figure(result.statistics.max),
          })
        )}
      </p>
      {result && !running && problem === '' && <TrialNotes result={result} />}
      <div className="form__row">
        {hasLayer && (
          <Segmented
            label={t('models:import.source')}
            value={source}
            onChange={onSource}
            segments={[
              { value: 'sample', label: t('models:import.sample') },
              { value: 'layer', label: t('models:import.layer') },
            ]}
          />
        )}
        {onVary && (
          <Button icon={Dices} onClick={onVary}>
            {t('models:import.vary')}
          </Button>
        )}
      </div>
    </section>
  )
}
