import { createStore } from 'zustand/vanilla'
import { toPlainError } from '../../../electron/contract/errors.ts'
import type { RunInfo } from '../../../electron/contract/procedures/lab.ts'
import { engine, onEngineState } from '../../app/connection.ts'
import { reportError } from '../../app/failures.ts'
import { openPage } from '../../app/pages.ts'
import { say, t } from '../../i18n/index.ts'
import { closeToast, showToast } from '../../ui/Toast.tsx'

/** What the Lab shows: the form for a new model, or a run; null: the newest run. */
export type LabPlace = { kind: 'new' } | { kind: 'run'; name: string } | null

interface LabState {
  /** Newest first; null until the engine has said which there are. */
  runs: readonly RunInfo[] | null
  place: LabPlace
  /** Whether the Lab is open. */
  watched: boolean
}

/** The engine's trainings as the page last heard of them. They go on without it. */
export const lab = createStore<LabState>(() => ({ runs: null, place: null, watched: false }))

/** Between two questions: while a run that is looked at trains, while one trains unseen, and otherwise. */
const INTERVALS_MS = { looking: 700, unseen: 4000, idle: 15_000 }

export const isUnderWay = ({ state }: RunInfo): boolean =>
  state === 'training' || state === 'paused' || state === 'stopping'

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

/** Tells of a training that was cut off, and of one that ended while the Lab was closed. */
function tellChanges(before: readonly RunInfo[] | null, runs: readonly RunInfo[]): void {
  tellInterruptions(runs)
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
      showToast({ tone: 'success', title: t('lab:toast.done', { title }), action, lasts: true })
  }
}

/** Interrupted trainings that were told of, until they go on. */
const told = new Set<string>()

const interruptionOf = (name: string): string => `lab-interrupted ${name}`

/** Tells once of the newest training that was cut off; until somebody has seen it, it goes on or it is deleted. */
function tellInterruptions(runs: readonly RunInfo[]): void {
  const interrupted = new Map(
    runs.filter(({ state }) => state === 'interrupted').map((run) => [run.name, run]),
  )
  for (const name of told)
    if (!interrupted.has(name)) {
      told.delete(name)
      closeToast(interruptionOf(name))
    }
  const cutOff = [...interrupted.values()].filter(({ name }) => !told.has(name))
  for (const { name } of cutOff) told.add(name)
  const [newest] = cutOff
  if (!newest) return
  const { name, title } = newest
  showToast({
    tone: 'warning',
    id: interruptionOf(name),
    title: t('lab:toast.interrupted', { title }),
    action: { label: t('lab:toast.show'), perform: () => showRun(name) },
    lasts: true,
  })
}

/** Why a run failed, in the user's language where there are words for it. */
export const reasonSaid = ({ message, text }: NonNullable<RunInfo['problem']>): string =>
  text ? say(text) : message

/** Carries out an order to a run and shows the result or the failure. */
export async function order(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    reportError(thrown, 'lab:title')
  }
  await refreshRuns()
}
