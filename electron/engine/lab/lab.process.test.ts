import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { LabData, LabPlan, RunInfo } from '../../contract/procedures/lab.ts'
import type { CallContext } from '../../contract/server.ts'
import { bestFile, checkpointFile, decodeCheckpoint } from '../../train/checkpoint.ts'
import { listModels } from '../models/folder.ts'
import { applicationFolder } from '../paths.ts'
import { fillDisk, mountDisk, unmountDisk } from '../smallDisk.fixture.ts'
import { createLabHandlers } from './index.ts'
import { writeRecord } from './record.ts'

// Trainings step back before whatever else the machine does.
vi.setConfig({ testTimeout: 180_000 })

let root = ''
const at = (...names: string[]) => join(root, ...names)
type Lab = ReturnType<typeof createLabHandlers>
const labs: Lab[] = []

/** A Lab of its own, as a new engine has it. */
function openLab(runs = 'runs') {
  const lab = createLabHandlers({
    runsFolder: at(runs),
    modelsFolders: [at('bundled'), at('models')],
    ownFolder: () => at('models'),
    sampleFolder: join(applicationFolder, 'assets', 'sample'),
    log: { info() {}, warn() {}, error() {} },
  })
  labs.push(lab)
  return lab.handlers
}

function context(): CallContext & { controller: AbortController } {
  const controller = new AbortController()
  return { controller, signal: controller.signal, emit() {} }
}

async function picture(path: string, width = 40, height = 32, seed = 1): Promise<void> {
  const data = Uint8Array.from({ length: 3 * width * height }, (_, i) => 128 + 100 * Math.sin(i / (5 + seed)))
  await sharp(data, { raw: { width, height, channels: 3 } }).toFile(path)
}

async function folderOf(name: string, count: number, width?: number, height?: number): Promise<string> {
  await mkdir(at(name), { recursive: true })
  for (let k = 0; k < count; k++) await picture(at(name, `p${k}.png`), width, height, k)
  return at(name)
}

const small = { size: 16, depth: 3, base: 2, patch: 16, average: 0.5, rate: 1e-3 }

const planOf = (data: LabData, changes: Partial<LabPlan['settings']> = {}): LabPlan => ({
  data,
  from: null,
  settings: { steps: 80, batch: 2, seed: 0, threads: 1, options: small, ...changes },
})

let pictures: LabData
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'ganvas-lab-test-'))
  pictures = { kind: 'pictures', folder: await folderOf('pictures', 12), pairing: 'gray' }
  await mkdir(at('bundled'))
})
afterEach(() => Promise.all(labs.splice(0).map((lab) => lab.endRuns())))
afterAll(() => rm(root, { recursive: true, force: true }))

type Handlers = ReturnType<typeof openLab>

async function runNamed(lab: Handlers, name: string): Promise<RunInfo> {
  const { runs } = await lab['lab.list']({}, context())
  return runs.find((run) => run.name === name)!
}

const reaches = (lab: Handlers, name: string, wanted: (run: RunInfo) => boolean) =>
  expect.poll(async () => wanted(await runNamed(lab, name)), { timeout: 90_000, interval: 100 }).toBe(true)

const start = (lab: Handlers, title: string, plan: LabPlan) => lab['lab.start']({ title, plan }, context())

const checkpointOf = async (runs: string, name: string, file = checkpointFile) =>
  decodeCheckpoint(await readFile(at(runs, name, file)), file)

