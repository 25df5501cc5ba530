import { expect, test } from 'vitest'
import * as op from '../../graph/builder.ts'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { constant } from '../../nets/initialisers.ts'
import { compileStep } from '../step/program.ts'
import { StepBuilder } from '../step/step.ts'
import { Trainer } from '../step/trainer.ts'
import { direction } from './direction.ts'

test('each row goes as far on average, and no loss goes through what is held', async () => {
  const step = new StepBuilder()
  const at = step.weights('walk').parameter('at', [2, 2], constant(1))
  // Rows of very different slopes; as it is held, the square counts as a constant: the slope is that of a product.
  const scale = op.constant(at, [2, 2], Float32Array.of(1, 3, 1000, -1000))
  const loss = op.reduceSum(op.mul(op.mul(at, step.hold(op.square(at))), scale), undefined, false)
  step.report('loss', loss)
  step.minimise('walk', loss, { optimiser: direction(), rate: () => 0.1 })
  const trainer = new Trainer({ seed: 0, total: 1, open: openOnProcessor() })
  await trainer.load('step', compileStep(step))
  await trainer.run('step', {})
  await trainer.tensors.fetch()
  const found = [...trainer.tensors.get('walk/at').data]
  await trainer.release()
  for (const [k, wanted] of [0.95, 0.85, 0.9, 1.1].entries()) expect(found[k]).toBeCloseTo(wanted, 5)
})
