import { describe, expect, test } from 'vitest'
import { evaluate } from '../../evaluate.ts'
import type { Value } from '../../graph.ts'
import { sizeOf } from '../../shapes.ts'
import { labelOf, random, trialOf } from '../../testing/examples.fixture.ts'
import { distance } from '../../testing/numeric.fixture.ts'
import { run } from '../../testing/runtime.fixture.ts'
import { conv } from '../conv.ts'
import { chooseFormulation, convWeightGradient, type Formulation } from './convWeightGradient.ts'
import { type WindowAttributes, windowsOf } from './windows.ts'

/** Those that can do what the example asks for. */
const formulationsFor = (group: number, unitStrides: boolean): Formulation[] => [
  'swapped',
  'columns',
  ...(group === 1 ? (['patches'] as const) : []),
  ...(group === 1 && unitStrides ? (['deltaColumns'] as const) : []),
]

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
      const formulations = formulationsFor(
        group,
        windows.strides.every((stride) => stride === 1),
      )
      const values = formulations.map((formulation) => {
        const value = convWeightGradient(x, dy, windows, group, () => formulation)
        graph.output(formulation, value)
        return value
      })
      const [expected, ...others] = evaluate(graph, feeds, values)
      expect(expected!.shape).toEqual(w.shape)
      for (const { data } of others) expect(distance(data, expected!.data)).toBeLessThan(1e-12)
      const results = await run(graph, new Map([...feeds].map(([{ name }, data]) => [name, data])))
      for (const formulation of formulations)
        expect(distance(results.get(formulation)!.data, expected!.data), formulation).toBeLessThan(1e-5)
    },
  )
})

test('the choice follows what was measured', () => {
  const attributes = { auto_pad: 'NOTSET', dilations: undefined }
  const choose = (
    batch: number,
    channels: number,
    filters: number,
    side: number,
    kernel: number,
    stride: number,
  ) =>
    chooseFormulation({
      batch,
      channels,
      filters,
      group: 1,
      extents: [side, side],
      windows: windowsOf([side, side], [kernel, kernel], {
        ...attributes,
        pads: [1, 1, 1, 1],
        strides: [stride, stride],
      }),
    })
  expect(choose(16, 32, 64, 32, 4, 2)).toBe('swapped')
  expect(choose(16, 3, 64, 64, 4, 2)).toBe('columns')
  expect(choose(1, 64, 3, 64, 3, 1)).toBe('deltaColumns')
  expect(choose(1, 512, 1024, 4, 4, 2)).toBe('patches')
  expect(choose(1, 256, 256, 32, 3, 1)).toBe('winograd')
  expect(choose(64, 128, 256, 16, 4, 2)).toBe('winograd')
})

test('groups stay with the runtime', () => {
  const windows = windowsOf([32, 32], [3, 3], {
    auto_pad: 'NOTSET',
    dilations: undefined,
    pads: [1, 1, 1, 1],
    strides: undefined,
  })
  const shape = { batch: 16, channels: 1, filters: 1, group: 64, extents: [32, 32], windows }
  expect(chooseFormulation(shape)).toBe('swapped')
})
