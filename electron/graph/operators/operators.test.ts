import { describe, expect, test } from 'vitest'
import { check } from '../check.ts'
import { evaluate } from '../evaluate.ts'
import type { Graph } from '../graph.ts'
import { simplify } from '../passes/simplify.ts'
import { labelOf, trialOf } from '../testing/examples.fixture.ts'
import { centralDifferences, distance } from '../testing/numeric.fixture.ts'
import { run } from '../testing/runtime.fixture.ts'
import { operators } from './index.ts'

/** Every example of every operator: the reference evaluator, central differences and ONNX Runtime must agree. */
describe.each([...operators.values()])('$name', (operator) => {
  test('has examples', () => expect(operator.examples.length).toBeGreaterThan(0))

  test.each(operator.examples.map((example) => [labelOf(example), example] as const))(
    'example %s',
    async (_label, example) => {
      const trial = trialOf(operator, example)
      const { graph, feeds, drawn, loss, secondLoss } = trial
      check(graph)

      const gradients = evaluate(graph, feeds, trial.gradients)
      gradients.forEach(({ data, shape }, k) => {
        expect(shape).toEqual(drawn[k]!.shape)
        expect(trial.gradients[k]!.dtype).toBe('float32')
        expect(
          distance(data, centralDifferences(graph, loss!, feeds, drawn[k]!)),
          `d/d${drawn[k]!.name}`,
        ).toBeLessThan(1e-6)
      })
      evaluate(graph, feeds, trial.second).forEach(({ data }, k) => {
        const numeric = centralDifferences(graph, secondLoss!, feeds, drawn[k]!)
        expect(distance(data, numeric), `second d/d${drawn[k]!.name}`).toBeLessThan(1e-6)
      })

      const wanted = [...trial.outputs, ...trial.gradients, ...trial.second]
      for (const [k, value] of wanted.entries()) graph.output(`out${k}`, value)
      const reference = evaluate(graph, feeds, wanted)
      const named = new Map([...feeds].map(([{ name }, data]) => [name, data]))
      const compare = async (variant: Graph) => {
        const results = await run(variant, named)
        for (const name of variant.outputs.keys()) {
          const expected = reference[Number(name.slice(3))]!
          expect(results.get(name)!.shape).toEqual(expected.shape)
          expect(distance(results.get(name)!.data, expected.data), `${name} in ONNX Runtime`).toBeLessThan(
            2e-5,
          )
        }
      }
      await compare(graph)
      await compare(simplify(graph))
      if (trial.outputs.length === 1) return
      for (let k = 1; k < trial.outputs.length; k++) graph.outputs.delete(`out${k}`)
      await compare(simplify(graph))
    },
  )
})
