import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../evaluate.ts'
import { labelOf, trialOf } from '../testing/examples.fixture.ts'
import { distance } from '../testing/numeric.fixture.ts'
import { operators } from './index.ts'

/** What scripts/golden/graph.py worked out in PyTorch. */
interface Golden {
  example: string
  outputs: number[][]
  gradients: number[][]
  second: number[][]
}

const folder = new URL('../../../tests/golden/graph/', import.meta.url)

/** An operator without a file has no figures yet, which the first test of it says. */
function goldensOf(name: string): Golden[] {
  const file = new URL(`${name}.jsonl`, folder)
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line))
}

/** Every example of every operator against PyTorch: results, gradients, and gradients of gradients. */
describe.each([...operators.values()])('$name equals PyTorch', (operator) => {
  const goldens = goldensOf(operator.name)

  test('in every example', () => {
    expect(
      goldens.map(({ example }) => example),
      'run scripts/golden/graph.py again',
    ).toEqual(operator.examples.map(labelOf))
  })

  test.each(operator.examples.map((example, index) => [labelOf(example), example, goldens[index]] as const))(
    'on %s',
    (_label, example, golden) => {
      if (!golden) throw new Error(`${operator.name} has no figures: run scripts/golden/graph.py`)
      const { graph, feeds, outputs, gradients, second } = trialOf(operator, example)
      const compare = (values: typeof gradients, expected: number[][]) =>
        evaluate(graph, feeds, values).forEach(({ data }, k) => {
          expect(distance(data, expected[k]!), values[k]!.name).toBeLessThan(1e-6)
        })
      expect(golden.gradients.length).toBe(gradients.length)
      compare(outputs.slice(0, golden.outputs.length), golden.outputs)
      compare(gradients, golden.gradients)
      compare(second, golden.second)
    },
  )
})
