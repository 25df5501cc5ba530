import { Random } from '../../nets/random.ts'
import type { SeenHints } from '../networks/hints.ts'
import type { Size } from '../networks/work.ts'

/** Darker than this is ink. */
const INK = 0.5
/** Pixels from the middle of a guessed dot to its border, at most: as wide as a network learns from. */
const REACH = 4

/**
 * A colour for what is drawn where the user asks for none: one of those that such things have, as a dot in the middle of
 * the drawing's largest room. Outlines do not tell a colour, and a network that is asked for one all the same
 * gives the mean of all.
 *
 * @param bright brightness of the drawing in [0, 1], dark lines on white
 * @param colors 0 to 255
 * @param seed chooses among the colours
 * @returns undefined for a drawing without a room
 */
export function guessOf(
  bright: Float32Array,
  size: Size,
  colors: readonly (readonly number[])[],
  seed: number,
): SeenHints | undefined {
  const { width, height } = size
  const room = distances(bright, size)
  const middle = innermost(room, enclosed(bright, size), size)
  if (middle === undefined) return undefined
  const count = width * height
  const color = colors[new Random(seed, 'guess').below(colors.length)]!
  const coverage = new Float32Array(count)
  const planes = new Float32Array(3 * count)
  const reach = Math.min(REACH, Math.max(0, room[middle]! - 2))
  const [x, y] = [middle % width, Math.floor(middle / width)]
  for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++)
    for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) {
      coverage[v * width + u] = 1
      for (let c = 0; c < 3; c++) planes[c * count + v * width + u] = color[c]! / 255
    }
  return { ...size, coverage, colors: planes }
}

/** Steps to the nearest ink or border, sideways, upwards or across. */
function distances(bright: Float32Array, { width, height }: Size): Int32Array {
  const far = width + height
  const steps = Int32Array.from(bright, (value) => (value < INK ? 0 : far))
  const nearest = (at: number, x: number, y: number, back: number) => {
    for (const [dx, dy] of [
      [-1, 0],
      [-1, -1],
      [0, -1],
      [1, -1],
    ] as const) {
      const [u, v] = [x + back * dx, y + back * dy]
      const other = u < 0 || v < 0 || u >= width || v >= height ? 0 : steps[v * width + u]!
      if (other + 1 < steps[at]!) steps[at] = other + 1
    }
  }
  for (let at = 0; at < steps.length; at++) nearest(at, at % width, Math.floor(at / width), 1)
  for (let at = steps.length - 1; at >= 0; at--) nearest(at, at % width, Math.floor(at / width), -1)
  return steps
}

/** Where ink lies left, right, above and below: inside what is drawn, whether or not its outline has gaps. */
function enclosed(bright: Float32Array, { width, height }: Size): Uint8Array {
  const sides = new Uint8Array(bright.length)
  const walk = (from: number, step: number, length: number) => {
    let met = 0
    for (let k = 0, at = from; k < length; k++, at += step) {
      if (bright[at]! < INK) met = 1
      sides[at]! += met
    }
  }
  for (let y = 0; y < height; y++) {
    walk(y * width, 1, width)
    walk((y + 1) * width - 1, -1, width)
  }
  for (let x = 0; x < width; x++) {
    walk(x, width, height)
    walk((height - 1) * width + x, -width, height)
  }
  return sides.map((met) => (met === 4 ? 1 : 0))
}

/** The enclosed pixel with the most room around it; of several, the one nearest to the middle of what is enclosed. */
function innermost(room: Int32Array, inside: Uint8Array, { width }: Size): number | undefined {
  const cells = Array.from(inside.keys()).filter((at) => inside[at] && room[at]! > 0)
  if (cells.length === 0) return undefined
  const most = cells.reduce((max, at) => Math.max(max, room[at]!), 0)
  const [left, top] = [
    cells.reduce((sum, at) => sum + (at % width), 0) / cells.length,
    cells.reduce((sum, at) => sum + Math.floor(at / width), 0) / cells.length,
  ]
  const off = (at: number) => Math.hypot((at % width) - left, Math.floor(at / width) - top)
  return cells.filter((at) => room[at] === most).reduce((best, at) => (off(at) < off(best) ? at : best))
}
