import { expect, test } from 'vitest'
import * as op from '../../graph/builder.ts'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { dcganDiscriminator } from '../../nets/dcgan.ts'
import { gpganGenerator } from '../../nets/gpgan.ts'
import { Random } from '../../nets/random.ts'
import { toy } from '../games/toy.ts'
import { mean } from '../objectives/mean.ts'
import { adam } from '../optimisers/adam.ts'
import { sgd } from '../optimisers/sgd.ts'
import { compileStep } from './program.ts'
import { StepBuilder } from './step.ts'
import { Trainer } from './trainer.ts'

const open = openOnProcessor()

test('a generator finds a ring of eight modes', async () => {
  const options = toy.options.parse({ objective: 'non-saturating', hidden: 64, rate: 2e-3 })
  const settings = { data: 'ring8', steps: 500, batch: 256, seed: 1 }
  const data = await toy.open(settings, options)
  const training = await toy.prepare(settings, options, data)
  const step = new StepBuilder()
  for (const phase of ['critic', 'generator']) training.phases[phase]!(step, 256)
  const view = new StepBuilder()
  training.view!(view, training.viewRows!)
  const trainer = new Trainer({ seed: 1, total: 500, open })
  await trainer.load('step', compileStep(step))
  await trainer.load('view', compileStep(view, { readOnly: true }))
  const distance = async () => training.figures!(await trainer.view('view', {})).distance!
  const before = await distance()
  for (; trainer.position.step < 500; trainer.position.step++)
    await trainer.run('step', await data.source.batch(trainer.position.step, 256))
  expect(await distance()).toBeLessThan(before / 2)
})

test('a moving average follows the weights, and readOnly at a network leaves its running means alone', async () => {
  const step = new StepBuilder()
  const x = step.input('x', [4, 3, 8, 8])
  const y = dcganDiscriminator({ size: 8, base: 2 })(x, step.weights('critic'))
  step.minimise('critic', mean(y), { optimiser: sgd(), rate: () => 0.1 })
  step.average('critic', 0.75)
  const trainer = new Trainer({ seed: 1, total: 2, open })
  await trainer.load('step', compileStep(step))
  const read = (name: string) => trainer.tensors.get(name).data.slice()
  const data = new Float32Array(4 * 3 * 64).map((_, at) => Math.sin(at))
  const start = read('critic/out/weight')
  expect(read('critic/out/weight.average')).toEqual(start)
  await trainer.run('step', { x: data })
  const after = read('critic/out/weight')
  const expected = start.map((w, at) => 0.75 * w + 0.25 * after[at]!)
  expect(after).not.toEqual(start)
  for (const [at, value] of read('critic/out/weight.average').entries())
    expect(value).toBeCloseTo(expected[at]!, 6)

  const view = new StepBuilder()
  const input = view.input('x', [4, 3, 8, 8])
  view.result('features', dcganDiscriminator({ size: 8, base: 2 })(input, view.weights('critic')))
  await trainer.load('view', compileStep(view, { readOnly: true }))
  const tensors = trainer.tensors.names.map(read)
  await trainer.view('view', { x: data })
  expect(trainer.tensors.names.map(read)).toEqual(tensors)
})

test('an encoder-decoder learns a fixed batch', async () => {
  const step = new StepBuilder()
  const x = step.input('x', [2, 3, 64, 64])
  const y = gpganGenerator({ base: 8, waist: 32 })(x, step.weights('generator'))
  const loss = mean(op.square(op.sub(y, x)))
  step.minimise('generator', loss, { optimiser: adam({ beta1: 0.5 }), rate: () => 2e-3 })
  step.report('l2', loss)
  const trainer = new Trainer({ seed: 1, total: 40, open })
  await trainer.load('step', compileStep(step))
  const data = new Float32Array(2 * 3 * 64 * 64)
  new Random(1, 'data').fill(data, { kind: 'uniform', from: -0.9, to: 0.1 })
  const losses: number[] = []
  for (let k = 0; k < 40; k++) {
    const { l2 } = await trainer.run('step', { x: data })
    losses.push(l2!)
  }
  expect(losses.at(-1)!).toBeLessThan(losses[0]! / 2)
})
