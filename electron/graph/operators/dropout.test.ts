import { expect, test } from 'vitest'
import * as op from '../builder.ts'
import { gradients } from '../differentiate.ts'
import { simplify } from '../passes/simplify.ts'
import { bools, float32 } from '../tensor.ts'
import { run } from '../testing/runtime.fixture.ts'
import { newGraph } from './index.ts'

test('in training, the gradient passes through what was kept, and only through that', async () => {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [200])
  const [y] = graph.emit(
    'Dropout',
    [x, graph.constant(float32([0.75], [])), graph.constant(bools([1], []))],
    { seed: 1 },
  )
  graph.output('y', y!)
  graph.output('dx', gradients(op.reduceSum(y!, undefined, false), [x])[0]!)
  const results = await run(simplify(graph), new Map([['x', new Array(200).fill(1)]]))
  expect(results.get('dx')!.data).toEqual(results.get('y')!.data)
  expect(new Set(results.get('y')!.data)).toEqual(new Set([0, 4]))
})