test('a training is paused, goes on, is stopped, goes on to its end, and is published', async () => {
  const lab = openLab()
  const { name } = await start(lab, 'My colours', planOf(pictures, { steps: 2000 }))
  expect(name).toBe('my-colours')
  await reaches(lab, name, ({ step, samples }) => step > 20 && samples.length > 0)

  await lab['lab.pause']({ name, paused: true }, context())
  const paused = await runNamed(lab, name)
  expect(paused.state).toBe('paused')
  await new Promise((resolve) => setTimeout(resolve, 200))
  const later = await runNamed(lab, name)
  expect(later.step - paused.step).toBeLessThanOrEqual(1)
  expect(later.seconds).toBe(paused.seconds)
  await lab['lab.pause']({ name, paused: false }, context())
  await reaches(lab, name, ({ step }) => step > later.step + 5)

  const stopped = await lab['lab.stop']({ name }, context())
  expect(stopped.state).toBe('stopped')
  expect((await checkpointOf('runs', name)).position.step).toBe(stopped.step)

  await lab['lab.resume']({ name, steps: stopped.step + 20 }, context())
  await reaches(lab, name, ({ state }) => state === 'done')
  const done = await runNamed(lab, name)
  expect(done).toMatchObject({ step: stopped.step + 20, checkpoint: true, problem: null })
  expect(Object.keys(done.figures)).toEqual(['l1HeldOut', 'psnrHeldOut', 'ssimHeldOut'])
  expect((await checkpointOf('runs', name, bestFile)).position.step).toBe(done.best!.step)

  const { losses, figures } = await lab['lab.curves']({ name, points: 50 }, context())
  expect(losses.length).toBeLessThanOrEqual(50)
  expect(losses.at(-1)!.step).toBe(done.step)
  expect(Object.keys(losses[0]!.values).sort()).toEqual(['critic', 'generator', 'l1'])
  expect(figures.map(({ step }) => step)).toEqual(done.samples)
  const { png } = await lab['lab.sample']({ name }, context())
  expect(await sharp(png).metadata()).toMatchObject({ width: 3 * 18 - 2, format: 'png' })

  const facts = {
    id: 'mine',
    title: { en: 'Mine', 'zh-CN': '我的' },
    licence: { weights: 'CC0', data: 'CC0' },
    overwrite: false,
    notes: '',
  }
  const latest = await lab['lab.publish']({ name, ...facts, which: 'latest' }, context())
  expect(latest.manifest.training).toMatchObject({ steps: done.step, data: at('pictures') })
  expect(latest.manifest.figures[1]!.value).toBe(done.figures.psnrHeldOut)
  expect((await listModels(at('models'))).map(({ id, problem }) => [id, problem])).toEqual([['mine', '']])
  expect((await runNamed(lab, name)).published).toBe('mine')
  const best = await lab['lab.publish']({ name, ...facts, which: 'best', into: at('elsewhere') }, context())
  expect(best.folder).toBe(at('elsewhere', 'mine'))
  expect(best.manifest.training.steps).toBe(done.best!.step)
  expect(best.manifest.figures[1]!.value).toBe(done.best!.value)

  await lab['lab.delete']({ name }, context())
  expect((await lab['lab.list']({}, context())).runs).toEqual([])
})

test('a training that the end of the engine cut off goes on as if it had not been', async () => {
  const plan = planOf(pictures, { steps: 60 })
  const lab = openLab('unbroken')
  const whole = await start(lab, 'whole', plan)
  await reaches(lab, whole.name, ({ state }) => state === 'done')

  const stopping = openLab('cut')
  const { name } = await start(stopping, 'whole', plan)
  await reaches(stopping, name, ({ step }) => step > 10)
  await stopping['lab.stop']({ name }, context())
  // What an engine that was killed leaves: a record that says `training`, and a line that was cut short.
  const record = JSON.parse(await readFile(at('cut', name, 'run.json'), 'utf8'))
  await writeRecord(at('cut', name), { ...record, state: 'training' })
  const curves = await readFile(at('cut', name, 'curves.jsonl'), 'utf8')
  await writeFile(at('cut', name, 'curves.jsonl'), `${curves}{"step":9999,"cri`)

  const next = openLab('cut')
  const found = await runNamed(next, name)
  expect(found).toMatchObject({ state: 'interrupted', checkpoint: true })
  await next['lab.resume']({ name }, context())
  await reaches(next, name, ({ state }) => state === 'done')
  const [a, b] = await Promise.all([checkpointOf('unbroken', name), checkpointOf('cut', name)])
  expect(b.position).toEqual(a.position)
  for (const [tensor, { data }] of a.tensors) expect(b.tensors.get(tensor)!.data, tensor).toEqual(data)
})

