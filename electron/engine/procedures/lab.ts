import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { EngineContract } from '../../contract/engine.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { LabPlan } from '../../contract/procedures/lab.ts'
import type { Handlers } from '../../contract/server.ts'
import { text } from '../../contract/text.ts'
import { checkedOptions } from '../../train/game/recipe.ts'
import { recipeNamed } from '../../train/games/index.ts'
import { samplePath, sampleSteps } from '../../train/run/sampleFiles.ts'
import { stalledSince } from '../../train/run/warnings.ts'
import { checkData } from '../lab/check.ts'
import { figuresIn, thinned } from '../lab/curves.ts'
import { estimate } from '../lab/estimate.ts'
import { adviseGame } from '../lab/games.ts'
import { optionsOf, recipeOf, recommended } from '../lab/plan.ts'
import { examplePicture, pairingExamples, previewOf } from '../lab/preview.ts'
import { writeRecord } from '../lab/record.ts'
import { hasCheckpoint, readCurves } from '../lab/runFiles.ts'
import { Runs } from '../lab/runs.ts'
import type { Log } from '../logs.ts'
import { folderWith, loadModel } from '../models/folder.ts'
import { publishRun } from '../models/publish.ts'
import { type StartingPoint, startingPointOf } from '../models/startingPoint.ts'
import { trainableModels } from '../models/trainable.ts'
import type { Claims } from '../ownership/claims.ts'
import { codecOptionsOf } from '../progress.ts'
import type { ChoosePlace } from '../sessions/place.ts'

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
  place: ChoosePlace
  claims: Claims
}

/**
 * The Lab: trainings that go on in the engine, whether a page looks on or not. `endRuns` cuts the one that is under way
 * off at a checkpoint, for an engine that ends; the next one finds it interrupted.
 */
export function createLabHandlers(deps: LabDeps): { handlers: LabHandlers; endRuns: () => Promise<void> } {
  const { runsFolder, modelsFolders, log, place, claims } = deps
  const runs = new Runs(runsFolder, (from) => startingPoint(modelsFolders, from), place, claims, log)
  const handlers: LabHandlers = {
    ...preparationHandlers(deps),
    ...runHandlers(deps, runs),
    ...resultHandlers(deps, runs),
  }
  return { handlers, endRuns: () => runs.end() }
}

type HandlersOf<K extends keyof LabHandlers> = Pick<LabHandlers, K>

/** What is asked before a training begins. */
function preparationHandlers(
  deps: LabDeps,
): HandlersOf<
  | 'lab.advise'
  | 'lab.pairings'
  | 'lab.recommend'
  | 'lab.check'
  | 'lab.preview'
  | 'lab.estimate'
  | 'lab.trainable'
> {
  const { sampleFolder, place, modelsFolders } = deps
  return {
    async 'lab.pairings'() {
      return { examples: pairingExamples(await examplePicture(sampleFolder)) }
    },

    'lab.advise': ({ a, b }, { signal }) => adviseGame(a, b, signal),

    async 'lab.recommend'({ data, from }) {
      return { recipe: recipeOf(data), settings: recommended(data, await ofRecipe(deps, data, from)) }
    },

    'lab.check'({ data }, context) {
      const { signal, progress } = codecOptionsOf(context)
      return checkData(data, { signal, onProgress: progress })
    },

    async 'lab.preview'({ plan }, { signal }) {
      checkPlan(plan)
      return { examples: await previewOf(plan, signal) }
    },

    async 'lab.estimate'({ plan }, { signal }) {
      checkPlan(plan)
      return estimate(plan, await ofRecipe(deps, plan.data, plan.from), await place('estimate'), signal)
    },

    async 'lab.trainable'() {
      return { models: await trainableModels(modelsFolders) }
    },
  }
}

