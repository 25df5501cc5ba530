import type { ColorPlanes } from '../../../imaging/colorPlanes.ts'
import type { Random } from '../../../nets/random.ts'
import { asItIs, type Pair, type Pairing, signed } from './pairing.ts'

/** Deviation of the blur before edges are sought, in pixels. */
const SIGMA = 1.2
/** The share of pixels whose slope begins an edge lies between these, so that dense and sparse drawings occur. */
const MIN_STRONG = 0.04
const MAX_STRONG = 0.14
/** An edge goes on down to this share of the slope at which it begins. */
const WEAK = 0.4
/** A slope below this, of brightness in [0, 1] a pixel, is no edge however smooth the picture. */
const FLOOR = 0.01

const INK = -1
const PAPER = 1

/** Drawings: from Canny's edges (1986), ink on paper, to the picture. */
export const edges: Pairing = {
  name: 'edges',
  summary: 'the edges of a picture to the picture',
  inputs: 1,
  outputs: 3,
  pair(picture: ColorPlanes, random: Random): Pair {
    const { drawn } = drawEdges(picture, random)
    return { input: Float32Array.from(drawn, (edge) => (edge ? INK : PAPER)), target: signed(picture.data) }
  },
  showInput: asItIs,
  showOutput: asItIs,
}

/** Edges of a picture, [height, width]. */
export interface Edges {
  /** 1 on an edge, else 0. */
  drawn: Uint8Array
  /** The gradient of the smoothed brightness at each pixel: its magnitude, and its parts rightwards and downwards. */
  slope: Float32Array
  across: Float32Array
  down: Float32Array
}

/** The edges of a drawing, as many as chance has it. */
export const drawEdges = (picture: ColorPlanes, random: Random): Edges =>
  findEdges(picture, MIN_STRONG + (MAX_STRONG - MIN_STRONG) * random.uniform())

/**
 * Canny's edges of the brightness, one pixel wide.
 *
 * @param strong share of the pixels whose slope is enough to begin an edge
 */
export function findEdges({ width, height, data }: ColorPlanes, strong: number): Edges {
  const count = width * height
  const bright = new Float32Array(count)
  for (let i = 0; i < count; i++)
    bright[i] = 0.299 * data[i]! + 0.587 * data[count + i]! + 0.114 * data[2 * count + i]!
  const smooth = blur(bright, width, height)
  const { slope, across, down } = slopes(smooth, width, height)
  const begin = Math.max(FLOOR, Float32Array.from(slope).sort()[Math.floor((1 - strong) * (count - 1))]!)
  const crest = crests(slope, across, down, width, height)
  const drawn = trace(crest, slope, begin, Math.max(FLOOR, WEAK * begin), width, height)
  return { drawn, slope, across, down }
}

const weights = (() => {
  const reach = Math.ceil(3 * SIGMA)
  const raw = Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp(-(((k - reach) / SIGMA) ** 2) / 2))
  const sum = raw.reduce((a, b) => a + b)
  return raw.map((weight) => weight / sum)
})()

const within = (at: number, limit: number): number => Math.min(limit - 1, Math.max(0, at))

function blur(plane: Float32Array, width: number, height: number): Float32Array {
  const reach = (weights.length - 1) / 2
  const run = (source: Float32Array, along: (x: number, y: number, k: number) => number) =>
    source.map((_, i) =>
      weights.reduce(
        (sum, weight, k) => sum + weight * source[along(i % width, Math.floor(i / width), k - reach)]!,
        0,
      ),
    )
  const rows = run(plane, (x, y, k) => y * width + within(x + k, width))
  return run(rows, (x, y, k) => within(y + k, height) * width + x)
}

/** Sobel's differences, a pixel. */
function slopes(plane: Float32Array, width: number, height: number) {
  const across = new Float32Array(plane.length)
  const down = new Float32Array(plane.length)
  const slope = new Float32Array(plane.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (dx: number, dy: number) => plane[within(y + dy, height) * width + within(x + dx, width)]!
      const i = y * width + x
      across[i] = (at(1, -1) - at(-1, -1) + 2 * (at(1, 0) - at(-1, 0)) + at(1, 1) - at(-1, 1)) / 8
      down[i] = (at(-1, 1) - at(-1, -1) + 2 * (at(0, 1) - at(0, -1)) + at(1, 1) - at(1, -1)) / 8
      slope[i] = Math.hypot(across[i]!, down[i]!)
    }
  return { slope, across, down }
}

/** The step to the neighbour that lies nearest to the direction of a slope. */
export function acrossEdge(across: number, down: number): readonly [dx: number, dy: number] {
  const octant = Math.round((4 * Math.atan2(down, across)) / Math.PI + 4) % 4
  return STEPS[octant]!
}
const STEPS = [
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
] as const

/** Where the slope is highest along its own direction. Of two equal neighbours the one up or left counts. */
function crests(
  slope: Float32Array,
  across: Float32Array,
  down: Float32Array,
  width: number,
  height: number,
) {
  return Uint8Array.from(slope, (here, i) => {
    const x = i % width
    const y = Math.floor(i / width)
    const [dx, dy] = acrossEdge(across[i]!, down[i]!)
    const beside = (sign: number) => {
      const [nx, ny] = [x + sign * dx, y + sign * dy]
      return nx < 0 || ny < 0 || nx >= width || ny >= height ? 0 : slope[ny * width + nx]!
    }
    return here > beside(-1) && here >= beside(1) ? 1 : 0
  })
}

/** Crests from `begin` up, and what hangs together with them from `goOn` up. */
function trace(
  crest: Uint8Array,
  slope: Float32Array,
  begin: number,
  goOn: number,
  width: number,
  height: number,
): Uint8Array {
  const drawn = new Uint8Array(crest.length)
  const waiting: number[] = []
  const draw = (i: number, min: number) => {
    if (drawn[i] || !crest[i] || slope[i]! < min) return
    drawn[i] = 1
    waiting.push(i)
  }
  for (let i = 0; i < crest.length; i++) draw(i, begin)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
    for (let y = Math.floor(next / width) - 1; y <= Math.floor(next / width) + 1; y++)
      for (let x = (next % width) - 1; x <= (next % width) + 1; x++)
        if (x >= 0 && y >= 0 && x < width && y < height) draw(y * width + x, goOn)
  return drawn
}
