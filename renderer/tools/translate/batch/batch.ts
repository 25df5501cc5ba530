import { createStore } from 'zustand/vanilla'
import type { TranslateSettings } from '../../../../electron/contract/document/index.ts'
import { toPlainError } from '../../../../electron/contract/errors.ts'
import { BatchExport, type TranslateBatchResult } from '../../../../electron/contract/tools/translate.ts'
import { isDialogOpen } from '../../../app/dialogs/host.tsx'
import { reasonOf } from '../../../app/failures.ts'
import { runJob } from '../../../app/jobs.ts'
import { formatNumber, t } from '../../../i18n/index.ts'
import { showToast } from '../../../ui/Toast.tsx'
import { settingsFor, type Translator } from '../state.ts'

/** What a batch is made of, as the dialog was left. It stays for the next one, and for going on with this one. */
export interface BatchPlan {
  /** Files, and folders, which stand for the pictures in them. */
  readonly from: readonly string[]
  readonly out: string
  readonly options: BatchExport
  /** Makes again what is there. */
  readonly overwrite: boolean
}

export interface BatchProgress {
  /** Pictures, with the part of the one that is worked on. */
  readonly done: number
  readonly total: number
  /** Name of the file that is worked on. */
  readonly name: string
  readonly secondsLeft: number | null
}

export type BatchState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: BatchProgress | null; cancel(): void }
  | { readonly kind: 'stopped'; readonly progress: BatchProgress | null }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'done'; readonly result: TranslateBatchResult }

export const batchPlan = createStore<BatchPlan>(() => ({
  from: [],
  out: '',
  options: BatchExport.parse({}),
  overwrite: false,
}))
export const batchState = createStore<{ now: BatchState }>(() => ({ now: { kind: 'idle' } }))

const set = (now: BatchState) => batchState.setState({ now })

/** Where the results of a folder or of its files go, unless the user says otherwise. */
export function outFolderFor(path: string, isFolder: boolean, name: string): string {
  const separator = path.includes('\\') && !path.includes('/') ? '\\' : '/'
  const folder = isFolder ? path : path.slice(0, Math.max(0, path.lastIndexOf(separator)))
  return folder.endsWith(separator) ? folder + name : folder + separator + name
}

/** Translates what the plan names; the state tells how far it is. It goes on when the dialog is closed. */
export async function startBatch(translator: Translator, wanted: TranslateSettings): Promise<void> {
  const { from, out, options, overwrite } = batchPlan.getState()
  const abort = new AbortController()
  let progress: BatchProgress | null = null
  const running = () => set({ kind: 'running', progress, cancel: () => abort.abort() })
  running()
  try {
    const settings = settingsFor(translator, wanted)
    const result = await runJob(
      'translate:batch.running',
      'translate.batch',
      { model: translator.id, settings, from: [...from], out, options: shownOptions(options), overwrite },
      {
        signal: abort.signal,
        onProgress({ step, total, secondsLeft, label = '' }) {
          progress = { done: step, total, name: label, secondsLeft }
          running()
        },
      },
    )
    set({ kind: 'done', result })
    if (!isDialogOpen()) tell(result)
  } catch (thrown) {
    // Also from the status bar.
    if (toPlainError(thrown).code === 'cancelled') set({ kind: 'stopped', progress })
    else set({ kind: 'failed', reason: reasonOf(thrown) })
  }
}

/** What is set for one format counts for that alone. */
const shownOptions = (options: BatchExport): BatchExport => ({
  ...options,
  lossless: options.lossless && options.format === 'webp',
})

/** For those who closed the dialog; it still has the failures when it is opened. */
function tell({ done, failed, seconds }: TranslateBatchResult): void {
  const failures = t('translate:batch.failed', { count: formatNumber(failed.length) })
  showToast({
    tone: failed.length > 0 ? 'warning' : 'success',
    lasts: failed.length > 0,
    title: t('translate:batch.done', {
      count: formatNumber(done.length),
      seconds: formatNumber(seconds, { maximumSignificantDigits: 2 }),
    }),
    ...(failed.length > 0 && { description: failures }),
    id: 'translate-many',
  })
}

/** Leaves what has ended, to begin another. */
export function leaveBatch(): void {
  if (batchState.getState().now.kind !== 'running') set({ kind: 'idle' })
}
