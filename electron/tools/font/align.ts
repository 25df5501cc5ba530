import { type Field, renderField } from './field.ts'
import { blurred, type Ink, inkOf } from './ink.ts'
import type { Affine, Outline } from './outline/outline.ts'

/** How a source is moved towards a style before a network sees it: five numbers, equal for all of its glyphs. */
export interface Alignment {
  scaleX: number
  scaleY: number
  /** How far to the right a point moves for each unit of its height. */
  slant: number
  /** In thousandths of the em. */
  moveX: number
  moveY: number
}

export const unaligned: Alignment = { scaleX: 1, scaleY: 1, slant: 0, moveX: 0, moveY: 0 }

export const affineOf = ({ scaleX, scaleY, slant, moveX, moveY }: Alignment): Affine => ({
  xx: scaleX,
  xy: slant,
  yx: 0,
  yy: scaleY,
  dx: moveX,
  dy: moveY,
})

/** A glyph of the source and the one of the style that it is to lie on. */
export interface AlignmentPair {
  source: Outline
  target: Field
}

interface Fit {
  alignment: Alignment
  overlap: number
  ink: number
}

/** Side of the fields that {@link fitAlignment} is best given. */
export const ALIGNMENT_SIDE = 64

/** Standard deviations of the blurs, in pixels of {@link ALIGNMENT_SIDE}: from where wide strokes attract each other to where they lie on each other. */
const BLURS = [4, 2, 1]
const ITERATIONS = 12
/** A step that takes less than this share of the error away is the last one. */
const SETTLED = 1e-4
/** What one step of the differences changes: the scales, the slant, the moves. */
const NUDGES = [0.01, 0.01, 0.01, 4, 4]

/**
 * The five numbers under which blurred ink of the source comes nearest to the style's, in the least squares over all pairs: begun
 * at equal centres and spreads of the ink, then by Levenberg and Marquardt's method, less and less blurred.
 *
 * @returns the alignment; the mean over the pairs of the soft intersection over union that it reaches, from 0 to 1; and the style's
 * amount of ink in terms of the aligned source's
 */
export function fitAlignment(pairs: readonly AlignmentPair[]): Fit {
  const targets = pairs.map(({ target }) => inkOf(target))
  const sources = pairs.map(({ source, target }) => inkOf(renderField(source, target.frame, target.side)))
  const { frame, side } = pairs[0]!.target
  const place: Place = { left: frame.left, top: frame.bottom + frame.size, unit: frame.size / side }
  let found = atFirst(sources, targets, place)
  for (const blur of BLURS) {
    const deviation = (blur * side) / ALIGNMENT_SIDE
    const [from, to] = [sources, targets].map((inks) => inks.map((ink) => blurred(ink, deviation))) as [
      Ink[],
      Ink[],
    ]
    found = refined(found, (numbers) => differences(numbers, from, to, place))
  }
  const last = (inks: Ink[]) => inks.map((ink) => blurred(ink, (BLURS.at(-1)! * side) / ALIGNMENT_SIDE))
  return {
    alignment: named(found),
    overlap: overlapOf(found, last(sources), last(targets), place),
    ink: amountOf(targets) / Math.max(1, amountOf(sources.map((ink) => aligned(found, ink, place)))),
  }
}

const amountOf = (inks: readonly Ink[]) =>
  inks.reduce((all, { data }) => all + data.reduce((sum, value) => sum + value, 0), 0)

type Numbers = readonly [number, number, number, number, number]
/** Where pixels lie in the em. */
interface Place {
  left: number
  top: number
  unit: number
}

const named = ([scaleX, scaleY, slant, moveX, moveY]: Numbers): Alignment => ({
  scaleX,
  scaleY,
  slant,
  moveX,
  moveY,
})

/** Equal means and standard deviations of the ink. */
function atFirst(sources: readonly Ink[], targets: readonly Ink[], { left, top, unit }: Place): Numbers {
  const [from, to] = [spread(sources), spread(targets)]
  const [scaleX, scaleY] = [to.deviationX / from.deviationX, to.deviationY / from.deviationY]
  const [x, y] = [left + unit * from.x, top - unit * from.y]
  return [scaleX, scaleY, 0, left + unit * to.x - scaleX * x, top - unit * to.y - scaleY * y]
}

function spread(inks: readonly Ink[]) {
  let [sum, x, y, xx, yy] = [1e-9, 0, 0, 0, 0]
  for (const { side, data } of inks)
    for (let at = 0; at < data.length; at++) {
      const [column, row, weight] = [(at % side) + 0.5, Math.floor(at / side) + 0.5, data[at]!]
      sum += weight
      x += weight * column
      y += weight * row
      xx += weight * column * column
      yy += weight * row * row
    }
  const deviation = (square: number, mean: number) => Math.sqrt(Math.max(1e-9, square / sum - mean * mean))
  return { x: x / sum, y: y / sum, deviationX: deviation(xx, x / sum), deviationY: deviation(yy, y / sum) }
}

