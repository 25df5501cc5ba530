import type { ColorPlanes } from '../../../imaging/colorPlanes.ts'
import type { Random } from '../../../nets/random.ts'
import type { NamedTensor } from '../../step/tensors.ts'
import { drawHints } from './drawHints.ts'
import { edges } from './edges.ts'
import { asItIs, type Pair, type Pairing } from './pairing.ts'

/** The share of pictures whose red, green and blue change places, which only a hint tells. */
const RECOLORED = 0.08
/** How far the channels of a colour lie apart, in [-1, 1], for a change of places to show. */
const COLORED = 0.2

/**
 * Drawings with hints: the inputs are the ink, red, green and blue where a hint is, else 0, and a plane that is 1 there.
 * Outlines say little about colours, so that a network learns to trust hints; that colours change places now and then gives it
 * colours to obey that its pictures have seldom.
 */
export const edgesHints: Pairing = {
  name: 'edges-hints',
  summary: 'the edges of a picture, and some colour hints, to the picture',
  inputs: 5,
  outputs: 3,

  pair(picture: ColorPlanes, random: Random): Pair {
    const { width, height } = picture
    const { input, target } = edges.pair(picture, random)
    const first = random.uniform() < RECOLORED ? recolor(target, random) : undefined
    const hinted = new Float32Array(5 * input.length)
    hinted.set(input)
    hinted.set(drawHints({ channels: 3, width, height, data: target }, random, first), input.length)
    return { input: hinted, target }
  },

  showInput({ shape: [rows = 0, channels = 0, height = 0, width = 0], data }: NamedTensor) {
    const plane = height * width
    const ink = new Float32Array(rows * plane)
    for (let row = 0; row < rows; row++)
      ink.set(data.subarray(row * channels * plane, (row * channels + 1) * plane), row * plane)
    return { shape: [rows, 1, height, width], data: ink }
  },
  showOutput: asItIs,
}

const ORDERS = [
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const

/** Lets channels change places, in place. @returns a coloured pixel, which a hint is to tell; undefined where none is found */
function recolor(planes: Float32Array, random: Random): number | undefined {
  const count = planes.length / 3
  const order = ORDERS[random.below(ORDERS.length)]!
  const colored = Array.from({ length: 32 }, () => random.below(count)).find((at) => {
    const color = order.map((c) => planes[c * count + at]!)
    return Math.max(...color) - Math.min(...color) > COLORED
  })
  if (colored === undefined) return undefined
  const given = planes.slice()
  for (const [to, from] of order.entries())
    planes.set(given.subarray(from * count, (from + 1) * count), to * count)
  return colored
}
