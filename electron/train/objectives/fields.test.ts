import { expect, test } from 'vitest'
import { evaluate } from '../../graph/evaluate.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { nearBorder } from './fields.ts'

test('a difference on the border counts whole, one at the reach half', () => {
  const graph = newGraph()
  const found = graph.input('found', 'float32', [2])
  const target = graph.input('target', 'float32', [2])
  const loss = nearBorder(found, target, 0.5)
  const of = (a: number[], b: number[]) =>
    evaluate(
      graph,
      new Map([
        [found, a],
        [target, b],
      ]),
      [loss],
    )[0]!.data[0]
  expect(of([0.1, 0.5], [0, 0.5])).toBeCloseTo(0.05)
  expect(of([0, 0.6], [0, 0.5])).toBeCloseTo(0.025)
  expect(of([0, -0.6], [0, -0.5])).toBeCloseTo(0.025)
})
