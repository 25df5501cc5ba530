import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import type { LabData, LabPlan, RunInfo } from '../../contract/procedures/lab.ts'
import { checkpointFile, decodeCheckpoint } from '../../train/run/checkpoint.ts'
import { Claims } from '../ownership/claims.ts'
import { applicationFolder } from '../paths.ts'
import { onProcessor } from '../sessions/place.ts'
import { context } from './context.fixture.ts'
import { createLabHandlers } from './lab.ts'

/*
 * A folder for the runs, models and pictures of a file of tests, and Labs that work in it.
 */

// Trainings step back before whatever else the machine does.
vi.setConfig({ testTimeout: 180_000 })

let root = ''
export const at = (...names: string[]) => join(root, ...names)
export type Lab = ReturnType<typeof createLabHandlers>
/** Those that are open. */
export const labs: Lab[] = []

/** A Lab of its own, as a new engine has it. */
export function openLab(runs = 'runs') {
  const lab = createLabHandlers({
    place: onProcessor,
    claims: new Claims(),
    runsFolder: at(runs),
    modelsFolders: [at('bundled'), at('models')],
    ownFolder: () => at('models'),
    sampleFolder: join(applicationFolder, 'assets', 'sample'),
    log: { info() {}, warn() {}, error() {} },
  })
  labs.push(lab)
  return lab.handlers
}

export async function picture(path: string, width = 40, height = 32, seed = 1): Promise<void> {
  const data = Uint8Array.from({ length: 3 * width * height }, (_, i) => 128 + 100 * Math.sin(i / (5 + seed)))
  await sharp(data, { raw: { width, height, channels: 3 } }).toFile(path)
}

export async function folderOf(
  name: string,
  count: number,
  width?: number,
  height?: number,
): Promise<string> {
  await mkdir(at(name), { recursive: true })
  for (let k = 0; k < count; k++) await picture(at(name, `p${k}.png`), width, height, k)
  return at(name)
}

export const small = { size: 16, depth: 3, base: 2, patch: 16, average: 0.5, rate: 1e-3 }

export const planOf = (data: LabData, changes: Partial<LabPlan['settings']> = {}): LabPlan => ({
  data,
  from: null,
  settings: { steps: 80, batch: 2, seed: 0, threads: 1, options: small, ...changes },
})

/** A dozen pictures, to be coloured. */
export let pictures: LabData
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'ganvas-lab-test-'))
  pictures = { kind: 'pictures', folder: await folderOf('pictures', 12), pairing: 'gray' }
  await mkdir(at('bundled'))
})
afterEach(() => Promise.all(labs.splice(0).map((lab) => lab.endRuns())))
afterAll(() => rm(root, { recursive: true, force: true }))

export type Handlers = ReturnType<typeof openLab>

export async function runNamed(lab: Handlers, name: string): Promise<RunInfo> {
  const { runs } = await lab['lab.list']({}, context())
  return runs.find((run) => run.name === name)!
}

export const reaches = (lab: Handlers, name: string, wanted: (run: RunInfo) => boolean) =>
  expect.poll(async () => wanted(await runNamed(lab, name)), { interval: 100 }).toBe(true)

export const start = (lab: Handlers, title: string, plan: LabPlan) =>
  lab['lab.start']({ title, plan }, context())

/** What is said of a model that is published. */
export const factsOf = (id: string) => ({
  id,
  title: { en: 'Mine', 'zh-CN': '我的' },
  licence: { weights: 'CC0', data: 'CC0' },
  overwrite: false,
  notes: '',
})

export const checkpointOf = async (runs: string, name: string, file = checkpointFile) =>
  decodeCheckpoint(await readFile(at(runs, name, file)), file)