/** Trainings: begun, paused, ended, deleted. */
function runHandlers(
  deps: LabDeps,
  runs: Runs,
): HandlersOf<'lab.list' | 'lab.start' | 'lab.resume' | 'lab.pause' | 'lab.stop' | 'lab.delete'> {
  return {
    async 'lab.list'() {
      return { runs: await runs.list() }
    },

    async 'lab.start'({ title, plan }) {
      await runs.mayBegin()
      checkPlan(plan)
      await checkData(plan.data, { limit: 0 })
      await ofRecipe(deps, plan.data, plan.from)
      const name = await runs.newFolder(title)
      await runs.begin(name, {
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
      return runs.info(name)
    },

    async 'lab.resume'({ name, steps }) {
      const record = await runs.known(name)
      const live = runs.live(name)
      if (live) {
        live.pause(false)
        return runs.info(name)
      }
      await runs.mayBegin(name)
      if (steps !== undefined) record.plan.settings.steps = steps
      // Whoever goes on with what has stalled wants it to.
      if (stalledSince(await readCurves(runs.folderOf(name))) !== null)
        delete record.plan.settings.untilStalled
      await checkData(record.plan.data, { limit: 0 })
      await runs.begin(name, record)
      return runs.info(name)
    },

    async 'lab.pause'({ name, paused }) {
      ;(await runs.underWay(name)).pause(paused)
      return runs.info(name)
    },

    async 'lab.stop'({ name }) {
      const run = await runs.underWay(name)
      run.stop()
      await run.ended
      return runs.info(name)
    },

    async 'lab.delete'({ name }) {
      await runs.delete(name)
      return {}
    },
  }
}

/** What comes of a training: curves, samples, a model. */
function resultHandlers(
  { ownFolder }: LabDeps,
  runs: Runs,
): HandlersOf<'lab.curves' | 'lab.sample' | 'lab.publish'> {
  return {
    async 'lab.curves'({ name, points }) {
      await runs.known(name)
      const rows = runs.live(name)?.rows ?? (await readCurves(runs.folderOf(name)))
      return { losses: thinned(rows, points), figures: figuresIn(rows) }
    },

    async 'lab.sample'({ name, step }) {
      await runs.known(name)
      const folder = runs.folderOf(name)
      const chosen = step ?? (await sampleSteps(folder)).at(-1)
      const path = samplePath(folder, chosen ?? 0)
      if (chosen === undefined || !existsSync(path))
        throw new GanvasError('not-found', text('lab.noSample', { name, step: chosen ?? 0 }))
      return { png: await readFile(path) }
    },

    async 'lab.publish'({ name, into, trial, ...input }, context) {
      const record = await runs.known(name)
      const run = runs.folderOf(name)
      if (!(await hasCheckpoint(run))) throw new GanvasError('unavailable', text('lab.noCheckpoint'))
      const about = { from: record.plan.from, data: describeData(record.plan) }
      const published = await publishRun(
        { run, ...input },
        into ?? ownFolder(),
        about,
        codecOptionsOf(context),
      )
      if (into === undefined && !trial) {
        record.published = input.id
        await writeRecord(run, record)
      }
      return published
    },
  }
}

async function startingPoint(
  modelsFolders: LabDeps['modelsFolders'],
  from: string | null,
): Promise<StartingPoint | null> {
  return from === null ? null : startingPointOf(await loadModel(await folderWith(from, modelsFolders), from))
}

/** A model to go on with must be of the recipe that the data asks for. */
async function ofRecipe(
  { modelsFolders }: LabDeps,
  data: LabPlan['data'],
  from: string | null,
): Promise<StartingPoint | null> {
  const start = await startingPoint(modelsFolders, from)
  const wanted = recipeOf(data)
  if (start && start.recipe !== null && start.recipe !== wanted)
    throw new GanvasError(
      'unsupported',
      text('lab.otherRecipe', { model: from!, recipe: start.recipe, wanted }),
    )
  return start
}

/** @throws GanvasError `invalid-input` for options that the recipe does not have or cannot use */
function checkPlan(plan: LabPlan): void {
  checkedOptions(recipeNamed(recipeOf(plan.data)), optionsOf(plan))
}

/** The user's folders, as a manifest tells of them. */
function describeData({ data }: LabPlan): string {
  if ('folder' in data) return data.folder
  return data.kind === 'matched' ? `${data.input} and ${data.target}` : `${data.a} and ${data.b}`
}
