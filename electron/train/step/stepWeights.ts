import type { Value } from '../../graph/graph.ts'
import type { Shape } from '../../graph/shapes.ts'
import type { Initialiser } from '../../nets/initialisers.ts'
import type { NoiseKind, Weights } from '../../nets/weights.ts'

/** Name of the moving average of a tensor. */
export const averageOf = (name: string): string => `${name}.average`

/** Name of the sum of a parameter's gradients over the parts of a batch. */
export const sumOf = (name: string): string => `${name}.sum`

/** What weights are to a step: tensors that it carries on, and noise. */
interface StepTensors {
  tensor(name: string, shape: Shape, initial: Initialiser, seedName?: string): Value
  parameter(group: string, name: string, shape: Shape, initial: Initialiser): Value
  set(name: string, value: Value): void
  noise(name: string, shape: Shape, kind: NoiseKind): Value
}

/**
 * The weights of a group in a step, or their moving averages, by their names within a scope.
 */
export class StepWeights implements Weights {
  readonly training: boolean
  readonly #step: StepTensors
  readonly #group: string
  readonly #scope: string
  readonly #averaged: boolean

  constructor(step: StepTensors, group: string, scope: string, training: boolean, averaged: boolean) {
    this.#step = step
    this.#group = group
    this.#scope = scope
    this.training = training
    this.#averaged = averaged
  }

  parameter(name: string, shape: Shape, initial: Initialiser): Value {
    const full = `${this.#scope}/${name}`
    if (this.#averaged) return this.#step.tensor(averageOf(full), shape, initial, full)
    return this.#step.parameter(this.#group, full, shape, initial)
  }

  buffer(name: string, shape: Shape, initial: Initialiser): Value {
    return this.#step.tensor(this.#buffer(name), shape, initial)
  }

  replace(name: string, value: Value): void {
    this.#step.set(this.#buffer(name), value)
  }

  noise(name: string, shape: Shape, kind: NoiseKind): Value {
    return this.#step.noise(`${this.#scope}/${name}`, shape, kind)
  }

  within(scope: string): Weights {
    return new StepWeights(this.#step, this.#group, `${this.#scope}/${scope}`, this.training, this.#averaged)
  }

  #buffer(name: string): string {
    const full = `${this.#scope}/${name}`
    return this.#averaged ? averageOf(full) : full
  }
}
