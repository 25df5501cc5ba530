import { expect, test } from 'vitest'
import * as op from '../graph/builder.ts'
import { gpganGenerator } from '../nets/gpgan.ts'
import { mean } from './objectives/mean.ts'
import { adam } from './optimisers/adam.ts'
import { compileStep } from './program.ts'
import { Random } from './random.ts'
import { StepBuilder } from './step.ts'
import { Trainer } from './trainer.ts'

const session = { intraOpNumThreads: 1 }

test('an encoder-decoder learns a fixed batch', async () => {
  const step = new StepBuilder()
  const x = step.input('x', [2, 3, 64, 64])
  const y = gpganGenerator({ base: 8, waist: 32 })(x, step.weights('generator'))
  const loss = mean(op.square(op.sub(y, x)))
  step.minimise('generator', loss, { optimiser: adam({ beta1: 0.5 }), rate: () => 2e-3 })
  step.report('l2', loss)
  const trainer = new Trainer({ seed: 1, total: 40, session })
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