test('a disk that refuses ends a training with the reason, and its last checkpoint is intact', async () => {
  const lab = openLab('full')
  const { name } = await start(lab, 'full', planOf(pictures, { steps: 100_000 }))
  await reaches(lab, name, ({ checkpoint, step }) => checkpoint && step > 0)
  await lab['lab.pause']({ name, paused: true }, context())
  const samples = at('full', name, 'samples')
  await rm(samples, { recursive: true })
  await writeFile(samples, '')
  await lab['lab.pause']({ name, paused: false }, context())
  await reaches(lab, name, ({ state }) => state === 'failed')
  const { problem } = await runNamed(lab, name)
  expect(problem?.text?.key).toMatch(/^errors:disk\./)
  expect((await checkpointOf('full', name)).position.step).toBeGreaterThan(0)
  await rm(samples)
  await mkdir(samples)
  await lab['lab.resume']({ name }, context())
  await reaches(lab, name, ({ state }) => state === 'training')
})

test('a disk that fills up ends a training with the reason, which is still told, and it goes on once there is room', async ({
  skip,
}) => {
  const disk = at('small')
  skip(!mountDisk(disk, 'size=2m'), 'only root of Linux may mount a small disk')
  try {
    const lab = openLab('small')
    const { name } = await start(lab, 'full', planOf(pictures, { steps: 100_000 }))
    await reaches(lab, name, ({ checkpoint, step }) => checkpoint && step > 0)
    await lab['lab.pause']({ name, paused: true }, context())
    const filler = fillDisk(disk)
    await lab['lab.pause']({ name, paused: false }, context())
    await reaches(lab, name, ({ state }) => state === 'failed')
    const failed = await runNamed(lab, name)
    expect(failed.problem?.message).toMatch(/the disk is full\. Free some space/)
    const kept = (await checkpointOf('small', name)).position.step
    expect(kept).toBeGreaterThan(0)

    await rm(filler)
    expect((await runNamed(lab, name)).problem?.message).toBe(failed.problem?.message)
    await lab['lab.resume']({ name }, context())
    await reaches(lab, name, ({ state, step }) => state === 'training' && step > kept)
    expect((await runNamed(lab, name)).problem).toBeNull()
    await lab['lab.stop']({ name }, context())
    expect((await checkpointOf('small', name)).position.step).toBeGreaterThan(kept)
  } finally {
    unmountDisk(disk)
  }
})

test('the end of the engine leaves a training at a checkpoint, to go on with', async () => {
  const lab = openLab('ending')
  const { name } = await start(lab, 'ending', planOf(pictures, { steps: 100_000 }))
  await reaches(lab, name, ({ step }) => step > 10)
  await labs.at(-1)!.endRuns()

  const next = openLab('ending')
  const found = await runNamed(next, name)
  expect(found).toMatchObject({ state: 'interrupted', checkpoint: true, problem: null })
  expect((await checkpointOf('ending', name)).position.step).toBe(found.step)
  await next['lab.resume']({ name }, context())
  await reaches(next, name, ({ state, step }) => state === 'training' && step > found.step)
})

