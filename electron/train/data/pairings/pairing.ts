import type { ColorPlanes } from '../../../imaging/colorPlanes.ts'
import type { Random } from '../../../nets/random.ts'
import type { NamedTensor } from '../../step/tensors.ts'

/** What a translation is to learn from, by plane, in [-1, 1]. */
export interface Pair {
  input: Float32Array
  target: Float32Array
}

/** A way to make pairs of plain pictures: what is taken from a picture, a translation is to give back. */
export interface Pairing {
  readonly name: string
  /** Half a line, shown where a pairing is chosen. */
  readonly summary: string
  /** Channels of the input and of the target. */
  readonly inputs: number
  readonly outputs: number
  /** The pair of a picture; what is left to chance follows from `random`. */
  pair(picture: ColorPlanes, random: Random): Pair
  /** The input as a picture to look at: [N, 3 or 1, H, W] in [-1, 1]. */
  showInput(input: NamedTensor): NamedTensor
  /** A result, or the target, as a picture to look at beside its input. */
  showOutput(output: NamedTensor, input: NamedTensor): NamedTensor
}

/** For pairings whose tensors are pictures already. */
export const asItIs = (tensor: NamedTensor): NamedTensor => tensor

/** Red, green and blue in [0, 1] -> [-1, 1]. */
export const signed = (planes: Float32Array): Float32Array => planes.map((value) => 2 * value - 1)
