import { expect, test } from 'vitest'
import { newGraph } from '../../graph/operators/index.ts'
import { run } from '../../graph/testing/runtime.fixture.ts'
import { relativeError } from './relativeError.ts'

test('examples count by the logarithm of their own mean squared error over the floor', async () => {
  const graph = newGraph()
  const a = graph.input('a', 'float32', [2, 1, 1, 2])
  const b = graph.input('b', 'float32', [2, 1, 1, 2])
  graph.output('loss', relativeError(a, b, 0.5))
  const feeds = new Map([
    ['a', [1, 2, 3, 4]],
    ['b', [1, 2, 0, 5]],
  ])
  // Errors of 0 and (9 + 1) / 2: log 1 and log 11.
  expect((await run(graph, feeds)).get('loss')!.data[0]).toBeCloseTo(Math.log(11) / 2, 5)
})
