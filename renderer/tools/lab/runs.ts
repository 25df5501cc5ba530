import { createStore } from 'zustand/vanilla'
import { toPlainError } from '../../../electron/contract/errors.ts'
import type { RunInfo } from '../../../electron/contract/procedures/lab.ts'
import { engine, onEngineState } from '../../app/connection.ts'
import { reportError } from '../../app/failures.ts'
import { openPage } from '../../app/pages.ts'
import { say, t } from '../../i18n/index.ts'
import { showToast } from '../../ui/Toast.tsx'

/** Where the Lab looks: at the form for a new model, or at a run; null: at whichever is newest. */
export type LabPlace = { kind: 'new' } | { kind: 'run'; name: string } | null

interface LabState {
  /** Newest first; null until the engine has said which there are. */
  runs: readonly RunInfo[] | null
  place: LabPlace
  /** Whether somebody looks at the Lab. */
  watched: boolean
}

/** The engine's trainings as the page last heard of them. They go on without it. */
export const lab = createStore<LabState>(() => ({ runs: null, place: null, watched: false }))

/** Between two questions: while a run that is looked at trains, while one trains unseen, and otherwise. */
const INTERVALS_MS = { looking: 700, unseen: 4000, idle: 15_000 }

export const isUnderWay = ({ state }: RunInfo): boolean =>
  state === 'training' || state === 'paused' || state === 'stopping'

/** The one run that the engine has under way. */
/** The one that this studio has under way. */
export const runUnderWay = (runs: readonly RunInfo[] | null): RunInfo | undefined =>
  runs?.find((run) => isUnderWay(run) && !run.elsewhere)

export const lookAt = (place: LabPlace): void => lab.setState({ place })

/** Opens the Lab at a run. */
export function showRun(name: string): void {
  lookAt({ kind: 'run', name })
  openPage('lab')
}

let timer: ReturnType<typeof setTimeout> | undefined
let asking = false
let again = false

/** Asks the engine now, and then at intervals that follow what is going on. */
export async function refreshRuns(): Promise<void> {
  clearTimeout(timer)
  if (asking) {
    again = true
    return
  }
  asking = true
  try {
    const { runs } = await engine.call('lab.list', {})
    const before = lab.getState().runs
    lab.setState({ runs })
    tellChanges(before, runs)
  } catch (thrown) {
    // An engine that is away comes back, and is asked again then.
    if (toPlainError(thrown).code !== 'engine-lost') reportError(thrown, 'lab:title')
  } finally {
    asking = false
  }
  if (again) {
    again = false
    return refreshRuns()
  }
  const { runs, watched } = lab.getState()
  const interval = runs?.some(isUnderWay) ? (watched ? 'looking' : 'unseen') : 'idle'
  timer = setTimeout(() => void refreshRuns(), INTERVALS_MS[interval])
}

/** Follows the engine's trainings for as long as the page lives. */
export function followRuns(): void {
  onEngineState((state) => {
    if (state === 'ready') void refreshRuns()
  })
}

/** Tells of a training that was cut off, and of one that ended while nobody looked at the Lab. */
function tellChanges(before: readonly RunInfo[] | null, runs: readonly RunInfo[]): void {
  const cutOff = runs.find(({ name, state }) => state === 'interrupted' && !told.has(name))
  if (cutOff) {
    told.add(cutOff.name)
    showToast({
      tone: 'warning',
      id: 'lab-interrupted',
      title: t('lab:toast.interrupted', { title: cutOff.title }),
      action: { label: t('lab:toast.show'), perform: () => showRun(cutOff.name) },
    })
  }
  for (const run of runs) {
    const earlier = before?.find(({ name }) => name === run.name)
    if (!earlier || !isUnderWay(earlier) || isUnderWay(run)) continue
    const action = { label: t('lab:toast.show'), perform: () => showRun(run.name) }
    const { title, problem } = run
    if (run.state === 'failed')
      showToast({
        tone: 'error',
        title: t('lab:toast.failed', { title }),
        description: problem ? reasonSaid(problem) : '',
        action,
      })
    else if (run.state === 'done' && !lab.getState().watched)
      showToast({ tone: 'success', title: t('lab:toast.done', { title }), action })
  }
}

const told = new Set<string>()

/** Why a run failed, in the user's language where there are words for it. */
export const reasonSaid = ({ message, text }: NonNullable<RunInfo['problem']>): string =>
  text ? say(text) : message

/** Carries out an order to a run and shows what came of it; a failure is told. */
export async function order(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    reportError(thrown, 'lab:title')
  }
  await refreshRuns()
}
