import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import { type Shape, sameShape, showShape } from '../../graph/shapes.ts'
import { Random } from '../../nets/random.ts'
import type { StateTensor } from './step.ts'

/** A tensor of single precision, row-major. */
export interface NamedTensor {
  readonly shape: Shape
  readonly data: Float32Array
}

/** What a trainer carries from step to step. A tensor that cannot be written in place has a second buffer. */
export class Tensors {
  readonly #held = new Map<string, { shape: Shape; data: Float32Array; spare: Float32Array | null }>()

  get names(): string[] {
    return [...this.#held.keys()]
  }

  has(name: string): boolean {
    return this.#held.has(name)
  }

  get(name: string): NamedTensor {
    const held = this.#held.get(name)
    if (!held) throw new GanvasError('not-found', `There is no tensor '${name}'.`, { name })
    return held
  }

  /**
   * Adds what is missing, with contents that follow from the seed and the tensor's name alone.
   *
   * @throws invalid-input when a tensor is there in another shape
   */
  initialise(tensors: readonly StateTensor[], seed: number): void {
    for (const { name, shape, initial, seedName } of tensors) {
      const held = this.#held.get(name)
      if (held && !sameShape(held.shape, shape))
        throw new GanvasError(
          'invalid-input',
          text('training.otherSize', {
            tensor: name,
            shape: showShape(held.shape),
            wanted: showShape(shape),
          }),
        )
      if (!held)
        this.#held.set(name, { shape, data: initial(shape, new Random(seed, seedName)), spare: null })
    }
  }

  /** Takes a tensor over, as it is. Steps that are loaded later check its shape. */
  load(name: string, { shape, data }: NamedTensor): void {
    this.#held.set(name, { shape, data, spare: null })
  }

  /** Where the new contents go; {@link swap} makes them the present ones. */
  spare(name: string): Float32Array {
    const held = this.#held.get(name)!
    held.spare ??= new Float32Array(held.data.length)
    return held.spare
  }

  swap(name: string): void {
    const held = this.#held.get(name)!
    const { data, spare } = held
    held.data = spare!
    held.spare = data
  }

  /** The first tensor that holds a number that is none, or null. */
  firstBroken(): string | null {
    for (const [name, { data }] of this.#held) if (!allFinite(data)) return name
    return null
  }
}

/** Infinities and NaN alone make zero times a number something other than zero. */
export function allFinite(data: Float32Array): boolean {
  let sum = 0
  for (let index = 0; index < data.length; index++) sum += data[index]! * 0
  return sum === 0
}
