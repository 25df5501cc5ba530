export type EngineState = 'starting' | 'ready' | 'lost'

/** One run of the engine process, whatever starts it. */
export interface EngineRun {
  onReady(listener: () => void): void
  onExit(listener: (reason: string) => void): void
  /** Asks it to end by itself, once what is under way is saved. */
  end(): void
  kill(): void
}

export interface Supervisor<R extends EngineRun> {
  /** The run that takes connections now, or null while there is none. */
  readonly run: R | null
  /** The run that takes connections, as soon as there is one; null when there is none within `limitMs`. */
  ready(limitMs: number): Promise<R | null>
  /** Ends the engine for good, by itself or by force; resolves when it has. */
  stop(): Promise<void>
}

const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 10_000
/** The same after a run that took connections: what it died of was asked of it, and people wait for its successor. */
const LONGEST_WAIT_IN_USE_MS = 400
/** A run that took connections for this long is followed at once: it did not die of starting. */
const USED_MS = 1000
/** An engine that has not ended by itself after this long is killed. A checkpoint takes a training step and a write. */
const END_LIMIT_MS = 10_000
/** A run this long was healthy: the next failure starts again from the shortest wait. */
const HEALTHY_MS = 30_000

/**
 * Keeps one engine running: starts it, and starts it again when it dies: at once after a run that was of use, else
 * after a wait that grows while it keeps dying young. `onState` is called at every change, with the reason on `lost`.
 */
export function superviseEngine<R extends EngineRun>(
  start: () => R,
  onState: (state: EngineState, reason: string) => void,
): Supervisor<R> {
  let ready: R | null = null
  let current: R | null = null
  let stopped = false
  let wait = FIRST_WAIT_MS
  let timer: NodeJS.Timeout | undefined
  const arrivals = new Set<(run: R | null) => void>()

  function launch() {
    const startedAt = Date.now()
    let readyAt = Number.POSITIVE_INFINITY
    const run = start()
    current = run
    onState('starting', '')
    run.onReady(() => {
      ready = run
      readyAt = Date.now()
      onState('ready', '')
      for (const arrived of arrivals) arrived(run)
    })
    run.onExit((reason) => {
      const wasReady = ready === run
      ready = null
      current = null
      if (stopped) return
      if (Date.now() - startedAt > HEALTHY_MS) wait = FIRST_WAIT_MS
      onState('lost', reason)
      if (Date.now() - readyAt >= USED_MS) {
        timer = setTimeout(launch)
        return
      }
      if (wasReady) wait = Math.min(wait, LONGEST_WAIT_IN_USE_MS)
      timer = setTimeout(launch, wait)
      wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    })
  }
  launch()

  return {
    get run() {
      return ready
    },
    ready(limitMs) {
      if (ready) return Promise.resolve(ready)
      return new Promise((resolve) => {
        const arrived = (run: R | null) => {
          clearTimeout(late)
          arrivals.delete(arrived)
          resolve(run)
        }
        const late = setTimeout(() => arrived(null), limitMs)
        arrivals.add(arrived)
      })
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      const run = current
      if (!run) return Promise.resolve()
      return new Promise((ended) => {
        const late = setTimeout(() => run.kill(), END_LIMIT_MS)
        run.onExit(() => {
          clearTimeout(late)
          ended()
        })
        run.end()
      })
    },
  }
}
