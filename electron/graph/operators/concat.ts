import * as op from '../builder.ts'
import { example, floats, int, operator } from '../operator.ts'
import { axisOf, invalid, showShape } from '../shapes.ts'
import { sameType } from './families/elementwise.ts'

export const concat = operator({
  name: 'Concat',
  inputs: ['inputs*'],
  attributes: { axis: int(0) },
  infer: ({ inputs, attributes }) => {
    const { shape } = inputs[0]!
    const axis = axisOf(attributes.axis, shape.length)
    for (const other of inputs)
      if (
        other.shape.length !== shape.length ||
        other.shape.some((extent, k) => k !== axis && extent !== shape[k])
      )
        throw invalid(`${showShape(shape)} and ${showShape(other.shape)} differ outside axis ${axis}`)
    const extent = inputs.reduce((sum, input) => sum + input.shape[axis]!, 0)
    return [{ dtype: sameType(inputs), shape: shape.with(axis, extent) }]
  },
  evaluate: ({ inputs, attributes, outputs: [y] }) => {
    const axis = axisOf(attributes.axis, y!.shape.length)
    const result = new Float64Array(y!.shape.reduce((a, b) => a * b, 1))
    const row = y!.shape.slice(axis).reduce((a, b) => a * b, 1)
    let start = 0
    for (const { shape, data } of inputs) {
      const part = shape.slice(axis).reduce((a, b) => a * b, 1)
      for (let from = 0, to = start; from < data.length; from += part, to += row)
        result.set(data.subarray(from, from + part), to)
      start += part
    }
    return [result]
  },
  gradient: ({ inputs, attributes, y, dy }) => {
    const axis = axisOf(attributes.axis, y.shape.length)
    let end = 0
    return inputs.map(({ shape }) => {
      const start = end
      end += shape[axis]!
      const cut = { axis, start, end }
      return () => op.slice(dy, [cut])
    })
  },
  examples: [
    example([floats(2, 3), floats(1, 3)]),
    example([floats(2, 1, 2), floats(2, 3, 2), floats(2, 2, 2)], { axis: -2 }),
    example([floats(3)]),
  ],
})
