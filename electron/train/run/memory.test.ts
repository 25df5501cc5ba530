import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import * as op from '../../graph/builder.ts'
import { mlp } from '../../nets/mlp.ts'
import { Random } from '../../nets/random.ts'
import { productOf } from '../game/product.ts'
import { recipe } from '../game/recipe.ts'
import { l2 } from '../objectives/pixels.ts'
import { sgd } from '../optimisers/sgd.ts'
import { readCheckpoint } from './checkpoint.ts'
import { runFiles } from './files.fixture.ts'
import { contents, folder, noticesOf, start } from './start.fixture.ts'

/** Fits lines to points: a recipe of a few numbers. */
const lines = (sizes: number[], spoil?: number, { tight = 4, exhausted = -1 } = {}) => {
  let spared = false
  return recipe({
    name: 'lines',
    summary: 'a test',
    options: z.strictObject({}),
    defaults: { steps: 4, batch: 8 },
    open: async () => ({
      source: {
        skipped: [],
        async batch(index, size) {
          const x = new Float32Array(2 * size)
          new Random(1, 'x', index).fill(x, { kind: 'normal' })
          if (index === spoil) x[3] = Number.NaN
          if (index === exhausted && !spared) {
            spared = true
            throw new RangeError('Array buffer allocation failed')
          }
          return { x, y: x.filter((_, at) => at % 2 === 0) }
        },
      },
    }),
    prepare() {
      const network = mlp({ outputs: 1, hidden: [4], activation: op.tanh })
      return {
        plan: () => [['fit']],
        products: { fit: productOf({ network, input: [2], group: 'fit', averaged: false }) },
        phases: {
          fit(step, batch) {
            sizes.push(batch)
            if (batch > tight && spoil === undefined)
              throw new Error('Failed to allocate memory for requested buffer')
            const loss = l2(
              network(step.input('x', [batch, 2]), step.weights('fit')),
              step.input('y', [batch, 1]),
            )
            step.minimise('fit', loss, { optimiser: sgd({ momentum: 0.9 }), rate: () => 0.1, clipNorm: 1 })
            step.report('loss', loss)
          },
        },
      }
    },
  })
}

test('a batch that does not fit into memory is halved and accumulated, with the same result', async () => {
  const settings = { data: '', steps: 4, batch: 8, seed: 1 }
  const [sizes, whole]: [number[], number[]] = [[], []]
  const halved = await start('halved', { recipe: lines(sizes), options: {}, settings })
  const unhalved = await start('unhalved', { recipe: lines(whole, 1000), options: {}, settings })
  expect(sizes).toEqual([8, 4, 4])
  expect(noticesOf(halved.events)).toEqual([
    expect.stringMatching(/batch of 8 does not fit .* 2 passes of 4/),
  ])
  const [a, b] = await Promise.all([halved.out, unhalved.out].map((out) => readCheckpoint(out, runFiles)))
  for (const [name, { data }] of b!.tensors)
    for (const [at, x] of data.entries()) expect(a!.tensors.get(name)!.data[at]).toBeCloseTo(x, 5)
})

test('a batch that has no half is taken in as few equal passes as fit, down to one example', async () => {
  const sizes: number[] = []
  const settings = { data: '', steps: 2, batch: 9, seed: 1 }
  const { result } = await start('odd', { recipe: lines(sizes), options: {}, settings })
  expect(sizes).toEqual([9, 3, 3])
  expect(result.step).toBe(2)
  const none = start('none', { recipe: lines([], undefined, { tight: 0 }), options: {}, settings })
  await expect(none).rejects.toThrow(/A step with one example does not fit into memory/)
})

test('memory that runs out later costs the steps since the last checkpoint, and no line of the curves', async () => {
  const settings = { data: '', steps: 6, batch: 4, seed: 1 }
  const recipe = lines([], undefined, { exhausted: 3 })
  const { out, events } = await start('later', { recipe, options: {}, settings })
  expect(noticesOf(events)).toEqual([expect.stringMatching(/going on from step 2 in 2 passes of 2/)])
  const steps = (await contents(out, 'curves.jsonl')).toString().trim().split('\n')
  expect(steps.map((line) => JSON.parse(line).step)).toEqual([1, 2, 3, 4, 5, 6])
})

test('a batch is accumulated from the start on demand', async () => {
  const settings = { data: '', steps: 3, batch: 8, seed: 1 }
  const sizes: number[] = []
  const parts = await start('parts', { recipe: lines(sizes, 1000), options: {}, settings, accumulate: 4 })
  const whole = await start('one', { recipe: lines([], 1000), options: {}, settings })
  expect(sizes).toEqual([2, 2])
  expect(parts.result.losses.loss).toBeCloseTo(whole.result.losses.loss!, 5)
  await expect(start('unequal', { recipe: lines([]), options: {}, settings, accumulate: 3 })).rejects.toThrow(
    /A batch of 8 cannot be taken in 3 equal passes/,
  )
})

test('a loss that is no number names step and tensor, and the last good checkpoint stays', async () => {
  const settings = { data: '', steps: 8, batch: 8, seed: 1 }
  await expect(start('spoilt', { recipe: lines([], 3), options: {}, settings })).rejects.toThrow(
    /At step 4 'loss' became NaN; the first tensor that is no longer finite is 'fit\/hidden1\/weight'/,
  )
  expect((await readCheckpoint(join(folder, 'spoilt'), runFiles))?.position.step).toBe(2)
})
