import { expect, test } from 'vitest'
import { evaluate } from '../../graph/evaluate.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { charbonnier } from './pixels.ts'

function distance(difference: number, softness: number): number {
  const graph = newGraph()
  const [a, b] = ['a', 'b'].map((name) => graph.input(name, 'float32', [2]))
  const feeds = new Map([
    [a!, Float64Array.of(difference, -difference)],
    [b!, Float64Array.of(0, 0)],
  ])
  return evaluate(graph, feeds, [charbonnier(a!, b!, softness)])[0]!.data[0]!
}

test('Charbonnier’s distance is squared for small differences and absolute for large ones', () => {
  expect(distance(0, 0.3)).toBeCloseTo(0, 6)
  expect(distance(0.01, 0.3) / distance(0.005, 0.3)).toBeCloseTo(4, 2)
  expect(distance(40, 0.3) - distance(39, 0.3)).toBeCloseTo(1, 3)
})
