import * as op from '../../../electron/graph/builder.ts'
import type { Value } from '../../../electron/graph/graph.ts'
import { dcganDiscriminator, dcganGenerator } from '../../../electron/nets/dcgan.ts'
import { patchgan } from '../../../electron/nets/patchgan.ts'
import { resnet } from '../../../electron/nets/resnet.ts'
import { unet } from '../../../electron/nets/unet.ts'
import type { Network } from '../../../electron/nets/weights.ts'
import type { Form } from '../../../electron/train/forms/form.ts'
import { leastSquares } from '../../../electron/train/forms/leastSquares.ts'
import { nonSaturating } from '../../../electron/train/forms/nonSaturating.ts'
import { l1 } from '../../../electron/train/objectives/pixels.ts'
import { adam } from '../../../electron/train/optimisers/adam.ts'
import type { StepBuilder } from '../../../electron/train/step/step.ts'
import type { Features } from '../../../electron/train/terms/features.ts'

/** A training step and a generator that are measured; torch.py has the same layers and losses. */
export interface Case {
  readonly batch: number
  readonly generator: Network
  /** Shape of one example's input. */
  readonly input: readonly number[]
  /** Writes one update of every network. */
  write(step: StepBuilder): void
}

const adamOfPapers = { optimiser: adam({ beta1: 0.5 }), rate: () => 2e-4 }

/** Critic and generator, on pairs of pictures (pix2pix) if there is a `pixelWeight`. */
function pair(
  shape: Pick<Case, 'batch' | 'generator' | 'input'>,
  picture: readonly number[],
  critic: Network,
  form: Form,
  pixelWeight: number | null,
  features: Features | null = null,
): Case {
  return {
    ...shape,
    write(step) {
      const input = step.input('input', [shape.batch, ...shape.input])
      const real = step.input('real', [shape.batch, ...picture])
      const fake = shape.generator(input, step.weights('generator'))
      const score = (x: Value) =>
        critic(pixelWeight === null ? x : op.concat([input, x], 1), step.weights('critic'))
      step.minimise('critic', op.add(form.asReal(score(real)), form.asFake(score(fake))), adamOfPapers)
      const adversarial = form.fool(score(fake))
      const loss =
        pixelWeight === null ? adversarial : op.add(adversarial, op.mul(l1(fake, real), pixelWeight))
      const seen = features?.loss(step, '', fake, real)
      step.minimise('generator', seen ? op.add(loss, seen) : loss, adamOfPapers)
      step.report('loss', loss)
    },
  }
}

/** pix2pix at 128 px, with or without what a network that is given sees. */
export const pix2pix128 = (features: Features | null): Case =>
  pair(
    { batch: 4, generator: unet({ depth: 7 }), input: [3, 128, 128] },
    [3, 128, 128],
    patchgan(),
    nonSaturating(),
    100,
    features,
  )

/** Both directions, with the cycle's loss and without the identity's. */
function cycle(batch: number, side: number): Case {
  const [generator, critic, form] = [resnet(), patchgan({ norm: 'instance' }), leastSquares()]
  const input = [3, side, side]
  return {
    batch,
    generator,
    input,
    write(step) {
      const [a, b] = ['a', 'b'].map((name) => step.input(name, [batch, ...input])) as [Value, Value]
      const toB = (x: Value) => generator(x, step.weights('toB'))
      const toA = (x: Value) => generator(x, step.weights('toA'))
      const [fakeB, fakeA] = [toB(a), toA(b)]
      const cycled = op.mul(op.add(l1(toA(fakeB), a), l1(toB(fakeA), b)), 10)
      const scoreA = (x: Value) => critic(x, step.weights('criticA'))
      const scoreB = (x: Value) => critic(x, step.weights('criticB'))
      const adversarial = op.add(form.fool(scoreB(fakeB)), form.fool(scoreA(fakeA)))
      const loss = op.add(adversarial, cycled)
      const lossA = op.add(form.asReal(scoreA(a)), form.asFake(scoreA(fakeA)))
      const lossB = op.add(form.asReal(scoreB(b)), form.asFake(scoreB(fakeB)))
      step.minimise('toB', loss, adamOfPapers)
      step.minimise('toA', loss, adamOfPapers)
      step.minimise('criticA', lossA, adamOfPapers)
      step.minimise('criticB', lossB, adamOfPapers)
      step.report('loss', loss)
    },
  }
}

export const cases: Readonly<Record<string, Case>> = {
  'pix2pix-256-b1': pair(
    { batch: 1, generator: unet(), input: [3, 256, 256] },
    [3, 256, 256],
    patchgan(),
    nonSaturating(),
    100,
  ),
  'dcgan-64-b64': pair(
    { batch: 64, generator: dcganGenerator(), input: [100] },
    [3, 64, 64],
    dcganDiscriminator(),
    nonSaturating(),
    null,
  ),
  'unet-64-b16': pair(
    { batch: 16, generator: unet({ depth: 6, base: 32 }), input: [3, 64, 64] },
    [3, 64, 64],
    patchgan({ patch: 34, base: 32 }),
    nonSaturating(),
    100,
  ),
  'cyclegan-128-b1': cycle(1, 128),
}
