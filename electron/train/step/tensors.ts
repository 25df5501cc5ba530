import { defect, GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { DeviceTensor, SessionTensor } from '../../graph/session.ts'
import { type Shape, sameShape, showShape } from '../../graph/shapes.ts'
import { Random } from '../../nets/random.ts'
import type { StateTensor } from './step.ts'

/** A tensor of single precision, row-major. */
export interface NamedTensor {
  readonly shape: Shape
  readonly data: Float32Array
}

interface Held {
  readonly shape: Shape
  data: Float32Array
  /** A second buffer, for a tensor that cannot be written in place. */
  spare: Float32Array | null
  /** Where the numbers are while they are on a device; `data` is then the room to which they come back. */
  device: DeviceTensor | null
}

/**
 * What a trainer carries from step to step. Each tensor lies in one place: in the processor's memory, or on the device
 * that computed it, from where {@link fetch} brings it home.
 */
export class Tensors {
  readonly #held = new Map<string, Held>()

  get names(): string[] {
    return [...this.#held.keys()]
  }

  has(name: string): boolean {
    return this.#held.has(name)
  }

  /**
   * A tensor in the processor's memory, whose numbers may be written over.
   *
   * @throws internal for one that lies on a device, and was not fetched
   */
  get(name: string): NamedTensor {
    const held = this.#of(name)
    if (held.device)
      throw new GanvasError('internal', `The tensor '${name}' lies on a device. Fetch it first.`, { name })
    return held
  }

  /** A tensor to compute with, wherever it lies. */
  lying(name: string): SessionTensor | DeviceTensor {
    const { device, data, shape } = this.#of(name)
    return device ?? { data, shape }
  }

  /**
   * Brings tensors into the processor's memory, all if none are named.
   *
   * @throws LostTensor when the device no longer gives one
   */
  async fetch(names: readonly string[] = this.names): Promise<void> {
    for (const name of names) {
      const held = this.#of(name)
      if (!held.device) continue
      held.data.set(await held.device.read())
      this.#leaveDevice(held)
    }
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
      if (!held) this.#hold(name, shape, initial(shape, new Random(seed, seedName)))
    }
  }

  /** Takes a tensor over, as it is. Steps that are loaded later check its shape. */
  load(name: string, { shape, data }: NamedTensor): void {
    this.#hold(name, shape, data)
  }

  /** Where the new contents go, until {@link update} makes them the present ones. @param inPlace over the old ones */
  room(name: string, inPlace: boolean): SessionTensor {
    const held = this.#of(name)
    if (!inPlace) held.spare ??= new Float32Array(held.data.length)
    return { data: inPlace ? held.data : held.spare!, shape: held.shape }
  }

  /** @param device holds the new contents; if absent, {@link room} does */
  update(name: string, inPlace: boolean, device?: DeviceTensor): void {
    const held = this.#of(name)
    this.#leaveDevice(held)
    if (device) held.device = device
    else if (!inPlace) [held.data, held.spare] = [held.spare!, held.data]
  }

  /** Lets go of what lies on a device, which is then lost. */
  release(): void {
    for (const [name, held] of this.#held)
      if (held.device) {
        this.#leaveDevice(held)
        this.#held.delete(name)
      }
  }

  /** The first tensor that holds a number that is none, or null. */
  firstBroken(): string | null {
    return this.names.find((name) => !allFinite(this.get(name).data)) ?? null
  }

  #of(name: string): Held {
    const held = this.#held.get(name)
    if (!held) throw defect('not-found', `There is no tensor '${name}'.`, { name })
    return held
  }

  #hold(name: string, shape: Shape, data: Float32Array): void {
    this.#held.get(name)?.device?.release()
    this.#held.set(name, { shape, data, spare: null, device: null })
  }

  #leaveDevice(held: Held): void {
    held.device?.release()
    held.device = null
  }
}

/** Infinities and NaN alone make zero times a number something other than zero. */
export function allFinite(data: Float32Array): boolean {
  let sum = 0
  for (let index = 0; index < data.length; index++) sum += data[index]! * 0
  return sum === 0
}
