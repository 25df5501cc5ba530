import { Image, Plus } from 'lucide-react'
import type { RunInfo } from '../../../electron/contract/procedures/lab.ts'
import { formatNumber, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { isUnderWay, type LabPlace, lookAt } from './runs.ts'
import { useSample } from './useSample.ts'

/** The trainings, newest first, and the way to a new one. */
export function RunList({ runs, place }: { runs: readonly RunInfo[]; place: LabPlace }) {
  const t = useT()
  return (
    <nav className="lab-list" aria-label={t('lab:runs')}>
      <Button
        icon={Plus}
        wide
        aria-current={place?.kind === 'new' ? 'page' : undefined}
        onClick={() => lookAt({ kind: 'new' })}
      >
        {t('lab:newModel')}
      </Button>
      <ul>
        {runs.map((run) => (
          <li key={run.name}>
            <RunEntry run={run} current={place?.kind === 'run' && place.name === run.name} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function RunEntry({ run, current }: { run: RunInfo; current: boolean }) {
  const t = useT()
  const { name, title, step, state, plan, samples } = run
  const url = useSample(name, samples.at(-1))
  const share = step / plan.settings.steps
  return (
    <button
      type="button"
      className="lab-entry"
      aria-current={current ? 'page' : undefined}
      onClick={() => lookAt({ kind: 'run', name })}
    >
      {url ? (
        <img className="lab-entry__picture" src={url} alt="" draggable={false} />
      ) : (
        <span className="lab-entry__picture" aria-hidden>
          <Image size={16} strokeWidth={1.5} />
        </span>
      )}
      <span className="lab-entry__text">
        <span className="lab-entry__title" data-own>
          {title}
        </span>
        <span className="lab-entry__state" data-state={state}>
          {t(`lab:state.${state}`)} · {formatNumber(Math.floor(100 * share))} %
        </span>
        {isUnderWay(run) && <Progress label={title} value={share} />}
      </span>
    </button>
  )
}
