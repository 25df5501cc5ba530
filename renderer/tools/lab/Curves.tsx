import { useState } from 'react'
import type { RunInfo } from '../../../electron/contract/procedures/lab.ts'
import { engine } from '../../app/connection.ts'
import { formatNumber, isTranslationKey, useT } from '../../i18n/index.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { Chart } from './Chart.tsx'
import { useLatest } from './useLatest.ts'

/** Figures that there is room for beside each other. */
const BESIDE = 3

/** What a figure is measured on. */
const titleOf = (figure: string | undefined) =>
  figure?.endsWith('Seen')
    ? 'figuresSeen'
    : figure && !figure.endsWith('HeldOut')
      ? 'figuresDrawn'
      : 'figures'

/** The losses of a run, and its figures on pictures that it does not train on. */
export function Curves({ run }: { run: RunInfo }) {
  const t = useT()
  const { name, step } = run
  const curves = useLatest(`${name} ${step}`, () => engine.call('lab.curves', { name }), name)
  const [chosen, setChosen] = useState<string | null>(null)
  const total = run.plan.settings.steps
  const labelled = (each: string) => {
    const key = `lab:curves.names.${each.replace(/(HeldOut|Seen)$/, '')}`
    return isTranslationKey(key) ? t(key) : each
  }
  const losses = Object.keys(curves?.losses.at(-1)?.values ?? {})
  const figures = Object.keys(curves?.figures.at(-1)?.values ?? {})
  const figure =
    figures.find((each) => each === chosen) ?? figures.find((each) => each.startsWith('psnr')) ?? figures[0]
  const digits = (each: string) => (each.startsWith('psnr') ? 2 : 3)
  return (
    <div className="lab-curves">
      <section className="lab-block" aria-label={t('lab:curves.losses')}>
        <h3>{t('lab:curves.losses')}</h3>
        {losses.length > 0 ? (
          <>
            <Chart
              label={t('lab:curves.losses')}
              series={losses.map((each, color) => ({ name: each, label: labelled(each), color }))}
              points={curves!.losses}
              total={total}
              fromZero
              digits={3}
            />
            <p className="lab-hint">{t('lab:curves.lossesAbout')}</p>
          </>
        ) : (
          <p className="lab-hint">{t('lab:curves.waiting')}</p>
        )}
      </section>
      <section className="lab-block" aria-label={t('lab:curves.figures')}>
        <div className="lab-block__head">
          <h3>{t(`lab:curves.${titleOf(figure)}`)}</h3>
          {figures.length > BESIDE && (
            <Select
              label={t('lab:curves.figure')}
              hideLabel
              value={figure!}
              onChange={setChosen}
              groups={[figures.map((each) => ({ value: each, label: labelled(each) }))]}
            />
          )}
          {figures.length > 1 && figures.length <= BESIDE && (
            <Segmented
              label={t('lab:curves.figure')}
              value={figure!}
              onChange={setChosen}
              segments={figures.map((each) => ({ value: each, label: labelled(each) }))}
            />
          )}
        </div>
        {figure ? (
          <>
            <Chart
              label={labelled(figure)}
              series={[{ name: figure, label: labelled(figure), color: 0 }]}
              points={curves!.figures}
              total={total}
              digits={digits(figure)}
            />
            {run.best && (
              <p className="lab-hint">
                {t('lab:curves.best', {
                  value: `${labelled(run.best.figure)} ${formatNumber(run.best.value, { maximumFractionDigits: 2 })}`,
                  step: formatNumber(run.best.step),
                })}
              </p>
            )}
          </>
        ) : (
          <p className="lab-hint">{t('lab:curves.waitingFigures')}</p>
        )}
      </section>
    </div>
  )
}
