import { expect, test } from 'vitest'
import { evaluate } from '../../graph/evaluate.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { divergenceFromStandard } from './prior.ts'

test('the divergence of normal distributions from the standard one is that of the formula', () => {
  const graph = newGraph()
  const of = (...data: number[]) =>
    graph.constant({ dtype: 'float32', shape: [1, data.length], data: Float32Array.from(data) })
  const found = (means: number[], deviations: number[]) =>
    evaluate(graph, new Map(), [divergenceFromStandard(of(...means), of(...deviations.map(Math.log)))])[0]!
      .data[0]
  expect(found([0, 0], [1, 1])).toBeCloseTo(0, 6)
  // KL(N(1, 2²) || N(0, 1)) = (1 + 4 - 1) / 2 - log 2
  expect(found([1, 0], [2, 1])).toBeCloseTo((2 - Math.log(2)) / 2, 5)
})
