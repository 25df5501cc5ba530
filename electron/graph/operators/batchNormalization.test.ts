import { expect, test } from 'vitest'
import * as op from '../builder.ts'
import { gradients } from '../differentiate.ts'
import { evaluate } from '../evaluate.ts'
import { simplify } from '../passes/simplify.ts'
import { float32 } from '../tensor.ts'
import { distance } from '../testing/numeric.fixture.ts'
import { run } from '../testing/runtime.fixture.ts'
import { newGraph } from './index.ts'

test('in training, the running statistics may go unused', async () => {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [4, 2])
  const ones = graph.constant(float32([1, 1]))
  const [y] = graph.emit(
    'BatchNormalization',
    [x, ones, ones, ones, ones],
    { training_mode: 1 },
    { outputCount: 3 },
  )
  graph.output('y', y!)
  graph.output('dx', gradients(op.reduceSum(op.exp(y!), undefined, false), [x])[0]!)
  const numbers = [1, 2, -1, 0.5, 3, 0, 0.25, -2]
  const expected = evaluate(graph, new Map([[x, numbers]]), [...graph.outputs.values()])
  const results = await run(simplify(graph), new Map([['x', numbers]]))
  ;['y', 'dx'].forEach((name, k) => {
    expect(distance(results.get(name)!.data, expected[k]!.data), name).toBeLessThan(1e-5)
  })
})
