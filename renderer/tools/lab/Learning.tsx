import { FlaskConical, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { DataReport, LabData, LabPlan } from '../../../electron/contract/procedures/lab.ts'
import { engine } from '../../app/connection.ts'
import { reportError } from '../../app/failures.ts'
import { formatNumber, say, t as translate, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { draft, startAnew, suggestedTitle } from './draft.ts'
import { EstimateLine } from './EstimateLine.tsx'
import { Examples } from './Examples.tsx'
import { lab, lookAt, refreshRuns, runUnderWay } from './runs.ts'
import { SettingsFields } from './SettingsFields.tsx'
import { useAnswer } from './useAnswer.ts'

/** Fewer pictures than these are spoken of. */
const FEW = 20

/** What follows once it is known what is learned from: its check, ten pairs, the settings, the estimate, the start. */
export function Learning({ data, from }: { data: LabData; from: string | null }) {
  const t = useT()
  const { title, settings: chosen, more } = useStore(draft)
  const running = useStore(lab, ({ runs }) => runUnderWay(runs))
  const key = JSON.stringify([data, from])
  const check = useAnswer(JSON.stringify(filesOf(data)), (signal) =>
    engine.call('lab.check', { data }, { signal }),
  )
  const recommended = useAnswer(key, () => engine.call('lab.recommend', { data, from }))
  const settings = chosen ?? recommended.value?.settings ?? null
  const plan: LabPlan | null = settings && { data, from, settings }
  const sound = check.value !== null && plan !== null
  const seen = plan && JSON.stringify([data, settings?.options.size, settings?.seed])
  const preview = useAnswer(sound ? seen : null, (signal) =>
    engine.call('lab.preview', { plan: plan! }, { signal }),
  )
  const problem = check.problem || recommended.problem || preview.problem
  const name = title.trim() || suggestedTitle(data)
  return (
    <>
      <Report data={data} report={check.value} busy={check.busy} side={Number(settings?.options.size ?? 0)} />
      {problem && (
        <p className="lab-problem" role="alert">
          <TriangleAlert size={16} aria-hidden />
          {problem}
        </p>
      )}
      {!problem && (preview.busy || preview.value) && (
        <Examples examples={preview.value?.examples ?? null} kind={data.kind} />
      )}
      {sound && !problem && recommended.value && (
        <>
          <SettingsFields
            settings={settings!}
            recommended={recommended.value.settings}
            // Of two kinds of pictures nothing says which translation is right.
            judged={data.kind !== 'unpaired' && (data.kind === 'drawn' || check.value!.heldOut > 0)}
            onChange={(next) => draft.setState({ settings: next })}
            open={more}
            onOpen={(open) => draft.setState({ more: open })}
          />
          {preview.value && <EstimateLine plan={plan} busy={running !== undefined} />}
          <section className="lab-start">
            <TextField
              label={t('lab:titleField')}
              value={title}
              placeholder={suggestedTitle(data)}
              maxLength={60}
              onChange={(next) => draft.setState({ title: next })}
            />
            <StartButton name={name} plan={plan} busyWith={running?.title} />
          </section>
        </>
      )}
    </>
  )
}

/** All that the check of the data depends on. */
function filesOf(data: LabData): unknown {
  return data.kind === 'pictures' ? data.folder : data
}

function StartButton({
  name,
  plan,
  busyWith,
}: {
  name: string
  plan: LabPlan
  busyWith: string | undefined
}) {
  const t = useT()
  const [starting, setStarting] = useState(false)
  const start = async () => {
    setStarting(true)
    try {
      const run = await engine.call('lab.start', { title: name, plan })
      startAnew()
      await refreshRuns()
      lookAt({ kind: 'run', name: run.name })
      showToast({ tone: 'success', title: translate('lab:started', { title: name }), id: 'lab-started' })
    } catch (thrown) {
      reportError(thrown, 'lab:start')
    } finally {
      setStarting(false)
    }
  }
  return (
    <>
      <Button
        variant="primary"
        icon={FlaskConical}
        disabled={starting || busyWith !== undefined || name === ''}
        onClick={() => void start()}
      >
        {t('lab:start')}
      </Button>
      {busyWith !== undefined && <span className="lab-hint">{t('lab:busyStart', { title: busyWith })}</span>}
    </>
  )
}

interface ReportProps {
  data: LabData
  report: DataReport | null
  busy: boolean
  /** Side of the squares that are trained on. */
  side: number
}

/** What was found in the folders, and what of it cannot be used. */
function Report({ data, report, busy, side }: ReportProps) {
  const t = useT()
  if (busy) return <p className="lab-hint">{t('lab:check.looking')}</p>
  if (!report) return null
  const { count, heldOut, unusable, unusableCount, shortestSide } = report
  const what = data.kind === 'strips' || data.kind === 'matched' ? 'pairs' : 'pictures'
  const number = formatNumber(count)
  const found =
    count === 1
      ? t(`lab:check.${what}_one`, { count: number })
      : t(`lab:check.${what}_other`, { count: number })
  const usable = count - unusableCount
  return (
    <div className="lab-report">
      <p>
        {t('lab:check.found', {
          found,
          heldOut:
            heldOut > 0
              ? t('lab:check.heldOut', { count: formatNumber(heldOut) })
              : t('lab:check.noneHeldOut'),
        })}
      </p>
      {usable < FEW && <p className="lab-hint">{t('lab:check.few')}</p>}
      {shortestSide > 0 && shortestSide < side && (
        <p className="lab-hint">{t('lab:check.small', { side: shortestSide, size: side })}</p>
      )}
      {unusableCount > 0 && (
        <details className="lab-details">
          <summary>
            {t(unusableCount === 1 ? 'lab:check.unusable_one' : 'lab:check.unusable_other', {
              count: formatNumber(unusableCount),
            })}
          </summary>
          <ul data-own>
            {unusable.map(({ file, reason }) => (
              <li key={file}>
                <span className="lab-details__file">{file}</span>
                <span>{say(reason)}</span>
              </li>
            ))}
          </ul>
          {unusableCount > unusable.length && (
            <p className="lab-hint">
              {t('lab:check.more', { count: formatNumber(unusableCount - unusable.length) })}
            </p>
          )}
        </details>
      )}
    </div>
  )
}
