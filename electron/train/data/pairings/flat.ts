import type { ColorPlanes } from '../../../imaging/colorPlanes.ts'
import type { Random } from '../../../nets/random.ts'
import { asItIs, type Pair, type Pairing, signed } from './pairing.ts'

/** How much contrast an area may take in: drawn between these, by factors, so that fine and coarse ones occur. */
const FINEST = 0.8
const COARSEST = 4
/** Smaller areas, as a share of the picture, join the neighbour they differ least from. */
const MIN_AREA = 0.003

/** Paintings by numbers: from areas of one colour each to the picture. */
export const flat: Pairing = {
  name: 'flat',
  summary: 'areas of one colour each to the picture',
  inputs: 3,
  outputs: 3,
  pair(picture: ColorPlanes, random: Random): Pair {
    const scale = FINEST * (COARSEST / FINEST) ** random.uniform()
    const min = Math.round(MIN_AREA * picture.width * picture.height)
    return {
      input: signed(flatten(picture, segment(picture, scale, min))),
      target: signed(picture.data),
    }
  },
  showInput: asItIs,
  showOutput: asItIs,
}

/**
 * Areas of a picture by Felzenszwalb and Huttenlocher (2004): neighbours join, the least different first, while
 * their difference is at most the greatest one inside either area plus `scale` over its pixels.
 *
 * @param scale in units of colour distance, colours in [0, 1], times pixels
 * @param least pixels of an area
 * @returns the area of each pixel, named by one of its pixels
 */
export function segment({ width, height, data }: ColorPlanes, scale: number, min: number): Uint32Array {
  const count = width * height
  const from: number[] = []
  const to: number[] = []
  const distance = (a: number, b: number) =>
    Math.hypot(
      data[a]! - data[b]!,
      data[count + a]! - data[count + b]!,
      data[2 * count + a]! - data[2 * count + b]!,
    )
  for (let i = 0; i < count; i++) {
    const x = i % width
    for (const other of [
      x + 1 < width ? i + 1 : count,
      i + width,
      x + 1 < width ? i + width + 1 : count,
      x > 0 ? i + width - 1 : count,
    ])
      if (other < count) {
        from.push(i)
        to.push(other)
      }
  }
  const differences = Float32Array.from(from, (a, edge) => distance(a, to[edge]!))
  const order = Uint32Array.from(from.keys()).sort((a, b) => differences[a]! - differences[b]!)

  const parent = Uint32Array.from({ length: count }, (_, i) => i)
  const pixels = new Uint32Array(count).fill(1)
  /** Up to which difference an area takes in more. */
  const limit = new Float32Array(count).fill(scale)
  const root = (i: number): number => {
    let at = i
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  const join = (a: number, b: number) => {
    parent[b] = a
    pixels[a]! += pixels[b]!
  }
  for (const edge of order) {
    const [a, b] = [root(from[edge]!), root(to[edge]!)]
    const difference = differences[edge]!
    if (a === b || difference > limit[a]! || difference > limit[b]!) continue
    join(a, b)
    limit[a] = difference + scale / pixels[a]!
  }
  for (const edge of order) {
    const [a, b] = [root(from[edge]!), root(to[edge]!)]
    if (a !== b && (pixels[a]! < min || pixels[b]! < min)) join(a, b)
  }
  return Uint32Array.from(parent.keys(), root)
}

/** Every pixel in the mean colour of its area; colours by plane. */
export function flatten({ data }: ColorPlanes, area: Uint32Array): Float32Array {
  const count = area.length
  const sums = new Float64Array(3 * count)
  const pixels = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    pixels[area[i]!]!++
    for (let c = 0; c < 3; c++) sums[c * count + area[i]!]! += data[c * count + i]!
  }
  return data.map((_, at) => {
    const here = area[at % count]!
    return sums[at - (at % count) + here]! / pixels[here]!
  })
}
