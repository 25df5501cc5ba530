import { expect, test } from 'vitest'
import * as op from '../../graph/builder.ts'
import { gradients } from '../../graph/differentiate.ts'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { compileStep } from '../step/program.ts'
import { StepBuilder } from '../step/step.ts'
import { Trainer } from '../step/trainer.ts'
import { augment } from './augmentation.ts'
import { imagePool } from './imagePool.ts'
import { instanceNoise } from './instanceNoise.ts'

async function ready(write: (step: StepBuilder) => void, total = 100): Promise<Trainer> {
  const step = new StepBuilder()
  write(step)
  const trainer = new Trainer({ seed: 4, total, open: openOnProcessor() })
  await trainer.load('step', compileStep(step))
  return trainer
}

/** Runs a step, and gives a result that it wrote into a state tensor. */
async function runs(trainer: Trainer, x: Float32Array): Promise<number[]> {
  await trainer.run('step', { x })
  trainer.position.step++
  return [...trainer.tensors.get('out').data]
}

test('augmentation moves by whole pixels, zeros moving in, and differently every step', async () => {
  const trainer = await ready((step) => {
    const x = step.input('x', [1, 1, 16, 16])
    step.tensor('out', [1, 1, 16, 16], (shape) => new Float32Array(256).fill(shape.length))
    step.set('out', augment(step, 'real', x, { colour: false, cutout: false }))
  })
  const x = Float32Array.from({ length: 256 }, (_, at) => at + 1)
  const shifts = new Set<string>()
  for (let k = 0; k < 20; k++) {
    const y = await runs(trainer, x)
    const corner = y.findIndex((value) => value > 0)
    const shift = [Math.floor(corner / 16), corner % 16].map(
      (to, axis) => to - [Math.floor((y[corner]! - 1) / 16), (y[corner]! - 1) % 16][axis]!,
    )
    shifts.add(String(shift))
    for (const [at, value] of y.entries()) {
      const [row, column] = [Math.floor(at / 16) - shift[0]!, (at % 16) - shift[1]!]
      const inside = row >= 0 && row < 16 && column >= 0 && column < 16
      expect(value).toBe(inside ? row * 16 + column + 1 : 0)
    }
  }
  expect(shifts.size).toBeGreaterThan(8)
  for (const shift of shifts)
    for (const by of shift.split(',')) expect(Math.abs(Number(by))).toBeLessThanOrEqual(2)
})

test('augmentation cuts out at most a square of half the side, and lets gradients through', async () => {
  const trainer = await ready((step) => {
    const x = step.input('x', [2, 3, 16, 16])
    step.tensor('out', [2, 3, 16, 16], () => new Float32Array(1536))
    const cut = augment(step, 'fake', x, { colour: false, translation: false })
    step.set('out', gradients(op.reduceSum(op.mul(cut, 3), undefined, false), [x])[0]!)
  })
  const gradient = await runs(trainer, new Float32Array(1536))
  expect(new Set(gradient)).toEqual(new Set([0, 3]))
  const holes = gradient.filter((value) => value === 0).length / 6
  expect(holes).toBeGreaterThan(0)
  expect(holes).toBeLessThanOrEqual(64)
})

test('colour augmentation keeps a grey picture grey', async () => {
  const trainer = await ready((step) => {
    const x = step.input('x', [1, 3, 4, 4])
    step.tensor('out', [1, 3, 4, 4], () => new Float32Array(48))
    step.set('out', augment(step, 'real', x, { translation: false, cutout: false }))
  })
  const x = Float32Array.from({ length: 48 }, (_, at) => (at % 16) / 16)
  const y = await runs(trainer, x)
  for (let at = 0; at < 16; at++) {
    expect(y[at]).toBeCloseTo(y[at + 16]!, 6)
    expect(y[at]).toBeCloseTo(y[at + 32]!, 6)
  }
  expect(y.slice(0, 16)).not.toEqual([...x.subarray(0, 16)])
})

test('an image pool gives pictures back while it fills, then exchanges half of them for older ones', async () => {
  const trainer = await ready((step) => {
    const x = step.input('x', [2, 1, 1, 1])
    step.tensor('out', [2, 1, 1, 1], () => new Float32Array(2))
    step.set('out', imagePool(step, 'pool', x, 6))
  })
  let older = 0
  const given = new Set<number>()
  for (let k = 0; k < 60; k++) {
    const fresh = [2 * k + 1, 2 * k + 2]
    const seen = await runs(trainer, Float32Array.from(fresh))
    if (k < 3) expect(seen).toEqual(fresh)
    for (const [row, picture] of seen.entries()) {
      expect(given.has(picture)).toBe(false)
      given.add(picture)
      if (picture !== fresh[row]) older++
    }
    if (k < 3) given.clear()
  }
  expect(older).toBeGreaterThan(40)
  expect(older).toBeLessThan(75)
})

test('instance noise has the deviation asked for, and fades', async () => {
  const trainer = await ready((step) => {
    const x = step.input('x', [1, 1, 64, 64])
    step.tensor('out', [1, 1, 64, 64], () => new Float32Array(4096))
    step.set('out', instanceNoise(step, 'real', x, { deviation: 0.2, until: 0.5 }))
  })
  const deviation = async (step: number) => {
    trainer.position.step = step
    const noise = await runs(trainer, new Float32Array(4096))
    return Math.sqrt(noise.reduce((sum, value) => sum + value * value, 0) / 4096)
  }
  expect(await deviation(0)).toBeCloseTo(0.2, 2)
  expect(await deviation(25)).toBeCloseTo(0.1, 2)
  expect(await deviation(50)).toBe(0)
})
