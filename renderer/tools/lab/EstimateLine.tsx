import { Timer } from 'lucide-react'
import { useState } from 'react'
import type { LabPlan } from '../../../electron/contract/procedures/lab.ts'
import { engine } from '../../app/connection.ts'
import { formatBytes, formatNumber, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { showTime } from './times.ts'
import { useAnswer } from './useAnswer.ts'

/** How long it will take and what memory it needs, by real steps; measured anew when what decides on it changes. */
export function EstimateLine({ plan, busy }: { plan: LabPlan; busy: boolean }) {
  const t = useT()
  const [times, setTimes] = useState(0)
  const { batch, threads, options } = plan.settings
  const key = JSON.stringify([plan.data, batch, threads, options, times])
  const {
    value,
    problem,
    busy: measuring,
  } = useAnswer(busy ? null : key, (signal) => engine.call('lab.estimate', { plan }, { signal }))
  // The number of steps changes nothing about a step, so it is not measured again for it.
  const seconds = value ? value.secondsOfOne * plan.settings.steps : 0
  return (
    <section className="lab-estimate" aria-label={t('lab:estimate.label')}>
      <Timer size={16} strokeWidth={1.75} aria-hidden />
      <div role="status">
        {busy && t('lab:estimate.busy')}
        {!busy && measuring && t('lab:estimate.measuring')}
        {problem && <span className="lab-problem">{problem}</span>}
        {value && (
          <>
            <strong>
              {t('lab:estimate.says', { time: showTime(seconds), memory: formatBytes(value.memoryBytes) })}
            </strong>
            <p className="lab-hint">
              {t('lab:estimate.how', {
                steps: formatNumber(value.measuredSteps),
                spread: formatNumber(Math.round(100 * value.spread)),
              })}
            </p>
          </>
        )}
      </div>
      {(value || problem) && (
        <Button variant="quiet" onClick={() => setTimes(times + 1)}>
          {t('lab:estimate.again')}
        </Button>
      )}
    </section>
  )
}
