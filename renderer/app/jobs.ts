import { createStore } from 'zustand/vanilla'
import type { CallOptions } from '../../electron/contract/client.ts'
import type { Input, JobEvent, Output } from '../../electron/contract/define.ts'
import type { EngineContract } from '../../electron/contract/engine.ts'
import type { Pixels } from '../../electron/contract/pixels.ts'
import { say, type TextValues, type TranslationKey } from '../i18n/index.ts'
import { showToast } from '../ui/Toast.tsx'
import { engine } from './connection.ts'

/** A job of the engine as the status bar shows it. */
export interface RunningJob {
  readonly id: number
  readonly label: TranslationKey
  readonly values: TextValues
  /** 0 to 1; null while queued or unknown. */
  readonly progress: number | null
  readonly secondsLeft: number | null
  /** Jobs that run before it. */
  readonly ahead: number
  cancel(): void
}

/** Oldest first. */
export const jobs = createStore<{ running: readonly RunningJob[] }>(() => ({ running: [] }))

let lastId = 0

export interface JobOptions {
  values?: TextValues
  signal?: AbortSignal
  onPreview?(pixels: Pixels): void
  onProgress?(progress: Extract<JobEvent, { kind: 'progress' }>): void
}

/**
 * Calls a procedure of the engine and shows it in the status bar, with progress and a cancel that really stops
 * the work; the call then rejects with `cancelled`.
 */
export async function runJob<K extends keyof EngineContract & string>(
  label: TranslationKey,
  name: K,
  input: Input<EngineContract, K>,
  { values = {}, signal, onPreview, onProgress }: JobOptions = {},
): Promise<Output<EngineContract, K>> {
  const id = ++lastId
  const controller = new AbortController()
  const cancel = () => controller.abort()
  signal?.addEventListener('abort', cancel, { once: true })
  if (signal?.aborted) cancel()
  const update = (change: Partial<RunningJob>) =>
    jobs.setState(({ running }) => ({
      running: running.map((job) => (job.id === id ? { ...job, ...change } : job)),
    }))
  const onEvent: CallOptions['onEvent'] = (event) => {
    if (event.kind === 'queued') update({ ahead: event.ahead })
    else if (event.kind === 'preview') onPreview?.(event.pixels)
    else if (event.kind === 'progress') {
      onProgress?.(event)
      update({
        ahead: 0,
        progress: event.total > 0 ? event.step / event.total : null,
        secondsLeft: event.secondsLeft,
      })
    } else if (event.kind === 'notice') {
      const title = say(event.text)
      // Lines of an installer follow each other in one place; what else is told stays to be read.
      const passes = event.text.key === 'errors:devices.installing'
      showToast(passes ? { title, id: 'job-notice' } : { title, lasts: true, id: `job-notice ${title}` })
    }
  }
  const job: RunningJob = { id, label, values, progress: null, secondsLeft: null, ahead: 0, cancel }
  jobs.setState(({ running }) => ({ running: [...running, job] }))
  try {
    return await engine.call(name, input, { signal: controller.signal, onEvent })
  } finally {
    signal?.removeEventListener('abort', cancel)
    jobs.setState(({ running }) => ({ running: running.filter((job) => job.id !== id) }))
  }
}