/**
 * The aligned source at every pixel, bilinear, from `start` on; nothing beyond the field. Plain loops, here and below: a fit looks at each pixel some
 * hundred times.
 */
function moved(numbers: Numbers, ink: Ink, place: Place, to: Float32Array, start: number): void {
  const [scaleX, scaleY, slant, moveX, moveY] = numbers
  const { side, data } = ink
  const { left, top, unit } = place
  for (let row = 0; row < side; row++) {
    const y = (top - unit * (row + 0.5) - moveY) / scaleY
    const v = (top - y) / unit - 0.5
    const low = Math.floor(v)
    const down = v - low
    const upper = low >= 0 && low < side ? low * side : -1
    const lower = low + 1 >= 0 && low + 1 < side ? (low + 1) * side : -1
    for (let column = 0; column < side; column++) {
      const x = (left + unit * (column + 0.5) - moveX - slant * y) / scaleX
      const u = (x - left) / unit - 0.5
      const near = Math.floor(u)
      const right = u - near
      const isNear = near >= 0 && near < side
      const isNext = near + 1 >= 0 && near + 1 < side
      const above =
        upper < 0 ? 0 : mixed(isNear ? data[upper + near]! : 0, isNext ? data[upper + near + 1]! : 0, right)
      const below =
        lower < 0 ? 0 : mixed(isNear ? data[lower + near]! : 0, isNext ? data[lower + near + 1]! : 0, right)
      to[start + row * side + column] = mixed(above, below, down)
    }
  }
}

const mixed = (a: number, b: number, share: number): number => a * (1 - share) + b * share

function aligned(numbers: Numbers, ink: Ink, place: Place): Ink {
  const data = new Float32Array(ink.data.length)
  moved(numbers, ink, place, data, 0)
  return { side: ink.side, data }
}

function differences(numbers: Numbers, from: readonly Ink[], to: readonly Ink[], place: Place): Float32Array {
  const pixels = to[0]!.data.length
  const all = new Float32Array(to.length * pixels)
  for (let k = 0; k < from.length; k++) {
    moved(numbers, from[k]!, place, all, k * pixels)
    const wanted = to[k]!.data
    for (let at = 0; at < pixels; at++) all[k * pixels + at]! -= wanted[at]!
  }
  return all
}

const squares = (values: Float32Array) => dot(values, values)

/** A loop, since fits spend most of their time in it. */
function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!
  return sum
}

function refined(start: Numbers, differ: (numbers: Numbers) => Float32Array): Numbers {
  let [now, error] = [start, differ(start)]
  let before = squares(error)
  let damping = 0.01
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const slopes = NUDGES.map((nudge, k) => {
      const further = differ(now.map((value, j) => (j === k ? value + nudge : value)) as unknown as Numbers)
      for (let at = 0; at < further.length; at++) further[at]! -= error[at]!
      return further
    })
    const step = solved(slopes, error, damping)
    const next = now.map((value, k) => value - step[k]! * NUDGES[k]!) as unknown as Numbers
    const after = differ(next)
    const here = squares(after)
    if (next[0] > 0.2 && next[1] > 0.2 && here < before) {
      const settled = here > (1 - SETTLED) * before
      ;[now, error, before] = [next, after, here]
      damping /= 4
      if (settled) break
    } else damping *= 8
  }
  return now
}

/** Solves the damped normal equations by Gauss's elimination. */
function solved(slopes: readonly Float32Array[], error: Float32Array, damping: number): number[] {
  const size = slopes.length
  const rows = slopes.map((slope) => [...slopes.map(() => 0), dot(slope, error)])
  for (let k = 0; k < size; k++)
    for (let j = k; j < size; j++)
      rows[k]![j] = rows[j]![k] = dot(slopes[k]!, slopes[j]!) * (j === k ? 1 + damping : 1)
  for (let k = 0; k < size; k++) {
    const pivot = rows[k]![k]! || 1e-12
    for (let other = 0; other < size; other++) {
      if (other === k) continue
      const factor = rows[other]![k]! / pivot
      for (let j = k; j <= size; j++) rows[other]![j]! -= factor * rows[k]![j]!
    }
  }
  return rows.map((row, k) => row[size]! / (row[k]! || 1e-12))
}

function overlapOf(numbers: Numbers, from: readonly Ink[], to: readonly Ink[], place: Place): number {
  const each = from.map((ink, k) => {
    const found = aligned(numbers, ink, place).data
    let [both, either] = [0, 1e-9]
    found.forEach((value, at) => {
      both += Math.min(value, to[k]!.data[at]!)
      either += Math.max(value, to[k]!.data[at]!)
    })
    return both / either
  })
  return each.reduce((sum, value) => sum + value, 0) / each.length
}
