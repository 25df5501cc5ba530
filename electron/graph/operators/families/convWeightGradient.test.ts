import { describe, expect, test } from 'vitest'
import { evaluate } from '../../evaluate.ts'
import type { Value } from '../../graph.ts'
import { sizeOf } from '../../shapes.ts'
import { labelOf, random, trialOf } from '../../testing/examples.ts'
import { distance } from '../../testing/numeric.ts'
import { run } from '../../testing/runtime.ts'
import { conv } from '../conv.ts'
import { chooseFormulation, convWeightGradient, type Formulation } from './convWeightGradient.ts'
import { type WindowAttributes, windowsOf } from './windows.ts'

const formulations: Formulation[] = ['swapped', 'columns']

describe('every formulation gives the same weight gradient', () => {
  test.each(conv.examples.map((example) => [labelOf(example), example] as const))(
    '%s',
    async (_label, example) => {
      const { graph, feeds, outputs, drawn } = trialOf(conv, example)
      const [x, w] = drawn as [Value, Value]
      const dy = graph.input('dy', 'float32', outputs[0]!.shape)
      const draw = random(7)
      feeds.set(
        dy,
        Float64Array.from({ length: sizeOf(dy.shape) }, () => Math.fround(draw())),
      )
      const attributes = {
        auto_pad: 'NOTSET',
        dilations: undefined,
        pads: undefined,
        strides: undefined,
        ...example.attributes,
      }
      const windows = windowsOf(x.shape.slice(2), w.shape.slice(2), attributes as WindowAttributes)
      const group = (example.attributes.group as number | undefined) ?? 1
      const [swapped, columns] = formulations.map((formulation) => {
        const value = convWeightGradient(x, dy, windows, group, () => formulation)
        graph.output(formulation, value)
        return value
      })
      const [expected, other] = evaluate(graph, feeds, [swapped!, columns!])
      expect(expected!.shape).toEqual(w.shape)
      expect(distance(other!.data, expected!.data)).toBeLessThan(1e-12)
      const results = await run(graph, new Map([...feeds].map(([{ name }, data]) => [name, data])))
      for (const formulation of formulations)
        expect(distance(results.get(formulation)!.data, expected!.data), formulation).toBeLessThan(1e-5)
    },
  )
})

test('the choice follows what was measured', () => {
  const attributes = { auto_pad: 'NOTSET', dilations: undefined, pads: [1, 1, 1, 1] }
  const choose = (channels: number, extent: number, kernel: number, stride: number, group = 1) =>
    chooseFormulation({
      batch: 16,
      channels,
      filters: 64,
      group,
      windows: windowsOf([extent, extent], [kernel, kernel], { ...attributes, strides: [stride, stride] }),
    })
  expect(choose(128, 16, 4, 2)).toBe('swapped')
  expect(choose(3, 64, 4, 2)).toBe('columns')
  expect(choose(64, 64, 3, 1)).toBe('columns')
  expect(choose(1, 32, 3, 1, 64)).toBe('swapped')
})
