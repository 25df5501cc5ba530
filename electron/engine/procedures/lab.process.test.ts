import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { LabData } from '../../contract/procedures/lab.ts'
import { text } from '../../contract/text.ts'
import { bestFile } from '../../train/run/checkpoint.ts'
import { writeRecord } from '../lab/record.ts'
import { listModels } from '../models/folder.ts'
import { fillDisk, mountDisk, unmountDisk } from '../smallDisk.fixture.ts'
import { context } from './context.fixture.ts'
import {
  at,
  checkpointOf,
  factsOf,
  labs,
  openLab,
  pictures,
  planOf,
  reaches,
  runNamed,
  small,
  start,
} from './lab.fixture.ts'

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

  const facts = factsOf('mine')
  const cancelled = { ...context(), signal: AbortSignal.abort() }
  await expect(lab['lab.publish']({ name, ...facts, which: 'latest' }, cancelled)).rejects.toMatchObject({
    name: 'AbortError',
  })
  expect(await listModels(at('models'))).toEqual([])
  expect((await runNamed(lab, name)).published).toBeNull()
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

test('a training that is to last while something becomes better stops by itself, and goes on when it is told to', async () => {
  const lab = openLab('stalled')
  // At such a rate nothing is learned.
  const settings = {
    steps: 400,
    options: { ...small, average: 0, dropout: 0, rate: 0.3 },
    untilStalled: true,
  }
  const { name } = await start(lab, 'still', planOf(pictures, settings))
  await reaches(lab, name, ({ state }) => state !== 'training' && state !== 'stopping')
  const still = await runNamed(lab, name)
  expect(still).toMatchObject({ state: 'stopped', checkpoint: true })
  expect(still.step).toBeLessThan(400)
  expect(still.notices).toContainEqual(text('training.stoppedStalled', { step: still.best!.step }))
  await lab['lab.resume']({ name }, context())
  await reaches(lab, name, ({ state, step }) => state === 'done' && step === 400)
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

test.each(['transposed', 'resize'])(
  'a model is fine-tuned: its weights are where the training starts (%s)',
  async (upsampling) => {
    const runs = `fine-${upsampling}`
    const lab = openLab(runs)
    const base = await start(lab, 'base', planOf(pictures, { steps: 5, options: { ...small, upsampling } }))
    await reaches(lab, base.name, ({ state }) => state === 'done')
    await lab['lab.publish']({ name: base.name, ...factsOf(runs), which: 'latest' }, context())
    const { settings } = await lab['lab.recommend']({ data: pictures, from: runs }, context())
    expect(settings.options).toMatchObject({
      size: 16,
      depth: 3,
      base: 2,
      average: 0.5,
      pairing: 'gray',
    })
    const still = { ...settings, steps: 1, threads: 1, options: { ...settings.options, rate: 1e-12 } }
    const tuned = await start(lab, 'tuned', { data: pictures, from: runs, settings: still })
    await reaches(lab, tuned.name, ({ state }) => state === 'done')
    const [before, after] = await Promise.all([checkpointOf(runs, base.name), checkpointOf(runs, tuned.name)])
    expect((await runNamed(lab, tuned.name)).notices).toEqual([])
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
    await expect(lab['lab.recommend']({ data: edges, from: runs }, context())).rejects.toMatchObject({
      code: 'unsupported',
      data: { key: 'errors:lab.otherRecipe' },
    })
  },
)

test('two studios on one folder see each other’s trainings as they are', async () => {
  const [first, second] = [openLab('shared'), openLab('shared')]
  const { name } = await start(first, 'Shared', planOf(pictures, { steps: 5000 }))
  await reaches(second, name, ({ step }) => step > 3)
  expect(await runNamed(second, name)).toMatchObject({ state: 'training', elsewhere: true })
  for (const call of ['lab.resume', 'lab.stop', 'lab.delete'] as const)
    await expect(second[call]({ name }, context())).rejects.toMatchObject({ code: 'unavailable' })
  await first['lab.pause']({ name, paused: true }, context())
  await reaches(second, name, ({ state }) => state === 'paused')
  await first['lab.stop']({ name }, context())
  await reaches(second, name, ({ state, elsewhere }) => state === 'stopped' && !elsewhere)
  await second['lab.delete']({ name }, context())
})
