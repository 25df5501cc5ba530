import { useState } from 'react'
import type { RunInfo } from '../../../electron/contract/procedures/lab.ts'
import { formatNumber, useT } from '../../i18n/index.ts'
import { Slider } from '../../ui/Slider.tsx'
import { BesideChoice, BesideSample } from './Beside.tsx'
import { SampleCaption, SampleGrid } from './SampleGrid.tsx'
import { nearest } from './scale.ts'
import { useSample } from './useSample.ts'

/** The same pictures as the network drew them at each sample, and a slider through time. */
export function Samples({ run }: { run: RunInfo }) {
  const t = useT()
  const { samples, recipe, name } = run
  /** Null follows the latest. */
  const [chosen, setChosen] = useState<number | null>(null)
  const [beside, setBeside] = useState('')
  const step = chosen !== null && samples.includes(chosen) ? chosen : samples.at(-1)
  const url = useSample(name, step)
  if (step === undefined)
    return (
      <section className="lab-block" aria-label={t('lab:samples.label')}>
        <h3>{t('lab:samples.label')}</h3>
        <p className="lab-hint">{t('lab:samples.waiting')}</p>
      </section>
    )
  const choose = (value: number) => {
    const next = samples[nearest(samples, value)]!
    setChosen(next === samples.at(-1) ? null : next)
  }
  return (
    <section className="lab-block" aria-label={t('lab:samples.label')}>
      <h3>{t('lab:samples.label')}</h3>
      {samples.length > 1 && (
        <Slider
          label={t('lab:samples.step')}
          value={step}
          usual={samples.at(-1)!}
          min={samples[0]!}
          max={samples.at(-1)!}
          step={1}
          width={76}
          onChange={choose}
        />
      )}
      <BesideChoice run={run} chosen={beside} onChoose={setBeside} />
      <div className="lab-samples" data-two={beside !== '' || undefined}>
        <SampleGrid recipe={recipe} url={url} alt={t('lab:samples.alt', { step: formatNumber(step) })}>
          {beside !== '' && <SampleCaption title={run.title} step={step} />}
        </SampleGrid>
        {beside !== '' && <BesideSample name={beside} step={step} />}
      </div>
    </section>
  )
}
