import { describe, expect, test } from 'vitest'
import type { AttributeValue } from '../operator.ts'
import { labelOf } from '../testing/examples.fixture.ts'
import { newGraph, operators } from './index.ts'

/** Values that an operator refuses, and so cannot show; a file that has them keeps the node as a black box. */
const refused: Readonly<Record<string, AttributeValue>> = {
  'GridSample.mode': 'nearest',
  'MaxPool.storage_order': 1,
  'Resize.keep_aspect_ratio_policy': 'not_larger',
}

/** Attributes without a say in the results of the element types that we hold, and why. */
const idle: Readonly<Record<string, string>> = {
  'Cast.saturate': 'decides for eight-bit floating-point numbers alone',
  'GroupNormalization.stash_type': 'names the precision of statistics, which is single at least',
  'LayerNormalization.stash_type': 'names the precision of statistics, which is single at least',
  'RMSNormalization.stash_type': 'names the precision of statistics, which is single at least',
  'Resize.extrapolation_value': 'belongs to tf_crop_and_resize, which is refused',
  'TopK.sorted': 'leaves the order open where it is off, and sorted is one of the orders',
}

const attributes = [...operators.values()].flatMap((operator) =>
  Object.entries(operator.attributes).map(([name, { fallback }]) => ({
    operator,
    name,
    fallback,
    title: `${operator.name}.${name}`,
  })),
)

describe('every attribute', () => {
  test.each(attributes.filter(({ title }) => !(title in refused || title in idle)))(
    '$title has an example in which it is not what it is by default',
    ({ operator, name, fallback }) => {
      const shown = operator.examples.filter(({ attributes }) => {
        const value = attributes[name] ?? fallback
        return JSON.stringify(value, plain) !== JSON.stringify(fallback, plain)
      })
      expect(shown.map(labelOf)).not.toEqual([])
    },
  )

  test.each(attributes.filter(({ title }) => title in refused))(
    '$title is refused where it is not covered',
    ({ operator, name, title }) => {
      const [{ inputs, attributes, outputCount }] = operator.examples as [(typeof operator.examples)[0]]
      const graph = newGraph()
      const values = inputs.map((input, index) => {
        if (!input) return null
        return 'dtype' in input ? graph.constant(input) : graph.input(`x${index}`, 'float32', input.shape)
      })
      const emit = () =>
        graph.emit(operator, values, { ...attributes, [name]: refused[title] }, { outputCount })
      expect(emit).toThrow(new RegExp(`${operator.name}: does not cover .*${name}`))
    },
  )

  test('and every optional input is both given and left out in examples', () => {
    const unseen = [...operators.values()].flatMap(({ name, inputs, examples }) =>
      inputs.flatMap((input, index) =>
        input.endsWith('?') && new Set(examples.map((each) => !each.inputs[index])).size < 2
          ? [`${name} ${input}`]
          : [],
      ),
    )
    // The region of interest belongs to tf_crop_and_resize, which is refused.
    expect(unseen).toEqual(['Resize roi?'])
  })
})

const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
