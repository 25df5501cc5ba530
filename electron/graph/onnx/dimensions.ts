import { GanvasError } from '../../contract/errors.ts'
import type { Shape } from '../shapes.ts'
import type { FileValue } from './protobuf.ts'

/** Sizes of dynamic axes: by the name the file gives an axis, or the whole shape of an input by the input's name. */
export type Dimensions = Readonly<Record<string, number | Shape>>

/** @throws invalid-input naming the input and each axis whose size is not known */
export function shapeOf({ name, dims }: FileValue, dimensions: Dimensions, file: string): Shape {
  const whole = dimensions[name]
  if (typeof whole === 'object') {
    if (dims && !fits(dims, whole))
      throw wrong(
        `[${whole.join(', ')}] does not fit the input '${name}' of ${file}, which is [${show(dims)}].`,
        name,
      )
    return whole
  }
  const sizes = dims?.map((extent) => (typeof extent === 'string' ? dimensions[extent] : extent))
  if (sizes?.every((size) => typeof size === 'number' && size > 0)) return sizes as number[]
  const empty = dims?.some((extent) => typeof extent === 'number' && extent < 1)
  if (empty && dims?.every((extent) => typeof extent === 'number'))
    throw wrong(
      `The input '${name}' of ${file} has the shape [${show(dims)}] with a size that stands for none. Say which sizes to use, as a whole shape for '${name}'.`,
      name,
    )
  throw wrong(
    `The input '${name}' of ${file} has the dynamic shape [${dims ? show(dims) : 'of any rank'}]. Say which sizes to use, by axis name or as a whole shape for '${name}'.`,
    name,
  )
}

const fits = (dims: readonly (number | string | null)[], shape: Shape): boolean =>
  dims.length === shape.length &&
  dims.every((extent, axis) => typeof extent !== 'number' || extent < 1 || extent === shape[axis])

const show = (dims: readonly (number | string | null)[]): string =>
  dims.map((extent) => extent ?? '?').join(', ')

const wrong = (message: string, input: string) => new GanvasError('invalid-input', message, { input })
