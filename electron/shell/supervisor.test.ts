import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type EngineRun, superviseEngine } from './supervisor.ts'

class Run implements EngineRun {
  ready = () => {}
  #exits: ((reason: string) => void)[] = []
  onReady(listener: () => void) {
    this.ready = listener
  }
  onExit(listener: (reason: string) => void) {
    this.#exits.push(listener)
  }
  exit(reason: string) {
    for (const listener of this.#exits) listener(reason)
  }
  deaf = false
  end() {
    if (!this.deaf) this.exit('exit code 0')
  }
  kill() {
    this.exit('SIGKILL')
  }
}

let runs: Run[]
let states: string[]
function supervise() {
  return superviseEngine(
    () => {
      const run = new Run()
      runs.push(run)
      return run
    },
    (state, reason) => states.push(reason ? `${state}: ${reason}` : state),
  )
}

beforeEach(() => {
  vi.useFakeTimers()
  runs = []
  states = []
})
afterEach(() => {
  vi.useRealTimers()
})

it('offers the engine from ready to exit', () => {
  const engine = supervise()
  expect(engine.run).toBeNull()
  runs[0]!.ready()
  expect(engine.run).toBe(runs[0])
  runs[0]!.exit('SIGSEGV')
  expect(engine.run).toBeNull()
  expect(states).toEqual(['starting', 'ready', 'lost: SIGSEGV'])
})

it('waits longer each time while the engine keeps dying young, up to a limit', () => {
  supervise()
  const waits: number[] = []
  for (let death = 0; death < 9; death++) {
    const before = Date.now()
    runs.at(-1)!.exit('exit code 1')
    vi.advanceTimersToNextTimer()
    waits.push(Date.now() - before)
  }
  expect(waits).toEqual([200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000])
})

it('lets nobody wait long for the successor of an engine that was in use, however often it dies', () => {
  supervise()
  for (let death = 0; death < 9; death++) {
    runs.at(-1)!.ready()
    runs.at(-1)!.exit('SIGSEGV')
    vi.advanceTimersByTime(400)
    expect(runs).toHaveLength(death + 2)
  }
})

it('follows an engine that was of use at once', () => {
  supervise()
  for (let death = 0; death < 9; death++) {
    runs.at(-1)!.ready()
    vi.advanceTimersByTime(1000)
    runs.at(-1)!.exit('SIGSEGV')
    vi.advanceTimersByTime(1)
    expect(runs).toHaveLength(death + 2)
  }
})

it('starts again soon after a healthy run', () => {
  supervise()
  for (let death = 0; death < 4; death++) {
    runs.at(-1)!.exit('exit code 1')
    vi.advanceTimersToNextTimer()
  }
  vi.advanceTimersByTime(60_000)
  runs.at(-1)!.exit('SIGKILL')
  const before = runs.length
  vi.advanceTimersByTime(200)
  expect(runs).toHaveLength(before + 1)
})

it('ends the engine, and does not start another', async () => {
  const engine = supervise()
  runs[0]!.ready()
  await engine.stop()
  vi.advanceTimersByTime(60_000)
  expect(runs).toHaveLength(1)
  expect(engine.run).toBeNull()
})

it('gives the engine time to end by itself, and no more than that', async () => {
  const engine = supervise()
  runs[0]!.ready()
  runs[0]!.deaf = true
  let ended = false
  const stopping = engine.stop().then(() => {
    ended = true
  })
  await vi.advanceTimersByTimeAsync(9000)
  expect(ended).toBe(false)
  await vi.advanceTimersByTimeAsync(2000)
  await stopping
  expect(ended).toBe(true)
})

it('stops while it waits to start the next', async () => {
  const engine = supervise()
  runs[0]!.exit('SIGKILL')
  await engine.stop()
  vi.advanceTimersByTime(60_000)
  expect(runs).toHaveLength(1)
})

it('lets a caller wait for the engine, up to a limit', async () => {
  const engine = supervise()
  const soon = engine.ready(5000)
  vi.advanceTimersByTime(300)
  runs[0]!.ready()
  expect(await soon).toBe(runs[0])
  expect(await engine.ready(5000)).toBe(runs[0])
  runs[0]!.exit('SIGKILL')
  const never = engine.ready(5000)
  vi.advanceTimersByTime(5000)
  expect(await never).toBeNull()
})
