import { existsSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { EngineContract } from '../../contract/engine.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { LabPlan, RunInfo } from '../../contract/procedures/lab.ts'
import type { Handlers } from '../../contract/server.ts'
import { text } from '../../contract/text.ts'
import { recipeNamed } from '../../train/recipes/index.ts'
import { checkedOptions } from '../../train/recipes/recipe.ts'
import { diskError } from '../disk.ts'
import type { Log } from '../logs.ts'
import { folderWith, loadModel } from '../models/folder.ts'
import { publishRun } from '../models/publish.ts'
import { type StartingPoint, startingPointOf } from '../models/startingPoint.ts'
import { workOf } from '../progress.ts'
import { checkData } from './check.ts'
import { figuresIn, thinned } from './curves.ts'
import { estimate } from './estimate.ts'
import { infoOf } from './info.ts'
import { LiveRun } from './liveRun.ts'
import { folderOf as dataFolder, optionsOf, recipeOf, recommended } from './plan.ts'
import { examplePicture, pairingExamples, previewPairs } from './preview.ts'
import {
  hasCheckpoint,
  type RunRecord,
  readCurves,
  readRecord,
  runNames,
  samplePath,
  sampleSteps,
  writeRecord,
} from './record.ts'

type LabHandlers = Pick<Handlers<EngineContract>, Extract<keyof EngineContract, `lab.${string}`>>

export interface LabDeps {
  /** Holds a folder for each run. */
  runsFolder: string
  modelsFolders: readonly [string, ...string[]]
  /** The one of them for the user's own models. */
  ownFolder(): string
  /** Holds the sample document, of whose pictures examples are made. */
  sampleFolder: string
  log: Log
}

/** The runs of a training are looked at and saved about this often over its length, and after so many steps at most. */
const LOOKS = 40
const MOST_STEPS_BETWEEN = 500

/**
 * The Lab: trainings that go on in the engine, whether a page looks on or not. `endRuns` cuts the one that is under way
 * off at a checkpoint, for an engine that ends; the next one finds it interrupted.
 */
export function createLabHandlers(deps: LabDeps): { handlers: LabHandlers; endRuns: () => Promise<void> } {
  const { runsFolder, modelsFolders, ownFolder, sampleFolder, log } = deps
  let live: LiveRun | null = null
  /** Of runs that ended on a disk without room to say how: they are written as soon as there is some. */
  const unwritten = new Map<string, RunRecord>()

  const folderOf = (name: string) => join(runsFolder, name)
  const startingPoint = async (from: string | null): Promise<StartingPoint | null> =>
    from === null ? null : startingPointOf(await loadModel(await folderWith(from, modelsFolders), from))

  /** @throws GanvasError `not-found` */
  async function known(name: string): Promise<RunRecord> {
    if (live?.name === name) return live.record
    const record = (await unwrittenEnd(name)) ?? (await readRecord(folderOf(name)))
    if (!record) throw new GanvasError('not-found', text('lab.noRun', { name }))
    return record
  }

  /** How a run ended that could not be written down, which is tried again. */
  async function unwrittenEnd(name: string): Promise<RunRecord | undefined> {
    const record = unwritten.get(name)
    if (record)
      await writeRecord(folderOf(name), record).then(
        () => unwritten.delete(name),
        // Logged when the run ended; the record itself says that the disk is full.
        () => {},
      )
    return record
  }

  async function info(name: string): Promise<RunInfo> {
    const record = await known(name)
    return infoOf({ name, folder: folderOf(name), record, live: live?.name === name ? live : null })
  }

  /** @throws GanvasError `unavailable` while another run is under way */
  function mayBegin(): void {
    if (live) throw new GanvasError('unavailable', text('lab.busy', { title: live.record.title }))
  }

  async function begin(name: string, record: RunRecord): Promise<void> {
    mayBegin()
    const folder = folderOf(name)
    const { plan } = record
    const { settings } = plan
    const resume = await hasCheckpoint(folder)
    const start = resume ? null : await startingPoint(plan.from)
    const every = Math.max(1, Math.min(MOST_STEPS_BETWEEN, Math.ceil(settings.steps / LOOKS)))
    const data = {
      recipe: record.recipe,
      data: dataFolder(plan.data),
      out: folder,
      steps: settings.steps,
      batch: settings.batch,
      seed: settings.seed,
      device: 'cpu' as const,
      resume,
      options: optionsOf(plan),
      threads: settings.threads,
      checkpointEvery: every,
      sampleEvery: every,
      ...(start && { initial: start.weights }),
      keepBest: true,
      background: true,
    }
    const begun: RunRecord = { ...record, state: 'training', problem: null }
    await writeRecord(folder, begun)
    unwritten.delete(name)
    const rows = resume ? await readCurves(folder) : []
    mayBegin()
    const run = new LiveRun({ name, folder, record: begun, rows }, data, (warning) => log.warn(warning))
    live = run
    void run.ended.then(() => {
      if (run.unwritten) unwritten.set(name, run.record)
      if (live === run) live = null
    })
  }

  /** @throws GanvasError `not-found` when it is not under way */
  function underWay(name: string): LiveRun {
    if (live?.name !== name) throw new GanvasError('not-found', text('lab.notRunning', { name }))
    return live
  }

  const handlers: LabHandlers = {
    async 'lab.pairings'() {
      return { examples: pairingExamples(await examplePicture(sampleFolder)) }
    },

    async 'lab.recommend'({ data, from }) {
      return { recipe: recipeOf(data), settings: recommended(data, await ofRecipe(data, from)) }
    },

    'lab.check'({ data }, context) {
      const { signal, progress } = workOf(context)
      return checkData(data, { signal, onProgress: progress })
    },

    async 'lab.preview'({ plan }, { signal }) {
      checkPlan(plan)
      return { pairs: await previewPairs(plan, signal) }
    },

    async 'lab.estimate'({ plan }, { signal }) {
      checkPlan(plan)
      return estimate(plan, signal)
    },

    async 'lab.list'() {
      const names = await runNames(runsFolder)
      const infos = await Promise.all(
        names.map(async (name) =>
          live?.name === name || (await readRecord(folderOf(name))) ? info(name) : null,
        ),
      )
      return { runs: infos.filter((run) => run !== null).sort((a, b) => b.created - a.created) }
    },

    async 'lab.start'({ title, plan }) {
      mayBegin()
      checkPlan(plan)
      await checkData(plan.data, { limit: 0 })
      await ofRecipe(plan.data, plan.from)
      const name = await newFolder(runsFolder, title)
      await begin(name, {
        version: 1,
        title,
        recipe: recipeOf(plan.data),
        plan,
        state: 'training',
        problem: null,
        created: Date.now(),
        seconds: 0,
        notices: [],
        published: null,
      })
      return info(name)
    },

    async 'lab.resume'({ name, steps }) {
      const record = await known(name)
      if (live?.name === name) {
        live.pause(false)
        return info(name)
      }
      mayBegin()
      if (steps !== undefined) record.plan.settings.steps = steps
      await checkData(record.plan.data, { limit: 0 })
      await begin(name, record)
      return info(name)
    },

    async 'lab.pause'({ name, paused }) {
      underWay(name).pause(paused)
      return info(name)
    },

    async 'lab.stop'({ name }) {
      const run = underWay(name)
      run.stop()
      await run.ended
      return info(name)
    },

    async 'lab.delete'({ name }) {
      if (live?.name === name)
        throw new GanvasError('unavailable', text('lab.stillRunning', { title: live.record.title }))
      await known(name)
      unwritten.delete(name)
      await rm(folderOf(name), { recursive: true, force: true }).catch((error) => {
        throw diskError('remove', folderOf(name), error)
      })
      return {}
    },

    async 'lab.curves'({ name, points }) {
      await known(name)
      const rows = live?.name === name ? live.rows : await readCurves(folderOf(name))
      return { losses: thinned(rows, points), figures: figuresIn(rows) }
    },

    async 'lab.sample'({ name, step }) {
      await known(name)
      const folder = folderOf(name)
      const chosen = step ?? (await sampleSteps(folder)).at(-1)
      const path = samplePath(folder, chosen ?? 0)
      if (chosen === undefined || !existsSync(path))
        throw new GanvasError('not-found', text('lab.noSample', { name, step: chosen ?? 0 }))
      return { png: await readFile(path) }
    },

    async 'lab.publish'({ name, into, ...input }) {
      const record = await known(name)
      const run = folderOf(name)
      if (!(await hasCheckpoint(run))) throw new GanvasError('unavailable', text('lab.noCheckpoint'))
      const about = { from: record.plan.from, data: describeData(record.plan) }
      const published = await publishRun({ run, ...input }, into ?? ownFolder(), about)
      if (into === undefined) {
        record.published = input.id
        await writeRecord(run, record)
      }
      return published
    },
  }

  /** A model to go on with must be of the recipe that the data asks for. */
  async function ofRecipe(data: LabPlan['data'], from: string | null): Promise<StartingPoint | null> {
    const start = await startingPoint(from)
    const wanted = recipeOf(data)
    if (start && start.recipe !== wanted)
      throw new GanvasError(
        'unsupported',
        text('lab.otherRecipe', { model: from!, recipe: start.recipe, wanted }),
      )
    return start
  }

  return {
    handlers,
    async endRuns() {
      live?.cutOff()
      await live?.ended
    },
  }
}

/** @throws GanvasError `invalid-input` for options that the recipe does not have or cannot use */
function checkPlan(plan: LabPlan): void {
  checkedOptions(recipeNamed(recipeOf(plan.data)), optionsOf(plan))
}

/** A folder of a name that tells the run by its title, and that none has yet. */
async function newFolder(runsFolder: string, title: string): Promise<string> {
  const stem =
    title
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'run'
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}-${number}`
    const folder = join(runsFolder, name)
    if (existsSync(folder)) continue
    await mkdir(folder, { recursive: true }).catch((error) => {
      throw diskError('makeFolder', folder, error)
    })
    return name
  }
}

/** The user's folders, as a manifest tells of them. */
function describeData({ data }: LabPlan): string {
  if (data.kind === 'pictures' || data.kind === 'strips') return data.folder
  return data.kind === 'matched' ? `${data.input} and ${data.target}` : `${data.a} and ${data.b}`
}
