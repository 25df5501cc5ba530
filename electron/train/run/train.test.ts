import { readdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { defect } from '../../contract/errors.ts'
import { KeepingDevice } from '../../graph/testing/keeping.fixture.ts'
import { decodeCheckpoint, encodeCheckpoint, type RunFiles, readCheckpoint } from './checkpoint.ts'
import { runFiles } from './files.fixture.ts'
import type { RunEvent, RunOptions } from './options.ts'
import { contents, folder, noticesOf, start } from './start.fixture.ts'

/** Stops a run after so many steps. */
function stoppingAfter(steps: number): Partial<RunOptions> {
  const stopped = new AbortController()
  return {
    signal: stopped.signal,
    onEvent: (event) => {
      if (event.kind === 'progress' && event.step === steps) stopped.abort()
    },
  }
}

describe('a run', () => {
  test('repeats bit for bit, and differs by its seed', async () => {
    const [first, second] = [await start('first'), await start('second')]
    const other = await start('other', { settings: { data: 'ring8', steps: 6, batch: 16, seed: 8 } })
    const checkpoint = await contents(first.out, 'checkpoint.bin')
    expect(checkpoint.equals(await contents(second.out, 'checkpoint.bin'))).toBe(true)
    expect(first.result.losses).toEqual(second.result.losses)
    expect(first.result.losses).not.toEqual(other.result.losses)
  })

  test('leaves checkpoint, curves, samples and the trained network', async () => {
    const { out, events, result } = await start('files')
    expect(readdirSync(out).sort()).toEqual(['checkpoint.bin', 'curves.jsonl', 'generator.onnx', 'samples'])
    expect(readdirSync(join(out, 'samples'))).toEqual(['0000003.png', '0000006.png'])
    const curves = (await contents(out, 'curves.jsonl'))
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(curves.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6])
    expect(curves[5]).toEqual({ step: 6, ...result.losses })
    expect(Object.keys(result.losses)).toEqual(['critic', 'generator', 'modes', 'highQuality', 'distance'])
    expect(events.filter(({ kind }) => kind === 'progress')).toHaveLength(6)
  })

  test('that was stopped and resumed gives the numbers of an unbroken one', async () => {
    const whole = await start('whole')
    const half = await start('half', stoppingAfter(3))
    expect(half.result).toMatchObject({ step: 3, stopped: true })
    const rest = await start('half', { resume: true })
    expect(rest.result.losses).toEqual(whole.result.losses)
    for (const file of ['checkpoint.bin', 'curves.jsonl', 'generator.onnx'])
      expect((await contents(rest.out, file)).equals(await contents(whole.out, file)), file).toBe(true)
  })

  test('that died after a checkpoint gives them too, without repeated lines of curves', async () => {
    const whole = await start('unbroken')
    const died = start('died', {
      onEvent: (event) => {
        if (event.kind === 'progress' && event.step === 5) throw new Error('the power went out')
      },
    })
    await expect(died).rejects.toThrow('the power went out')
    expect((await readCheckpoint(join(folder, 'died'), runFiles))?.position.step).toBe(4)
    const rest = await start('died', { resume: true })
    for (const file of ['checkpoint.bin', 'curves.jsonl'])
      expect((await contents(rest.out, file)).equals(await contents(whole.out, file)), file).toBe(true)
  })

  test('tells when its checkpoint lacks what the optimiser carries on, and goes on', async () => {
    const { out } = await start('lacking')
    const path = join(out, 'checkpoint.bin')
    const { tensors, ...rest } = decodeCheckpoint(await readFile(path), path)
    const kept = new Map([...tensors].filter(([name]) => !/^generator.*\.(gradients|squares)$/.test(name)))
    expect(kept.size).toBeLessThan(tensors.size)
    await writeFile(path, Buffer.concat([...encodeCheckpoint({ ...rest, tensors: kept })]))
    const longer = { settings: { data: 'ring8', steps: 8, batch: 16, seed: 7 }, resume: true }
    const { events, result } = await start('lacking', longer)
    expect(result.step).toBe(8)
    expect(noticesOf(events)).toEqual([
      expect.stringMatching(/lacks \d+ tensors .* such as 'generator\/.*start anew/),
    ])
  })

  test('tells which weights the model that it starts from lacks, and starts them anew', async () => {
    const { tensors } = (await readCheckpoint((await start('model')).out, runFiles))!
    const weights = new Map([...tensors].filter(([name]) => /^generator\/[^.]*$/.test(name)))
    const [missing] = weights.keys()
    const notices = ({ events }: Awaited<ReturnType<typeof start>>) => noticesOf(events)
    expect(notices(await start('tuned', { initial: weights }))).toEqual([])
    weights.delete(missing!)
    const told = notices(await start('half-tuned', { initial: weights }))
    expect(told).toEqual([
      expect.stringContaining(`start anew, as in a training from nothing: 1, such as '${missing}'.`),
    ])
  })

  test('pauses before a step until it may go on', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const steps: number[] = []
    const run = start('paused', {
      ready: () => (steps.length === 2 ? held : Promise.resolve()),
      onEvent: (event) => {
        if (event.kind === 'progress') steps.push(event.step)
      },
    })
    await expect.poll(() => steps).toEqual([1, 2])
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(steps).toEqual([1, 2])
    release()
    await run
    expect(steps).toHaveLength(6)
  })
})

