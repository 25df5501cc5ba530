import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import type { StepBuilder } from '../step/step.ts'

/**
 * Gaussian noise on what the critic sees (Sønderby et al. 2017), which keeps real and generated pictures from being
 * told apart too easily at first. It fades to nothing in equal steps.
 *
 * @param name      tells apart what is drawn for different pictures of a step
 * @param deviation at the start
 * @param until     share of the run after which there is none
 */
export function instanceNoise(
  step: StepBuilder,
  name: string,
  picture: Value,
  { deviation = 0.1, until = 0.5 } = {},
): Value {
  const level = step.scalar(
    'instance noise',
    ({ step: at, total }) => deviation * Math.max(0, 1 - at / (until * total)),
  )
  return op.add(picture, op.mul(step.noise(`${name}/instance noise`, picture.shape), level))
}
