import type { Reference } from '../../operator.ts'
import { sizeOf, unsupported } from '../../shapes.ts'

/** `to` samples of an axis of `from`; `scale` is `to / from` before rounding. */
export interface AxisResize {
  from: number
  to: number
  scale: number
}

export interface ResizeRule {
  readonly mode: string
  readonly coordinate_transformation_mode: string
  readonly nearest_mode: string
  readonly cubic_coeff_a: number
  readonly exclude_outside: number
  readonly antialias: number
}

type Coordinate = (index: number, axis: AxisResize) => number

/** Where sample `index` of the result lies among the samples of the input. */
const coordinates: Record<string, Coordinate> = {
  half_pixel: (index, { scale }) => (index + 0.5) / scale - 0.5,
  pytorch_half_pixel: (index, { to, scale }) => (to > 1 ? (index + 0.5) / scale - 0.5 : 0),
  align_corners: (index, { from, to }) => (to > 1 ? (index * (from - 1)) / (to - 1) : 0),
  asymmetric: (index, { scale }) => index / scale,
  half_pixel_symmetric: (index, { from, to, scale }) =>
    (from / 2) * (1 - to / (scale * from)) + (index + 0.5) / scale - 0.5,
}

const nearest: Record<string, (x: number) => number> = {
  round_prefer_floor: (x) => Math.ceil(x - 0.5),
  round_prefer_ceil: (x) => Math.floor(x + 0.5),
  floor: Math.floor,
  ceil: Math.ceil,
}

type Tap = readonly [position: number, weight: number]

/** The samples that one result is made of, before the ends of the axis are seen to. */
const taps: Record<string, (x: number, rule: ResizeRule) => Tap[]> = {
  nearest: (x, { nearest_mode }) => [[pick(nearest, nearest_mode, 'nearest_mode')(x), 1]],
  linear: (x) => {
    const left = Math.floor(x)
    return [
      [left, 1 - (x - left)],
      [left + 1, x - left],
    ]
  },
  cubic: (x, { cubic_coeff_a }) => {
    const left = Math.floor(x)
    return [-1, 0, 1, 2].map((step) => [left + step, cubicWeight(Math.abs(x - left - step), cubic_coeff_a)])
  },
}

/** Half the width of each kernel, and the kernel: what antialiasing stretches where it shrinks. */
const kernels: Readonly<Record<string, readonly [number, (d: number, rule: ResizeRule) => number]>> = {
  linear: [1, (d) => Math.max(0, 1 - d)],
  cubic: [2, (d, { cubic_coeff_a }) => cubicWeight(d, cubic_coeff_a)],
}

/** Every sample under the kernel, stretched by how much the axis shrinks, so that none is passed over. */
function antialiasedTaps(x: number, { scale }: AxisResize, rule: ResizeRule): Tap[] {
  const [reach, kernel] = kernels[rule.mode]!
  const stretch = Math.max(1, 1 / scale)
  const found: Tap[] = []
  for (let at = Math.ceil(x - reach * stretch); at <= x + reach * stretch; at++)
    found.push([at, kernel(Math.abs(at - x) / stretch, rule)])
  return found
}

/** Keys' piecewise cubic, with its free parameter. */
function cubicWeight(d: number, a: number): number {
  if (d <= 1) return ((a + 2) * d - (a + 3)) * d * d + 1
  return d < 2 ? (((d - 5) * d + 8) * d - 4) * a : 0
}

/** Weights [to, from] of every result over the samples of the axis; samples beyond its ends repeat the last one. */
export function resizeMatrix(axis: AxisResize, rule: ResizeRule): Float64Array {
  const { from, to } = axis
  const coordinate = pick(coordinates, rule.coordinate_transformation_mode, 'coordinate_transformation_mode')
  const tapsOf = pick(taps, rule.mode, 'mode')
  const matrix = new Float64Array(to * from)
  const antialiased = rule.antialias !== 0 && rule.mode in kernels
  for (let row = 0; row < to; row++) {
    const place = from === to && axis.scale === 1 ? row : coordinate(row, axis)
    const all = antialiased ? antialiasedTaps(place, axis, rule) : tapsOf(place, rule)
    const used = rule.exclude_outside ? all.filter(([position]) => position >= 0 && position < from) : all
    const total = rule.exclude_outside || antialiased ? used.reduce((sum, [, weight]) => sum + weight, 0) : 1
    for (const [position, weight] of used)
      matrix[row * from + Math.max(0, Math.min(from - 1, position))]! += weight / total
  }
  return matrix
}

/** If every sample is merely repeated, and equally often, how often; otherwise null. */
export function replication(axis: AxisResize, rule: ResizeRule): number | null {
  const copies = axis.to / axis.from
  if (rule.mode !== 'nearest' || !Number.isInteger(copies)) return null
  const matrix = resizeMatrix(axis, rule)
  for (let row = 0; row < axis.to; row++)
    if (matrix[row * axis.from + Math.floor(row / copies)] !== 1) return null
  return copies
}

/** Resizes one axis of a tensor. */
export function multiplyAxis(x: Reference, axis: number, resized: AxisResize, rule: ResizeRule): Reference {
  const { from, to } = resized
  if (from === to && resized.scale === 1) return x
  const matrix = resizeMatrix(resized, rule)
  const inner = sizeOf(x.shape.slice(axis + 1))
  const shape = x.shape.with(axis, to)
  const data = new Float64Array(sizeOf(shape))
  for (let at = 0; at < data.length; at++) {
    const row = Math.floor(at / inner) % to
    const start = Math.floor(at / (inner * to)) * inner * from + (at % inner)
    for (let k = 0; k < from; k++) data[at]! += matrix[row * from + k]! * x.data[start + k * inner]!
  }
  return { shape, data }
}

function pick<T>(table: Readonly<Record<string, T>>, name: string, attribute: string): T {
  const found = table[name]
  if (!found) throw unsupported(`does not cover ${attribute} '${name}'`)
  return found
}
