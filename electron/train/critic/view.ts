import * as op from '../../graph/builder.ts'
import type { View } from '../game/game.ts'
import { augment } from './augmentation.ts'
import { instanceNoise } from './instanceNoise.ts'

/** Differentiable augmentation of pictures. @param colour whether it changes their colours too */
export const augmented =
  (colour: boolean): View =>
  (step, name, x) =>
    augment(step, name, x, { colour })

/** Gaussian noise that fades, of this deviation at the start. */
export const noisy =
  (deviation: number): View =>
  (step, name, x) =>
    instanceNoise(step, name, x, { deviation })

/** Gaussian noise of one deviation throughout. */
export const steadilyNoisy =
  (deviation: number): View =>
  (step, name, x) =>
    op.add(x, op.mul(step.noise(`${name}/steady`, x.shape), deviation))

/** One view after the other, those left out that are false. */
export const through = (...views: readonly (View | false)[]): View => {
  const taken = views.filter((view) => view !== false)
  return (step, name, x) => taken.reduce((seen, view) => view(step, name, seen), x)
}
