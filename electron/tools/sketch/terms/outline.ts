import * as op from '../../../graph/builder.ts'
import type { Value } from '../../../graph/graph.ts'

/** Directions that are told apart, over half a turn. */
export const DIRECTIONS = 8
/** cos(pi / 8): from how near a gradient has to be to a direction to count as of it. */
const NEAR = Math.cos(Math.PI / DIRECTIONS)
const TINY = 1e-6

/** Pixels from the middle of one cell to that of the next, for a picture of this shorter side. */
export const cellStep = (side: number): number => Math.max(4, Math.min(8, Math.floor(side / 8)))

/** Cells along a side of so many pixels. */
export const cellsOf = (extent: number, step: number): number => Math.ceil(extent / step)

/**
 * Histograms of the directions of outlines (Zhu et al. 2016, supplement, after Dalal and Triggs 2005), made of operators that can
 * be differentiated: how strong the gradient of brightness is along each of eight directions, sharpened so that each
 * counts for one or two of them, and gathered into cells by a tent.
 *
 * @param picture [N, C, H, W]
 * @returns [N, 8, cells down, cells across]
 */
export function outlineFeatures(picture: Value): Value {
  const [n, , height, width] = picture.shape as [number, number, number, number]
  const brightness = op.reduceMean(picture, [1])
  const [across, down] = gradients(brightness)
  const strength = op.sqrt(op.add(op.add(op.square(across), op.square(down)), TINY))
  const bins = Array.from({ length: DIRECTIONS }, (_, k) => {
    const angle = (Math.PI * k) / DIRECTIONS
    const along = op.abs(op.add(op.mul(across, Math.cos(angle)), op.mul(down, Math.sin(angle))))
    return op.relu(op.sub(op.mul(along, 1 / (1 - NEAR)), op.mul(strength, NEAR / (1 - NEAR))))
  })
  const step = cellStep(Math.min(height, width))
  const rows = op.constant(picture, [cellsOf(height, step), height], tents(height, step))
  const columns = op.constant(picture, [cellsOf(width, step), width], tents(width, step))
  const all = op.reshape(op.concat(bins, 1), [n * DIRECTIONS, height, width])
  const cells = op.matMul(rows, op.matMul(all, op.transposeLast(columns)))
  return op.reshape(cells, [n, DIRECTIONS, ...cells.shape.slice(1)])
}

/** Sobel's two kernels over 4, the picture's edge repeated. */
function gradients(x: Value): [Value, Value] {
  const kernel = [-1, 0, 1, -2, 0, 2, -1, 0, 1]
  const turned = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => kernel[3 * column + row]!))
  const weight = op.constant(
    x,
    [2, 1, 3, 3],
    [...kernel, ...turned].map((value) => value / 4),
  )
  const found = op.conv(edgeRepeated(x), weight)
  return op.split(found, [1, 1], 1) as [Value, Value]
}

function edgeRepeated(x: Value): Value {
  const around = (value: Value, axis: number) => {
    const extent = value.shape[axis]!
    const first = op.slice(value, [{ axis, start: 0, end: 1 }])
    const last = op.slice(value, [{ axis, start: extent - 1, end: extent }])
    return op.concat([first, value, last], axis)
  }
  return around(around(x, 2), 3)
}

/** Row-major [cells, extent]: what each cell takes of each pixel, a tent two steps wide whose weights add up to 1. */
export function tents(extent: number, step: number): number[] {
  return Array.from({ length: cellsOf(extent, step) }, (_, cell) => {
    const middle = (cell + 0.5) * step - 0.5
    const row = Array.from({ length: extent }, (_, at) => Math.max(0, 1 - Math.abs(at - middle) / step))
    const sum = row.reduce((a, b) => a + b, 0)
    return row.map((weight) => weight / sum)
  }).flat()
}
