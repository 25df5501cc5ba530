import { CircleAlert, Download, Eye, Pause, Play, Replace, Shapes, Square, Trash, Upload } from 'lucide-react'
import type { LabData, RunInfo } from '../../../electron/contract/procedures/lab.ts'
import { engine } from '../../app/connection.ts'
import { ask } from '../../app/dialogs/ask.tsx'
import { reportError } from '../../app/failures.ts'
import { JobNote } from '../../app/JobNote.tsx'
import { currentLanguage, formatBytes, formatNumber, say, t as translate, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { Curves } from './Curves.tsx'
import { askLonger } from './LongerDialog.tsx'
import { exportModel, publishModel } from './PublishDialog.tsx'
import { isUnderWay, lookAt, order, reasonSaid } from './runs.ts'
import { Samples } from './Samples.tsx'
import { showTime } from './times.ts'
import { forgetTrial, showWith, tryOut } from './tryOut.ts'

/** A training: how far it is, what it has learned, and what can be done with it. */
export function RunView({ run, busyWith }: { run: RunInfo; busyWith: string | undefined }) {
  return (
    <article className="lab-run" aria-labelledby="lab-run-title">
      <header className="lab-run__head">
        <RunTitle run={run} />
        <RunActions run={run} blocked={busyWith !== undefined && !isUnderWay(run)} />
      </header>
      <RunProgress run={run} />
      <RunMessage run={run} />
      <JobNote label="lab:publish.publishing" />
      <JobNote label="lab:run.trying" />
      <JobNote label="lab:publish.exporting" />
      <div className="lab-run__body">
        <Samples run={run} key={`samples ${run.name}`} />
        <Curves run={run} key={`curves ${run.name}`} />
      </div>
      <Facts run={run} />
    </article>
  )
}

function RunTitle({ run: { title, state } }: { run: RunInfo }) {
  const t = useT()
  return (
    <div className="lab-run__title">
      <h2 id="lab-run-title" data-own>
        {title}
      </h2>
      <span className="lab-chip" data-state={state}>
        {t(`lab:state.${state}`)}
      </span>
    </div>
  )
}

function RunActions({ run, blocked }: { run: RunInfo; blocked: boolean }) {
  const t = useT()
  const { name, title, state, elsewhere, checkpoint, published, step, plan } = run
  const call = (procedure: 'lab.stop' | 'lab.resume' | 'lab.delete') =>
    order(() => engine.call(procedure, { name }))
  const pause = (paused: boolean) => order(() => engine.call('lab.pause', { name, paused }))
  const underWay = isUnderWay(run)
  return (
    <div className="lab-run__actions">
      {state === 'training' && !elsewhere && (
        <Button icon={Pause} onClick={() => void pause(true)}>
          {t('lab:run.pause')}
        </Button>
      )}
      {state === 'paused' && !elsewhere && (
        <Button variant="primary" icon={Play} onClick={() => void pause(false)}>
          {t('lab:run.resume')}
        </Button>
      )}
      {(state === 'interrupted' || state === 'stopped' || state === 'failed') && (
        <Button variant="primary" icon={Play} disabled={blocked} onClick={() => void call('lab.resume')}>
          {t('lab:run.resume')}
        </Button>
      )}
      {state === 'done' && (
        <Button icon={Play} disabled={blocked} onClick={() => void trainLonger(run)}>
          {t('lab:run.longer')}
        </Button>
      )}
      {underWay && !elsewhere && (
        <Button
          icon={Square}
          disabled={state === 'stopping'}
          onClick={() => void stop(title, () => call('lab.stop'))}
        >
          {t('lab:run.stop')}
        </Button>
      )}
      {underWay && checkpoint && !elsewhere && (
        <Button icon={Eye} onClick={() => void tryOut(run)}>
          {t('lab:run.try')}
        </Button>
      )}
      {published !== null && (
        <Button icon={plan.data.kind === 'drawn' ? Shapes : Replace} onClick={() => showWith(run, published)}>
          {t(plan.data.kind === 'drawn' ? 'lab:run.draw' : 'lab:run.use')}
        </Button>
      )}
      <Button
        variant={state === 'done' && published === null ? 'primary' : 'normal'}
        icon={Upload}
        disabled={!checkpoint}
        onClick={() => void publishModel(run)}
      >
        {t('lab:run.publish')}
      </Button>
      <Button icon={Download} disabled={!checkpoint} onClick={() => void exportModel(run)}>
        {t('lab:run.export')}
      </Button>
      {!underWay && (
        <Button
          variant="danger"
          icon={Trash}
          onClick={() => void remove(title, () => removeRun(name, () => call('lab.delete')))}
        >
          {t('lab:run.delete')}
        </Button>
      )}
      <span className="visually-hidden" role="status">
        {t('lab:run.progress', {
          step: formatNumber(Math.floor(step / 100) * 100),
          total: plan.settings.steps,
        })}
      </span>
    </div>
  )
}

async function stop(title: string, work: () => Promise<void>): Promise<void> {
  const answer = await ask({
    title: translate('lab:stop.title', { title }),
    description: translate('lab:stop.description'),
    answers: [{ value: 'stop', label: translate('lab:run.stop') }],
  })
  if (answer === 'stop') await work()
}

async function remove(title: string, work: () => Promise<void>): Promise<void> {
  const answer = await ask({
    title: translate('lab:remove.title', { title }),
    description: translate('lab:remove.description'),
    answers: [{ value: 'delete', label: translate('lab:run.delete') }],
  })
  if (answer !== 'delete') return
  await work()
  lookAt(null)
}

/** With its model on trial, which tells of nothing else. */
async function removeRun(name: string, work: () => Promise<void>): Promise<void> {
  await work()
  await forgetTrial(name).catch((thrown) => reportError(thrown, 'lab:run.delete'))
}

async function trainLonger({ name, plan, step }: RunInfo): Promise<void> {
  const steps = await askLonger(plan.settings.steps, step)
  if (steps !== null) await order(() => engine.call('lab.resume', { name, steps }))
}

function RunProgress({ run }: { run: RunInfo }) {
  const t = useT()
  const { step, plan, seconds, secondsLeft, memoryBytes, state } = run
  const total = plan.settings.steps
  const said = [
    t('lab:run.progress', { step: formatNumber(step), total: formatNumber(total) }),
    state === 'training' && secondsLeft !== null && t('lab:run.left', { time: showTime(secondsLeft) }),
    t(isUnderWay(run) ? 'lab:run.spent' : 'lab:run.took', { time: showTime(seconds) }),
    memoryBytes !== null && t('lab:run.memory', { memory: formatBytes(memoryBytes) }),
  ].filter((part) => part !== false)
  return (
    <div className="lab-progress">
      <Progress label={run.title} value={step / total} />
      <p className="lab-hint number">{said.join(' · ')}</p>
    </div>
  )
}

/** What the user should know: why it ended, that it was cut off, what it left out. */
function RunMessage({ run }: { run: RunInfo }) {
  const t = useT()
  const { state, elsewhere, step, problem, notices, warnings, checkpoint } = run
  const count = formatNumber(notices.length)
  return (
    <>
      {elsewhere && <p className="lab-hint">{t('lab:run.elsewhere')}</p>}
      {state === 'interrupted' && (
        <p className="lab-message">
          <CircleAlert size={16} aria-hidden />
          {checkpoint
            ? t('lab:run.interrupted', { step: formatNumber(step) })
            : t('lab:run.interruptedEarly')}
        </p>
      )}
      {state === 'training' && step === 0 && <p className="lab-hint">{t('lab:run.starting')}</p>}
      {problem && (
        <p className="lab-problem" role="alert">
          <CircleAlert size={16} aria-hidden />
          <span data-own>{t('lab:run.failed', { reason: reasonSaid(problem) })}</span>
        </p>
      )}
      {state === 'training' &&
        warnings.map((warning) => (
          <p key={warning.key} className="lab-message" role="status">
            <CircleAlert size={16} aria-hidden />
            {say(warning)}
          </p>
        ))}
      {notices.length > 0 && (
        <details className="lab-details">
          <summary>
            {t(notices.length === 1 ? 'lab:run.notices_one' : 'lab:run.notices_other', { count })}
          </summary>
          <ul data-own>
            {notices.map((notice) => (
              <li key={JSON.stringify(notice)}>{typeof notice === 'string' ? notice : say(notice)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Facts({ run: { plan, created, published } }: { run: RunInfo }) {
  const t = useT()
  const { data, from, settings } = plan
  const time = new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <dl className="lab-facts" aria-label={t('lab:facts.label')}>
      <dt>{t('lab:facts.data')}</dt>
      <dd>
        {saidOf(data)}
        {foldersIn(data).map((folder) => (
          <span key={folder} data-own>
            {folder}
          </span>
        ))}
      </dd>
      {from !== null && (
        <>
          <dt>{t('lab:facts.from')}</dt>
          <dd data-own>{from}</dd>
        </>
      )}
      <dt>{t('lab:facts.setting')}</dt>
      <dd>
        {t('lab:facts.settingValue', {
          steps: formatNumber(settings.steps),
          batch: formatNumber(settings.batch),
          size: formatNumber(Number(settings.options.size)),
        })}
        {settings.options.base !== undefined &&
          t('lab:facts.width', { base: formatNumber(Number(settings.options.base)) })}
      </dd>
      <dt>{t('lab:facts.created')}</dt>
      <dd>{time.format(created)}</dd>
      {published !== null && (
        <>
          <dt>{t('lab:publish.publish')}</dt>
          <dd>{t('lab:run.published', { model: published })}</dd>
        </>
      )}
    </dl>
  )
}

function saidOf(data: LabData): string {
  if (data.kind === 'pictures') return translate(`lab:pairing.${data.pairing}`)
  if (data.kind === 'drawn') return translate(`lab:said.${data.said}Fact`)
  return translate(data.kind === 'unpaired' ? 'lab:way.unpaired' : 'lab:way.pairs')
}

function foldersIn(data: LabData): string[] {
  if (data.kind === 'unpaired') return [data.a, data.b]
  return data.kind === 'matched' ? [data.input, data.target] : [data.folder]
}