describe('a folder with a run', () => {
  test('is not trained over', async () => {
    await start('taken')
    await expect(start('taken')).rejects.toMatchObject({ code: 'exists' })
  })
  test('is resumed with its own batch and seed alone', async () => {
    const settings = { data: 'ring8', steps: 6, batch: 32, seed: 7 }
    await expect(start('taken', { resume: true, settings })).rejects.toThrow(/batch 16 and seed 7/)
  })
  test('is resumed with a network of its own size alone', async () => {
    const options = { hidden: 9 }
    await expect(
      start('taken', { resume: true, options, settings: { data: 'ring8', steps: 9, batch: 16, seed: 7 } }),
    ).rejects.toThrow(/'\w+\/hidden1\/weight' is \[8, 2\], and the network needs \[9, 2\]/)
  })
  test('is resumed with its own settings where none are given, and other data is spoken of', async () => {
    const settings = { data: 'grid25', steps: 8 }
    const { result, events } = await start('taken', { resume: true, settings, options: {} })
    expect(result.step).toBe(8)
    expect(noticesOf(events)).toEqual(['Going on with the data of grid25; until here it was ring8.'])
  })
  test('without data cannot be started', async () => {
    await expect(start('nothing', { settings: { steps: 2 } })).rejects.toThrow(/"toy" needs data to train on/)
  })
  test('without a checkpoint cannot be resumed', async () => {
    await expect(start('fresh', { resume: true })).rejects.toMatchObject({ code: 'not-found' })
  })
  test('whose checkpoint was cut short says so', async () => {
    const path = join(folder, 'taken', 'checkpoint.bin')
    const bytes = await readFile(path)
    await writeFile(path, bytes.subarray(0, bytes.length - 100))
    await expect(start('taken', { resume: true })).rejects.toThrow(/checkpoint\.bin is damaged or cut short/)
    await writeFile(path, 'GANVCKPT')
    await expect(start('taken', { resume: true })).rejects.toMatchObject({ code: 'unreadable-file' })
  })
})

test('an option that the recipe refuses is named', async () => {
  await expect(start('refused', { options: { hidden: 'many' } })).rejects.toThrow(
    /"toy" cannot use hidden "many"/,
  )
  await expect(start('unknown', { options: { hiden: 3 } })).rejects.toThrow(/"toy" has no option "hiden"/)
})

test('a full disk at checkpoint time ends the run and keeps the last good checkpoint', async () => {
  let checkpoints = 0
  const full: RunFiles = {
    ...runFiles,
    write: async (path, pieces) => {
      if (path.endsWith('checkpoint.bin') && ++checkpoints > 1)
        throw defect('disk', `Could not write ${path}: the disk is full.`)
      await runFiles.write(path, pieces)
    },
  }
  await expect(start('full', { files: full })).rejects.toMatchObject({ code: 'disk' })
  expect((await readCheckpoint(join(folder, 'full'), runFiles))?.position.step).toBe(2)
  expect((await start('full', { resume: true })).result.step).toBe(6)
})

describe('a run whose tensors stay on a device', () => {
  test('gives the numbers of the processor, resumes, and leaves nothing there', async () => {
    const device = new KeepingDevice()
    const here = await start('here')
    const half = await start('there', { ...stoppingAfter(3), open: device.open })
    expect(half.result.step).toBe(3)
    const rest = await start('there', { resume: true, open: device.open })
    expect(device.kept).toBeGreaterThan(100)
    expect(device.living.size).toBe(0)
    for (const file of ['checkpoint.bin', 'curves.jsonl', 'generator.onnx'])
      expect((await contents(rest.out, file)).equals(await contents(here.out, file)), file).toBe(true)
  })

  test.each([
    ['from its checkpoint', 5, 4],
    ['from the start', 2, 0],
  ])('goes on %s when the device is lost, and keeps nothing there any more', async (_, losing, step) => {
    const device = new KeepingDevice()
    const events: RunEvent[] = []
    const { out } = await start(`lost ${losing}`, {
      open: device.open,
      checkpointEvery: 4,
      sampleEvery: 100,
      onEvent: (event) => {
        events.push(event)
        if (event.kind === 'progress' && event.step === losing) device.lost = true
      },
    })
    const whole = await start(`kept ${losing}`, { checkpointEvery: 4, sampleEvery: 100 })
    expect(noticesOf(events)).toEqual([
      `The device lost what it held of the training (the driver was reset): going on from step ${step}, and keeping everything in memory.`,
    ])
    expect(device.living.size).toBe(0)
    for (const file of ['checkpoint.bin', 'curves.jsonl', 'generator.onnx'])
      expect((await contents(out, file)).equals(await contents(whole.out, file)), file).toBe(true)
  })
})
