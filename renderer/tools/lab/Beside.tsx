import { useStore } from 'zustand'
import type { RunInfo } from '../../../electron/contract/procedures/lab.ts'
import { formatNumber, useT } from '../../i18n/index.ts'
import { Select } from '../../ui/Select.tsx'
import { comparable } from './comparable.ts'
import { lab } from './runs.ts'
import { SampleCaption, SampleGrid } from './SampleGrid.tsx'
import { nearest } from './scale.ts'
import { useSample } from './useSample.ts'

/** Which run to look at beside this one; nothing where there is none. */
export function BesideChoice({
  run,
  chosen,
  onChoose,
}: {
  run: RunInfo
  chosen: string
  onChoose(name: string): void
}) {
  const t = useT()
  const runs = useStore(lab, (state) => state.runs)
  const others = comparable(run, runs ?? [])
  if (others.length === 0) return null
  return (
    <Select
      label={t('lab:samples.beside')}
      value={others.some(({ name }) => name === chosen) ? chosen : ''}
      onChange={onChoose}
      groups={[
        [{ value: '', label: t('lab:samples.alone') }],
        others.map(({ name, title }) => ({ value: name, label: title })),
      ]}
    />
  )
}

/** The other run's sample at the same step, or the one nearest to it. */
export function BesideSample({ name, step }: { name: string; step: number }) {
  const t = useT()
  const other = useStore(lab, ({ runs }) => runs?.find((run) => run.name === name))
  const samples = other?.samples ?? []
  const at = samples.length > 0 ? samples[nearest(samples, step)] : undefined
  const url = useSample(name, at)
  if (!other || at === undefined) return null
  return (
    <SampleGrid
      recipe={other.recipe}
      url={url}
      alt={t('lab:samples.altOf', { title: other.title, step: formatNumber(at) })}
    >
      <SampleCaption title={other.title} step={at} />
    </SampleGrid>
  )
}
