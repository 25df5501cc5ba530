import * as op from '../builder.ts'
import { example, floats, int, operator, string } from '../operator.ts'
import { axisOf, forEachIndex, invalid, offsetOf, sameShape, stridesOf, unsupported } from '../shapes.ts'
import { int64 } from '../tensor.ts'

/** Without a reduction the indices must not repeat. */
export const scatterElements = operator({
  name: 'ScatterElements',
  inputs: ['data', 'indices', 'updates'],
  attributes: { axis: int(0), reduction: string('none') },
  infer: ({ inputs: [x, indices, updates], attributes: { reduction } }) => {
    if (!sameShape(indices.shape, updates.shape)) throw invalid('needs as many updates as indices')
    if (reduction !== 'none' && reduction !== 'add')
      throw unsupported(`does not cover the reduction '${reduction}'`)
    return [x]
  },
  evaluate: ({ inputs: [x, indices, updates], attributes }) => {
    const axis = axisOf(attributes.axis, x.shape.length)
    const extent = x.shape[axis]!
    const [into, from] = [stridesOf(x.shape), stridesOf(updates.shape)]
    const result = x.data.slice()
    forEachIndex(updates.shape, (index) => {
      const source = offsetOf(from, index)
      const target = offsetOf(into, index.with(axis, (indices.data[source]! + extent) % extent))
      const kept = attributes.reduction === 'add' ? result[target]! : 0
      result[target] = kept + updates.data[source]!
    })
    return [result]
  },
  gradient: ({ inputs: [, indices, updates], attributes: { axis, reduction }, dy }) => [
    () =>
      reduction === 'add' ? dy : op.apply('ScatterElements', [dy, indices, op.zeros(updates)], { axis }),
    null,
    () => op.gatherElements(dy, indices, axis),
  ],
  examples: [
    example([floats(3, 2), int64([0, 2, -1, 0], [2, 2]), floats(2, 2)], { reduction: 'add' }),
    example([floats(2, 4), int64([1, 3, 2, 0], [2, 2]), floats(2, 2)], { axis: 1 }),
  ],
})