test('one training at a time, and none that is under way is deleted', async () => {
  const lab = openLab('two')
  const { name } = await start(lab, 'first', planOf(pictures, { steps: 100_000 }))
  await expect(start(lab, 'second', planOf(pictures))).rejects.toMatchObject({ code: 'unavailable' })
  await expect(lab['lab.delete']({ name }, context())).rejects.toMatchObject({ code: 'unavailable' })
  const ended = await lab['lab.stop']({ name }, context())
  expect(ended.state).toBe('stopped')
  const again = await start(lab, 'first', planOf(pictures, { steps: 3 }))
  expect(again.name).toBe('first-2')
  await reaches(lab, again.name, ({ state }) => state === 'done')
  await expect(lab['lab.pause']({ name: 'none', paused: true }, context())).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('a model is fine-tuned: its weights are where the training starts', async () => {
  const lab = openLab('fine')
  const base = await start(lab, 'base', planOf(pictures, { steps: 5 }))
  await reaches(lab, base.name, ({ state }) => state === 'done')
  const licence = { weights: 'CC0', data: 'CC0' }
  await lab['lab.publish'](
    {
      name: base.name,
      id: 'base',
      title: { en: 'Base', 'zh-CN': '基础' },
      licence,
      which: 'latest',
      overwrite: false,
      notes: '',
    },
    context(),
  )
  const { settings } = await lab['lab.recommend']({ data: pictures, from: 'base' }, context())
  expect(settings.options).toMatchObject({
    size: '16',
    depth: '3',
    base: '2',
    average: '0.5',
    pairing: 'gray',
  })
  const still = { ...settings, steps: 1, threads: 1, options: { ...settings.options, rate: 1e-12 } }
  const tuned = await start(lab, 'tuned', { data: pictures, from: 'base', settings: still })
  await reaches(lab, tuned.name, ({ state }) => state === 'done')
  const [before, after] = await Promise.all([
    checkpointOf('fine', base.name),
    checkpointOf('fine', tuned.name),
  ])
  let compared = 0
  for (const [name, { data }] of after.tensors) {
    const learned = /^generator\/[^.]*(weight|bias|scale)$/.test(name)
    if (!learned) continue
    const averaged = before.tensors.get(`${name}.average`)!.data
    // Half precision has eleven bits; the decoder's innermost weights are as large as they are.
    for (const [i, value] of data.entries()) expect(value).toBeCloseTo(averaged[i]!, 3)
    compared += data.length
  }
  expect(compared).toBeGreaterThan(1000)

  const edges: LabData = { kind: 'unpaired', a: at('pictures'), b: at('pictures') }
  await expect(lab['lab.recommend']({ data: edges, from: 'base' }, context())).rejects.toMatchObject({
    code: 'unsupported',
    data: { key: 'errors:lab.otherRecipe' },
  })
})

test('pairs are shown before training, and a step is measured', async () => {
  const lab = openLab('look')
  const other = await folderOf('other', 12)
  const strips = await folderOf('strips', 12, 64, 32)
  const all: LabData[] = [
    pictures,
    { kind: 'pictures', folder: at('pictures'), pairing: 'holes' },
    { kind: 'strips', folder: strips, inputOn: 'right' },
    { kind: 'matched', input: at('pictures'), target: other },
    { kind: 'unpaired', a: at('pictures'), b: other },
  ]
  for (const data of all) {
    const options = data.kind === 'unpaired' ? { size: 16, blocks: 1, base: 2, patch: 16 } : small
    const { pairs } = await lab['lab.preview']({ plan: planOf(data, { options }) }, context())
    expect(pairs, data.kind).toHaveLength(10)
    for (const { input, target } of pairs)
      expect([input.width, input.height, target.width, target.height], data.kind).toEqual([16, 16, 16, 16])
  }
  const { examples } = await lab['lab.pairings']({}, context())
  expect(examples.map(({ pairing }) => pairing)).toEqual(['edges', 'gray', 'flat', 'low-resolution', 'holes'])

  const estimate = await lab['lab.estimate'](
    { plan: planOf(all[4]!, { options: { size: 16, blocks: 1, base: 2, patch: 16 } }) },
    context(),
  )
  expect(estimate.measuredSteps).toBeGreaterThanOrEqual(4)
  expect(estimate.seconds).toBeCloseTo(1.04 * 80 * estimate.secondsPerStep, 6)
  expect(estimate.memoryBytes).toBeGreaterThan(1e6)
  const cancelled = context()
  const measuring = lab['lab.estimate']({ plan: planOf(pictures) }, cancelled)
  cancelled.controller.abort()
  await expect(measuring).rejects.toMatchObject({ name: 'AbortError' })
})

test('what cannot be trained on says why before any training begins', async () => {
  const lab = openLab('bad')
  const check = (data: LabData) => lab['lab.check']({ data }, context())
  const plain = (folder: string): LabData => ({ kind: 'pictures', folder, pairing: 'edges' })
  const cases: [LabData, string][] = [
    [plain(at('nowhere')), 'files.folderMissing'],
    [plain(await folderOf('empty', 0)), 'lab.noPictures'],
    [plain(await folderOf('one', 1)), 'lab.onePicture'],
    [{ kind: 'strips', folder: await folderOf('odd', 3, 41, 20), inputOn: 'left' }, 'lab.noneUsable'],
    [{ kind: 'matched', input: at('pictures'), target: at('one') }, 'lab.onePicture'],
    [{ kind: 'unpaired', a: at('pictures'), b: at('empty') }, 'lab.noPictures'],
  ]
  await mkdir(at('others'))
  await picture(at('others', 'q.png'))
  cases.push([{ kind: 'matched', input: at('pictures'), target: at('others') }, 'lab.noPairs'])
  for (const [data, key] of cases)
    await expect(check(data), key).rejects.toMatchObject({ data: { key: `errors:${key}` } })
  await expect(start(lab, 'bad', planOf(plain(at('empty'))))).rejects.toMatchObject({
    data: { key: 'errors:lab.noPictures' },
  })
  const unknown = planOf(pictures, { options: { ...small, depht: 4 } })
  await expect(start(lab, 'bad', unknown)).rejects.toThrow(/no option "depht"/)
  expect((await lab['lab.list']({}, context())).runs).toEqual([])
})

test('pictures that cannot be used are listed with the reason, and counted', async () => {
  const lab = openLab('listed')
  const input = await folderOf('mixed', 12)
  const target = await folderOf('mixedTarget', 11)
  await picture(join(target, 'p3.png'), 20, 20)
  const bytes = await readFile(join(input, 'p5.png'))
  await writeFile(join(input, 'p5.png'), bytes.subarray(0, bytes.length / 2))
  await writeFile(join(input, 'p6.png'), 'no picture')
  const report = await lab['lab.check']({ data: { kind: 'matched', input, target } }, context())
  expect(report).toMatchObject({ count: 11, opened: 11, unusableCount: 4, shortestSide: 32 })
  const faults = Object.fromEntries(
    report.unusable.map(({ file, reason }) => [file.slice(input.length + 1), reason.key]),
  )
  expect(faults).toEqual({
    'p11.png': 'errors:labFaults.alone',
    'p3.png': 'errors:labFaults.unequal',
    'p5.png': 'errors:labFaults.unreadable',
    'p6.png': 'errors:labFaults.unreadable',
  })
  // What is broken or alone is left out of the training too.
  const { name } = await start(lab, 'mixed', planOf({ kind: 'matched', input, target }, { steps: 6 }))
  await reaches(lab, name, ({ state }) => state === 'done')
  const { notices } = await runNamed(lab, name)
  for (const file of ['p3.png', 'p5.png', 'p6.png'])
    expect(notices.some((notice) => notice.includes(file))).toBe(true)
  await cp(input, at('mixedOdd'), { recursive: true })
  await picture(at('mixedOdd', 'p1.png'), 41, 20)
  const strips = await lab['lab.check'](
    { data: { kind: 'strips', folder: at('mixedOdd'), inputOn: 'left' } },
    context(),
  )
  expect(strips.unusable.find(({ file }) => file.endsWith('p1.png'))?.reason).toMatchObject({
    key: 'errors:labFaults.oddWidth',
    width: 41,
  })
})
