import type { CDPSession, Page } from '@playwright/test'
import { round } from '../measure.ts'

/** Times in milliseconds. */
export interface Figures {
  readonly frames: number
  /** While there was something to draw. */
  readonly framesPerSecond: number
  /** Between the beginnings of frames that followed each other without rest. */
  readonly frameP95: number
  readonly frameWorst: number
  /** What held the page's main thread without a break: of each frame, its longest task. */
  readonly taskP95: number
  readonly taskWorst: number
  /** The longest task by the processor's time, which other programs of the machine do not add to. */
  readonly cpuWorst: number
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds. */
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { name?: string }
}

/** A longer pause than this between frames means that nothing was to be drawn, unless a task filled it. */
const REST = 120

/** Records the browser's trace during `work` and reads the frames of the page's main thread from it. */
export async function traceFrames(page: Page, work: () => Promise<void>): Promise<Figures> {
  const client = await page.context().newCDPSession(page)
  const events = await record(client, work)
  await client.detach()
  const isMain = mainThreadOf(events)
  const main = events.filter((event) => isMain(event) && event.ph === 'X')
  const begins = main.filter(({ name }) => name === 'ProxyMain::BeginMainFrame').map(({ ts }) => ts / 1000)
  if (begins.length === 0) throw new Error('The trace holds no frame of the page.')
  const gaps = begins
    .sort((a, b) => a - b)
    .slice(1)
    .map((at, index) => at - begins[index]!)
  const tasks = main.filter(({ name }) => name === 'RunTask')
  const isHeld = (gap: number, index: number) =>
    tasks.some(
      ({ ts, dur = 0 }) =>
        ts / 1000 >= begins[index]! && ts / 1000 < begins[index + 1]! && dur / 1000 > gap / 2,
    )
  const frames = sorted(gaps.filter((gap, index) => gap < REST || isHeld(gap, index)))
  const wall = sorted(tasks.map(({ dur = 0 }) => dur / 1000).filter((ms) => ms >= 1))
  const cpu = sorted(tasks.map(({ tdur = 0 }) => tdur / 1000))
  return {
    frames: begins.length,
    framesPerSecond: (1000 * frames.length) / frames.reduce((sum, gap) => sum + gap, 0),
    frameP95: percentile(frames, 0.95),
    frameWorst: percentile(frames, 1),
    taskP95: percentile(wall, 0.95),
    taskWorst: percentile(wall, 1),
    cpuWorst: percentile(cpu, 1),
  }
}

async function record(client: CDPSession, work: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = []
  client.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['cc', 'toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
    },
  })
  try {
    await work()
  } finally {
    const complete = new Promise<void>((resolve) => client.once('Tracing.tracingComplete', () => resolve()))
    await client.send('Tracing.end')
    await complete
  }
  return events
}

/** The thread on which the page's frames begin. */
function mainThreadOf(events: readonly TraceEvent[]): (event: TraceEvent) => boolean {
  const threads = events
    .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    .map(({ pid, tid }) => `${pid} ${tid}`)
  const known = new Set(threads)
  return ({ pid, tid }) => known.has(`${pid} ${tid}`)
}

const sorted = (values: number[]) => values.sort((a, b) => a - b)

function percentile(values: readonly number[], share: number): number {
  return round(values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0, 4)
}
