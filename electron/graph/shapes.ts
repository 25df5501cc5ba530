import { defect, type GanvasError } from '../contract/errors.ts'

/** Sizes of a tensor's axes, outermost first. `[]` is a scalar. */
export type Shape = readonly number[]

/** Number of elements of a tensor of this shape. */
export const sizeOf = (shape: Shape): number => shape.reduce((product, extent) => product * extent, 1)

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((extent, axis) => extent === b[axis])

/** `[0, 1, … count - 1]` */
export const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** Row-major steps between neighbours along each axis. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length)
  let step = 1
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step
    step *= shape[axis]!
  }
  return strides
}

/** ONNX (NumPy) broadcasting of any number of shapes. */
export function broadcastShapes(...shapes: readonly Shape[]): number[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length))
  return range(rank).map((axis) => {
    const extents = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1)
    const extent = extents.find((candidate) => candidate !== 1) ?? 1
    if (extents.some((candidate) => candidate !== 1 && candidate !== extent))
      throw invalid(`the shapes ${shapes.map(showShape).join(' and ')} do not broadcast`)
    return extent
  })
}

/** Counts a negative axis from the back, and refuses one outside the rank. */
export function axisOf(axis: number, rank: number): number {
  if (axis < -rank || axis >= rank) throw invalid(`axis ${axis} is outside a tensor of rank ${rank}`)
  return axis < 0 ? axis + rank : axis
}

export const axesOf = (axes: readonly number[], rank: number): number[] =>
  axes.map((axis) => axisOf(axis, rank))

export const showShape = (shape: Shape): string => `[${shape.join(', ')}]`

/** Visits every position in row-major order. The position array is reused: do not keep it. */
export function forEachIndex(shape: Shape, visit: (index: readonly number[], flat: number) => void): void {
  const count = sizeOf(shape)
  const index = new Array<number>(shape.length).fill(0)
  for (let flat = 0; flat < count; flat++) {
    visit(index, flat)
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis]! === shape[axis]; axis--) index[axis] = 0
  }
}

/** Fills a row-major array by a function of the position; see {@link forEachIndex}. */
export function tabulate(shape: Shape, f: (index: readonly number[]) => number): Float64Array {
  const result = new Float64Array(sizeOf(shape))
  forEachIndex(shape, (index, flat) => {
    result[flat] = f(index)
  })
  return result
}

/** Row-major offset of a position. */
export function offsetOf(strides: readonly number[], index: readonly number[]): number {
  let offset = 0
  for (let axis = 0; axis < strides.length; axis++) offset += strides[axis]! * index[axis]!
  return offset
}

/** What a rule throws about its operands; the graph adds the operator and the node. */
export const invalid = (message: string): GanvasError => defect('invalid-input', message)

/** What a rule throws about a behaviour it does not cover; a file that has it keeps the node as a black box. */
export const unsupported = (message: string): GanvasError => defect('unsupported', message)
