import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { featureCritic as network } from '../../nets/featureCritic.ts'
import { scoreOf } from '../../nets/labels.ts'
import { hinge } from '../forms/hinge.ts'
import type { StepBuilder } from '../step/step.ts'

/** The group of its weights. */
export const FEATURE_CRITIC = 'featureCritic'

/**
 * A critic that judges pictures by the features of a frozen network (Sauer et al. 2021), beside one that sees their pixels:
 * the two together do what neither does alone.
 */
export class FeatureCritic {
  readonly #look: (step: StepBuilder, pictures: Value) => readonly Value[]
  readonly #weight: number

  /**
   * @param look   gives the features of pictures, the finest level first; of the same pictures those of before
   * @param weight of the adversarial loss in what the generator minimises
   */
  constructor(look: (step: StepBuilder, pictures: Value) => readonly Value[], weight: number) {
    this.#look = look
    this.#weight = weight
  }

  /**
   * What it minimises itself.
   *
   * @param real  and `made`: pictures as it is to see them, [N, 3, H, W]
   * @param label of both, where they are of classes: [N, classes]
   */
  own(step: StepBuilder, real: Value, made: Value, label?: Value): Value {
    const [truth, fake] = [this.#scores(step, real, label), this.#scores(step, made, label)]
    const loss = meanOf(truth.map((scores, k) => op.add(hinge.asReal(scores), hinge.asFake(fake[k]!))))
    step.report(FEATURE_CRITIC, loss)
    return loss
  }

  /** What the generator minimises. */
  loss(step: StepBuilder, made: Value, label?: Value): Value {
    const loss = meanOf(this.#scores(step, made, label).map((scores) => hinge.fool(scores)))
    step.report('featureGenerator', loss)
    return op.mul(loss, this.#weight)
  }

  #scores(step: StepBuilder, pictures: Value, label?: Value): Value[] {
    const [features, weights] = [this.#look(step, pictures), step.weights(FEATURE_CRITIC)]
    if (!label) return network(features, weights)
    return network(features, weights, 1 + label.shape[1]!).map((scores) => scoreOf(scores, label))
  }
}

/** Every level counts alike, however many places it has. */
const meanOf = (losses: readonly Value[]): Value => op.div(losses.reduce(op.add), losses.length)
