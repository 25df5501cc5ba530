import { expect, test } from 'vitest'
import { openOn } from '../../engine/sessions/runtime.ts'
import * as op from '../../graph/builder.ts'
import type { OpenSession } from '../../graph/session.ts'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { dcganDiscriminator } from '../../nets/dcgan.ts'
import { Random } from '../../nets/random.ts'
import { unet } from '../../nets/unet.ts'
import { mean } from '../objectives/mean.ts'
import { adam } from '../optimisers/adam.ts'
import { adamw } from '../optimisers/adamw.ts'
import { rmsprop } from '../optimisers/rmsprop.ts'
import { sgd } from '../optimisers/sgd.ts'
import { compileStep } from './program.ts'
import { type Minimisation, type Part, StepBuilder } from './step.ts'
import { Trainer } from './trainer.ts'

/** Everything in one model, as a device computes it. */
const whole: OpenSession = (model) => openOn('cpu', model, { threads: 1, training: true })

const shape = [3, 3, 16, 16]

/** A critic that is updated, and once more after it has judged anew, with an average of its weights. */
function program(how: Minimisation, part?: Part) {
  const step = new StepBuilder(part)
  const network = dcganDiscriminator({ size: 16, base: 3 })
  const x = step.input('x', shape)
  const score = () => mean(op.square(network(x, step.weights('critic'))))
  step.minimise('critic', score(), how)
  const again = score()
  step.minimise('critic', op.neg(again), how)
  step.average('critic', 0.9)
  step.report('loss', again)
  return compileStep(step)
}

async function trained(programs: readonly ReturnType<typeof program>[], open: OpenSession) {
  const trainer = new Trainer({ seed: 5, total: 9, open })
  for (const [k, each] of programs.entries()) await trainer.load(`step${k}`, each)
  const x = new Float32Array(3 * 3 * 256)
  const losses: unknown[] = []
  for (; trainer.position.step < 3; trainer.position.step++)
    for (const k of programs.keys()) {
      new Random(1, 'x', 3 * trainer.position.step + k).fill(x, { kind: 'normal' })
      losses.push(await trainer.run(`step${k}`, { x }))
    }
  await trainer.release()
  return { losses, tensors: trainer.tensors.names.map((name) => [name, trainer.tensors.get(name).data]) }
}

/** A generator with layers of every kind that reads its weights again, in other shapes, while gradients are computed. */
function generating() {
  const step = new StepBuilder()
  const x = step.input('x', shape)
  const made = unet({ depth: 3, base: 4 })(x, step.weights('generator'))
  const loss = mean(op.square(op.sub(made, x)))
  step.minimise('generator', loss, { optimiser: adam(), rate })
  step.report('loss', loss)
  return compileStep(step)
}

const rate = () => 0.01
const cases: [string, Minimisation][] = [
  ['Adam', { optimiser: adam(), rate }],
  ['Adam with decay', { optimiser: adam({ weightDecay: 0.1, beta1: 0.5 }), rate }],
  ['AdamW, clipped', { optimiser: adamw({ decay: 0.1 }), rate, clipNorm: 0.1 }],
  ['RMSprop, clamped', { optimiser: rmsprop(), rate, clamp: 0.02 }],
  ['SGD with momentum', { optimiser: sgd({ momentum: 0.9, weightDecay: 0.01 }), rate }],
]

test.each(cases)('%s in one pass over memory gives every bit that the model gives', async (_, how) => {
  const compiled = program(how)
  const form = compiled.deferred()!
  const late = form.passes.flatMap(({ outputs }) => outputs)
  expect(late.length).toBeGreaterThan(0)
  expect(form.between.length).toBeLessThan(late.length)
  expect(await trained([compiled], openOnProcessor())).toEqual(await trained([compiled], whole))
})

test('and so it is where the gradients of parts of a batch are added up', async () => {
  const how = { optimiser: adam(), rate }
  const parts = [false, true].map((last) => program(how, { count: 2, last }))
  expect(await trained(parts, openOnProcessor())).toEqual(await trained(parts, whole))
})

test('and a weight is not written over while another shape of it is still to be read', async () => {
  const compiled = generating()
  expect(await trained([compiled], openOnProcessor())).toEqual(await trained([compiled], whole))
})

test('nothing is taken out that follows from as many tensors as it is, or that others write over', () => {
  const step = new StepBuilder()
  const weight = step.weights('w').parameter('a', [4], () => new Float32Array(4))
  const x = step.input('x', [4])
  step.minimise('w', mean(op.square(op.sub(weight, x))), { optimiser: sgd(), rate })
  expect(compileStep(step).deferred()).toBeNull()
})
