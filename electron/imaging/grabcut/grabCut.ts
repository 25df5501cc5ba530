import type { ColorPlanes } from '../colorPlanes.ts'
import { GridCut, NEIGHBOURS } from './maxFlow.ts'
import { ColorMixture } from './mixture.ts'

/** What is known of a pixel: certain, or a first guess that the cut may change. */
export const BACKGROUND = 0
export const OBJECT = 1
export const PERHAPS_BACKGROUND = 2
export const PERHAPS_OBJECT = 3

/** Weight of the border's length against the colours (Rother et al. found 50 over pictures with known cut-outs). */
const SMOOTHNESS = 50
/** More than all links of a pixel together, so that what is certain is never cut off. */
const CERTAIN = 9 * SMOOTHNESS

/** The half of the neighbours that makes each pair of pixels come up once. */
const FORWARD = [4, 5, 6, 7] as const

/**
 * Cuts an object out: colours of both sides as mixtures of normal distributions and the border along edges of the
 * picture, each in turn given the other (Rother, Kolmogorov and Blake, "GrabCut", SIGGRAPH 2004).
 *
 * @param picture any size; time grows a little faster than its pixels
 * @param known one of the four constants a pixel. Without anything that may be background the object is all that is
 *   not background.
 * @param rounds of colours and cut; 3 to 5 serve
 * @returns 1 for each pixel of the object, row by row
 */
export function grabCut(picture: ColorPlanes, known: Uint8Array, rounds = 4): Uint8Array {
  const colors = interleaved(picture)
  const links = linksOf(picture, colors)
  const side = Uint8Array.from(known, (value) => (value === OBJECT || value === PERHAPS_OBJECT ? 1 : 0))
  let mixtures = mixturesOf(colors, side)
  for (let round = 0; round < rounds && mixtures; round++) {
    const [background, object] = mixtures
    side.set(cut(picture, colors, known, links, background, object))
    if (round + 1 < rounds) mixtures = refitted(colors, side, background, object)
  }
  return side
}

/** @returns nothing where one side has no pixels: there is nothing to tell apart */
function mixturesOf(colors: Float32Array, side: Uint8Array): [ColorMixture, ColorMixture] | null {
  const [background, object] = [indicesOf(side, 0), indicesOf(side, 1)]
  if (background.length === 0 || object.length === 0) return null
  return [ColorMixture.of(colors, background), ColorMixture.of(colors, object)]
}

function refitted(
  colors: Float32Array,
  side: Uint8Array,
  background: ColorMixture,
  object: ColorMixture,
): [ColorMixture, ColorMixture] | null {
  const [outside, inside] = [indicesOf(side, 0), indicesOf(side, 1)]
  if (outside.length === 0 || inside.length === 0) return null
  return [background.refit(colors, outside), object.refit(colors, inside)]
}

function indicesOf(side: Uint8Array, wanted: number): Int32Array {
  const found = new Int32Array(side.length)
  let count = 0
  for (let i = 0; i < side.length; i++) if (side[i] === wanted) found[count++] = i
  return found.subarray(0, count)
}

function cut(
  { width, height }: ColorPlanes,
  colors: Float32Array,
  known: Uint8Array,
  links: Float32Array,
  background: ColorMixture,
  object: ColorMixture,
): Uint8Array {
  const grid = new GridCut(width, height)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      grid.join(x, y, surplusOf(known[i]!, colors, i, background, object))
      for (let k = 0; k < 4; k++) if (links[4 * i + k]! > 0) grid.link(x, y, FORWARD[k]!, links[4 * i + k]!)
    }
  return grid.solve()
}

function surplusOf(
  known: number,
  colors: Float32Array,
  i: number,
  background: ColorMixture,
  object: ColorMixture,
): number {
  if (known === OBJECT) return CERTAIN
  if (known === BACKGROUND) return -CERTAIN
  return background.cost(colors, 3 * i) - object.cost(colors, 3 * i)
}

/** What it costs to cut between a pixel and each of its {@link FORWARD} neighbours (their V, equation 11). */
function linksOf(picture: ColorPlanes, colors: Float32Array): Float32Array {
  const links = new Float32Array(4 * picture.width * picture.height)
  let [sum, count] = [0, 0]
  for (const [k, d] of FORWARD.entries())
    eachPair(picture, d, (i, j) => {
      const difference = squaredDifference(colors, i, j)
      links[4 * i + k] = difference
      sum += difference
      count++
    })
  // Contrast is measured by the picture's own: where neighbours differ as usual, a cut costs e^-1/2.
  const beta = sum > 0 ? count / (2 * sum) : 0
  for (const [k, d] of FORWARD.entries()) {
    const weight = SMOOTHNESS / Math.hypot(NEIGHBOURS[d]!.dx, NEIGHBOURS[d]!.dy)
    eachPair(picture, d, (i) => {
      links[4 * i + k] = weight * Math.exp(-beta * links[4 * i + k]!)
    })
  }
  return links
}

/** Visits each pixel that has a neighbour `d`, with that neighbour. */
function eachPair({ width, height }: ColorPlanes, d: number, visit: (i: number, j: number) => void): void {
  const { dx, dy } = NEIGHBOURS[d]!
  for (let y = 0; y < height - dy; y++)
    for (let x = Math.max(0, -dx); x < width - Math.max(0, dx); x++)
      visit(y * width + x, (y + dy) * width + x + dx)
}

function squaredDifference(colors: Float32Array, a: number, b: number): number {
  const [p, q] = [3 * a, 3 * b]
  return (
    (colors[p]! - colors[q]!) ** 2 +
    (colors[p + 1]! - colors[q + 1]!) ** 2 +
    (colors[p + 2]! - colors[q + 2]!) ** 2
  )
}

function interleaved({ width, height, data }: ColorPlanes): Float32Array {
  const count = width * height
  const colors = new Float32Array(3 * count)
  for (let c = 0; c < 3; c++) for (let i = 0; i < count; i++) colors[3 * i + c] = 255 * data[c * count + i]!
  return colors
}
