import type { ColorPlanes } from '../../../imaging/colorPlanes.ts'
import type { Random } from '../../../nets/random.ts'
import type { NamedTensor } from '../../step/tensors.ts'
import { drawHints } from './drawHints.ts'
import { segment } from './flat.ts'
import { gray } from './gray.ts'
import type { Pair, Pairing } from './pairing.ts'

/** The share of pictures in which one thing has another colour than it had, which only its hint tells. */
const RECOLORED = 0.4
/** How much contrast a thing may take in, by factors, as in the pairing of flat areas. */
const FINEST = 1
const COARSEST = 5
/** The share of the picture that a thing must have, at least and at most, to be recoloured. */
const SMALLEST = 0.005
const LARGEST = 0.6
/** How far chroma moves, in [-1, 1]. */
const NEAREST = 0.1
const FARTHEST = 0.5

/**
 * Colourisation with hints: the inputs are lightness, a* and b* where a hint is, else 0, and a plane that is 1 there.
 * A thing in the picture is often given an unlikely chroma: a network that is shown nothing but the truth
 * learns that a hint is a clue, and not an order.
 */
export const grayHints: Pairing = {
  name: 'gray-hints',
  summary: 'a grey picture, and some colour hints, to its colours (L* to a*b*)',
  inputs: 4,
  outputs: 2,

  pair(picture: ColorPlanes, random: Random): Pair {
    const { width, height } = picture
    const { input, target } = gray.pair(picture, random)
    const first =
      random.uniform() < RECOLORED
        ? recolor({ width, height, lightness: input, chroma: target }, random)
        : undefined
    const hinted = new Float32Array(4 * input.length)
    hinted.set(input)
    hinted.set(drawHints({ channels: 2, width, height, data: target }, random, first), input.length)
    return { input: hinted, target }
  },

  showInput: (input: NamedTensor) => gray.showInput(lightnessOf(input)),
  showOutput: (output: NamedTensor, input: NamedTensor) => gray.showOutput(output, lightnessOf(input)),
}

/** [N, 4, H, W] -> [N, 1, H, W] */
function lightnessOf({ shape, data }: NamedTensor): NamedTensor {
  const [rows = 0, channels = 0, height = 0, width = 0] = shape
  const plane = height * width
  const lightness = new Float32Array(rows * plane)
  for (let row = 0; row < rows; row++)
    lightness.set(data.subarray(row * channels * plane, (row * channels + 1) * plane), row * plane)
  return { shape: [rows, 1, height, width], data: lightness }
}

interface Planes {
  width: number
  height: number
  lightness: Float32Array
  /** a*, then b*. */
  chroma: Float32Array
}

/** Moves the chroma of one thing of a picture, in place. @returns one of its pixels; undefined where there is none */
function recolor({ width, height, lightness, chroma }: Planes, random: Random): number | undefined {
  const count = width * height
  const data = new Float32Array(3 * count)
  data.set(lightness)
  data.set(chroma, count)
  const scale = FINEST * (COARSEST / FINEST) ** random.uniform()
  const areas = segment({ width, height, data }, scale, Math.round(SMALLEST * count))
  const at = random.below(count)
  const pixels: number[] = []
  for (let i = 0; i < count; i++) if (areas[i] === areas[at]) pixels.push(i)
  if (pixels.length > LARGEST * count) return undefined
  const angle = 2 * Math.PI * random.uniform()
  const far = NEAREST + (FARTHEST - NEAREST) * random.uniform()
  for (const [plane, move] of [far * Math.cos(angle), far * Math.sin(angle)].entries())
    for (const i of pixels) {
      const place = plane * count + i
      chroma[place] = Math.min(1, Math.max(-1, chroma[place]! + move))
    }
  return at
}
