import { fromPlainError } from '../../../../electron/contract/errors.ts'
import type { BatchTimes } from '../../../../electron/contract/tools/translate.ts'
import { reasonOf } from '../../../app/failures.ts'
import { formatBytes, formatNumber, useT } from '../../../i18n/index.ts'
import { Progress } from '../../../ui/Progress.tsx'
import type { BatchProgress, BatchState } from './batch.ts'

/** How far a batch is, or what came of it. */
export function BatchReport({
  now,
  out,
}: {
  now: Exclude<BatchState, { kind: 'idle' | 'failed' }>
  out: string
}) {
  const t = useT()
  if (now.kind === 'done') return <Outcome result={now.result} out={out} />
  return (
    <div className="batch__report">
      <Running progress={now.progress} stopped={now.kind === 'stopped'} />
      <p className="form__hint">
        {t(now.kind === 'stopped' ? 'translate:batch.stopped' : 'translate:batch.background')}
      </p>
    </div>
  )
}

function Running({ progress, stopped }: { progress: BatchProgress | null; stopped: boolean }) {
  const t = useT()
  const { done = 0, total = 0, name = '', secondsLeft = null } = progress ?? {}
  return (
    <>
      <div className="batch__line">
        <span className="batch__name" title={name}>
          {name || t('translate:batch.looking')}
        </span>
        {total > 0 && (
          <span className="number">
            {t('translate:batch.count', { done: formatNumber(Math.floor(done)), total: formatNumber(total) })}
          </span>
        )}
      </div>
      <Progress label={t('translate:batch.title')} value={total > 0 ? done / total : null} />
      <p className="form__hint number" role="status">
        {!stopped && secondsLeft !== null
          ? t('app:status.secondsLeft', { seconds: formatNumber(Math.ceil(secondsLeft)) })
          : ' '}
      </p>
    </>
  )
}

/** Where the time went, over all pictures, which may have been under way at once. */
function Times({ times, pictures }: { times: BatchTimes; pictures: number }) {
  const t = useT()
  const { read, sent, computed, written, sentBytes, receivedBytes } = times
  const seconds = (value: number) => formatNumber(value, { maximumSignificantDigits: 2 })
  const local = { read: seconds(read), computed: seconds(computed), written: seconds(written) }
  return (
    <p className="form__hint number">
      {sentBytes === 0
        ? t('translate:batch.times', local)
        : t('translate:batch.timesWithServers', {
            ...local,
            sent: seconds(sent),
            bytes: formatBytes((sentBytes + receivedBytes) / pictures),
          })}
    </p>
  )
}

function Outcome({ result, out }: { result: Extract<BatchState, { kind: 'done' }>['result']; out: string }) {
  const t = useT()
  const { done, skipped, failed, seconds, times } = result
  const count = (list: readonly unknown[]) => ({ count: formatNumber(list.length) })
  return (
    <div className="batch__report">
      <p role="status">
        {t('translate:batch.done', {
          ...count(done),
          seconds: formatNumber(seconds, { maximumSignificantDigits: 2 }),
        })}
      </p>
      {done.length > 0 && <Times times={times} pictures={done.length} />}
      {skipped.length > 0 && <p className="form__hint">{t('translate:batch.skipped', count(skipped))}</p>}
      <p className="form__hint batch__path" title={out}>
        <bdi>{out}</bdi>
      </p>
      {failed.length > 0 && (
        <>
          <h3 className="batch__heading">{t('translate:batch.failed', count(failed))}</h3>
          <ul className="batch__failures" aria-label={t('translate:batch.failed', count(failed))}>
            {failed.map(({ name, ...error }) => (
              <li key={name}>
                <span className="batch__name">{name}</span>
                <span className="form__hint">{reasonOf(fromPlainError(error))}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
