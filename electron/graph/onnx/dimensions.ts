import { GanvasError } from '../../contract/errors.ts'
import { type Text, text } from '../../contract/text.ts'
import { type Shape, showShape } from '../shapes.ts'
import type { FileValue } from './protobuf.ts'

/** Sizes of dynamic axes: by the name the file gives an axis, or the whole shape of an input by the input's name. */
export type Dimensions = Readonly<Record<string, number | Shape>>

/** @throws invalid-input naming the input and each axis whose size is not known */
export function shapeOf({ name, dims }: FileValue, dimensions: Dimensions, file: string): Shape {
  const whole = dimensions[name]
  if (typeof whole === 'object') {
    if (dims && !fits(dims, whole))
      throw wrong(text('onnx.otherShape', { shape: showShape(whole), name, file, dims: show(dims) }))
    return whole
  }
  const sizes = dims?.map((extent) => (typeof extent === 'string' ? dimensions[extent] : extent))
  if (sizes?.every((size) => typeof size === 'number' && size > 0)) return sizes as number[]
  const empty = dims?.some((extent) => typeof extent === 'number' && extent < 1)
  if (empty && dims?.every((extent) => typeof extent === 'number'))
    throw wrong(text('onnx.emptyShape', { name, file, dims: show(dims) }))
  throw wrong(text('onnx.openShape', { name, file, dims: dims ? show(dims) : '[…]' }))
}

const fits = (dims: readonly (number | string | null)[], shape: Shape): boolean =>
  dims.length === shape.length &&
  dims.every((extent, axis) => typeof extent !== 'number' || extent < 1 || extent === shape[axis])

const show = (dims: readonly (number | string | null)[]): string =>
  `[${dims.map((extent) => extent ?? '?').join(', ')}]`

const wrong = (message: Text) => new GanvasError('invalid-input', message)
