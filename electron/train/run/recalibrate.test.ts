import { expect, test } from 'vitest'
import * as op from '../../graph/builder.ts'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { batchNorm, linear } from '../../nets/layers.ts'
import type { Network } from '../../nets/weights.ts'
import { productOf } from '../game/product.ts'
import { mean } from '../objectives/mean.ts'
import { sgd } from '../optimisers/sgd.ts'
import { compileStep } from '../step/program.ts'
import { StepBuilder } from '../step/step.ts'
import { averageOf } from '../step/stepWeights.ts'
import { Trainer } from '../step/trainer.ts'
import { inferenceGraph } from './inferenceGraph.ts'
import { recalibrate } from './recalibrate.ts'

const network: Network = (x, weights) =>
  batchNorm(linear(x, weights.within('layer'), 2), weights.within('norm'))
const batch = { x: Float32Array.from([1, 2, -1, 0.5, 3, -2, 0, 1]) }
const source = { batch: async () => batch, skipped: [] }

async function trained() {
  const step = new StepBuilder()
  const y = network(step.input('x', [4, 2]), step.weights('net'))
  step.minimise('net', mean(op.square(y)), { optimiser: sgd(), rate: () => 0.1 })
  step.average('net', 0.9)
  const trainer = new Trainer({ seed: 1, total: 5, open: openOnProcessor() })
  await trainer.load('step', compileStep(step))
  for (let k = 0; k < 5; k++) await trainer.run('step', batch)
  return trainer
}

test('running statistics of averaged weights become those of what the averaged weights make', async () => {
  const trainer = await trained()
  const read = (name: string) => [...trainer.tensors.get(name).data]
  const before = new Map(trainer.tensors.names.map((name) => [name, read(name)]))
  const position = structuredClone(trainer.position)
  const phase = (step: StepBuilder) => {
    network(step.input('x', [4, 2]), step.recalibrating('net'))
  }
  await recalibrate(trainer, source, phase, 4, 2)

  const [weight, bias] = ['net/layer/weight', 'net/layer/bias'].map((name) => read(averageOf(name)))
  const rows = [0, 1, 2, 3].map((row) => [...batch.x.subarray(2 * row, 2 * row + 2)])
  for (const channel of [0, 1]) {
    const made = rows.map(
      ([a, b]) => weight![2 * channel]! * a! + weight![2 * channel + 1]! * b! + bias![channel]!,
    )
    const middle = made.reduce((sum, value) => sum + value, 0) / 4
    const spread = made.reduce((sum, value) => sum + (value - middle) ** 2, 0) / 4
    expect(read(averageOf('net/norm/mean'))[channel]).toBeCloseTo(middle, 4)
    expect(read(averageOf('net/norm/variance'))[channel]).toBeCloseTo(spread, 4)
    expect(before.get('net/norm/mean')![channel]).not.toBeCloseTo(middle, 4)
  }
  // Training is left alone.
  for (const [name, data] of before) expect(read(name)).toEqual(data)
  expect(trainer.position).toEqual(position)
  await trainer.release()
})

test('a model has the statistics of its own weights, and those of training where a run has no others', async () => {
  const trainer = await trained()
  const find = (name: string) => (trainer.tensors.has(name) ? trainer.tensors.get(name) : undefined)
  const product = productOf({ network, input: [2], group: 'net', averaged: true })
  const meanOf = () =>
    inferenceGraph(product, find).constants.find(({ name }) => name === 'norm/mean')!.data as Float32Array
  expect([...meanOf()]).toEqual([...trainer.tensors.get('net/norm/mean').data])
  const own = Float32Array.from([3, 4])
  trainer.tensors.load(averageOf('net/norm/mean'), { shape: [2], data: own })
  expect([...meanOf()]).toEqual([...own])
  await trainer.release()
})
