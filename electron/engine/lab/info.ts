import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunInfo, RunState } from '../../contract/procedures/lab.ts'
import { sampleSteps } from '../../train/run/sampleFiles.ts'
import { warningsOf } from '../../train/run/warnings.ts'
import { bestOf, figuresIn, lossesOf } from './curves.ts'
import type { LiveRun } from './liveRun.ts'
import type { RunRecord } from './record.ts'
import { hasBest, hasCheckpoint, readCurves } from './runFiles.ts'

interface Known {
  name: string
  folder: string
  /** Reads the record, from the disk for a run that is not under way in this engine. */
  read: () => Promise<RunRecord>
  /** Null for a run that is not under way in this engine. */
  live: LiveRun | null
  /** Another engine has it under way. */
  elsewhere: boolean
}

const resting = new Map<string, { stamp: string; info: RunInfo }>()

/** {@link readInfo}, which for a run that rests reads its files again only when they have changed. */
export async function infoOf(known: Known): Promise<RunInfo> {
  if (known.live) return readInfo(known, await known.read())
  // Before anything is read: what changes meanwhile is then read again the next time.
  const stamp = `${await stampOf(known.folder)} ${known.elsewhere}`
  const before = resting.get(known.folder)
  if (before?.stamp === stamp) return before.info
  const info = await readInfo(known, await known.read())
  resting.set(known.folder, { stamp, info })
  return info
}

/** Differs when what is on the disk differs. */
async function stampOf(folder: string): Promise<string> {
  const times = ['', 'run.json', 'curves.jsonl', 'samples'].map((name) =>
    stat(join(folder, name)).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
  )
  return (await Promise.all(times)).join(' ')
}

/** A run as the page sees it: from the engine's memory while it is under way, else from its files. */
async function readInfo({ name, folder, live, elsewhere }: Known, record: RunRecord): Promise<RunInfo> {
  const [rows, samples, checkpoint, best] = await Promise.all([
    live ? live.rows : readCurves(folder),
    sampleSteps(folder),
    hasCheckpoint(folder),
    hasBest(folder),
  ])
  const figures = figuresIn(rows)
  const step = rows.at(-1)?.step ?? 0
  const figure = ['psnrHeldOut', 'psnrSeen'].find((each) => each in (figures.at(-1)?.values ?? {}))
  const kept = best && figure ? bestOf(figures, { figure, better: 'higher' }) : null
  return {
    name,
    title: record.title,
    recipe: record.recipe,
    plan: record.plan,
    state: stateOf(record, live, elsewhere),
    elsewhere,
    problem: record.problem,
    created: record.created,
    step,
    losses: lossesOf(rows.at(-1)),
    figures: figures.at(-1)?.values ?? {},
    best: kept && { ...kept, figure: figure! },
    seconds: live?.seconds ?? record.seconds,
    secondsLeft: live?.secondsLeft ?? null,
    memoryBytes: live && process.memoryUsage().rss,
    checkpoint,
    // There may be samples of steps that a crash undid.
    samples: samples.filter((at) => at <= step),
    notices: record.notices,
    warnings: warningsOf(rows, { recipe: record.recipe, options: record.plan.settings.options }),
    published: record.published,
  }
}

function stateOf({ state }: RunRecord, live: LiveRun | null, elsewhere: boolean): RunState {
  if (live) return live.state
  return !elsewhere && (state === 'training' || state === 'paused') ? 'interrupted' : state
}
