import { describe, expect, test } from 'vitest'
import * as op from '../builder.ts'
import type { Graph, Value } from '../graph.ts'
import { newGraph } from '../operators/index.ts'
import { run } from '../testing/runtime.fixture.ts'
import { withBatch } from './batch.ts'

/** z [1, 6] -> pictures, by some way that is given. */
function network(through: (z: Value) => Value): Graph {
  const graph = newGraph()
  const z = graph.input('z', 'float32', [1, 6])
  const weight = op.constant(z, [6, 12], numbers(72))
  graph.output('output', through(op.tanh(op.matMul(z, weight))))
  return graph
}

const numbers = (count: number) => Array.from({ length: count }, (_, k) => Math.sin(3 * k + 1))

const ways: Record<string, (x: Value) => Value> = {
  'a reshape with the number of one': (x) => op.reshape(x, [1, 3, 2, 2]),
  'a reshape with an open axis': (x) => op.reshape(x, [-1, 3, 2, 2]),
  'a shape that is repeated': (x) => op.add(x, op.expand(op.reduceMean(x, [1]), [1, 12])),
  'a constant beside every example': (x) => op.concat([x, op.constant(x, [1, 2], [3, 4])], 1),
  'statistics along the examples': (x) => op.sub(x, op.reduceMean(x)),
  'examples folded into another axis': (x) => op.reshape(op.square(op.reshape(x, [12, 1])), [1, 12]),
  'a softmax along the examples': (x) => op.add(op.softmax(x, 0), x),
}

describe('a network for several examples gives each what it gives it alone', () => {
  test.each(Object.keys(ways))('with %s', async (way) => {
    const graph = network(ways[way]!)
    const z = numbers(18)
    const together = await run(withBatch(graph, 3), new Map([['z', z]]))
    const alone = []
    for (let k = 0; k < 3; k++) {
      const found = await run(graph, new Map([['z', z.slice(6 * k, 6 * k + 6)]]))
      alone.push(...found.get('output')!.data)
    }
    const { shape, data } = together.get('output')!
    expect(shape[0]).toBe(3)
    expect(data.length).toBe(alone.length)
    for (const [k, value] of data.entries()) expect(value).toBeCloseTo(alone[k]!, 5)
  })

  test('at once where nothing stands against it, else with shared weights', () => {
    const at = (way: string) => withBatch(network(ways[way]!), 3)
    const products = (graph: Graph) => graph.nodes.filter(({ operator }) => operator.name === 'MatMul').length
    expect(products(at('a reshape with the number of one'))).toBe(1)
    expect(products(at('statistics along the examples'))).toBe(3)
    const weights = at('statistics along the examples').constants.filter(({ shape }) => shape[0] === 6)
    expect(weights).toHaveLength(1)
  })
})
