import fc from 'fast-check'
import { expect, test } from 'vitest'
import { check } from './check.ts'
import { gradients } from './differentiate.ts'
import { evaluate } from './evaluate.ts'
import type { Graph, Value } from './graph.ts'
import { readOnnx } from './onnx/read.ts'
import { writeOnnx } from './onnx/write.ts'
import { simplify } from './passes/simplify.ts'
import { print } from './print.ts'
import { random } from './testing/examples.fixture.ts'
import { centralDifferences, distance } from './testing/numeric.fixture.ts'
import { randomGraphs } from './testing/randomGraph.fixture.ts'
import { run } from './testing/runtime.fixture.ts'

const feedsOf = (inputs: readonly Value[]) =>
  new Map(
    inputs.map((input, k) => {
      const draw = random(k + 1)
      return [
        input,
        Float64Array.from({ length: input.shape.reduce((a, b) => a * b, 1) }, () => draw() * 2 - 1),
      ]
    }),
  )

const resultsOf = (graph: Graph) =>
  evaluate(graph, feedsOf(graph.inputs), [...graph.outputs.values()]).map(({ data }) => data)

test('random graphs have the gradients that central differences find, twice over', () => {
  fc.assert(
    fc.property(randomGraphs, ({ graph, inputs, loss }) => {
      const feeds = feedsOf(inputs)
      const first = gradients(loss, inputs)
      const sum = first.map((d) => opSum(d)).reduce((a, b) => graph.emit('Add', [a, b])[0]!)
      const second = gradients(sum, inputs)
      check(graph)
      evaluate(graph, feeds, [...first, ...second]).forEach(({ data }, k) => {
        const numeric = centralDifferences(graph, k < 2 ? loss : sum, feeds, inputs[k % 2]!)
        expect(distance(data, numeric)).toBeLessThan(1e-5)
      })
    }),
    { numRuns: 40, seed: 1 },
  )
})

test('random graphs mean the same after every pass, in a file, and in ONNX Runtime', async () => {
  await fc.assert(
    fc.asyncProperty(randomGraphs, async ({ graph, inputs, loss }) => {
      graph.output('loss', loss)
      gradients(loss, inputs).forEach((d, k) => void graph.output(`d${k}`, d))
      const expected = resultsOf(graph)
      const simple = simplify(graph)
      const again = readOnnx(writeOnnx(simple).model)
      expect(simple.nodes.length).toBeLessThanOrEqual(graph.nodes.length)
      for (const other of [simple, again])
        resultsOf(other).forEach((data, k) => void expect(distance(data, expected[k]!)).toBeLessThan(1e-6))
      expect(print(readOnnx(writeOnnx(again).model))).toBe(print(again))
      const feeds = new Map([...feedsOf(inputs)].map(([{ name }, data]) => [name, data]))
      const results = await run(again, feeds)
      ;[...graph.outputs.keys()].forEach(
        (name, k) => void expect(distance(results.get(name)!.data, expected[k]!)).toBeLessThan(1e-4),
      )
    }),
    { numRuns: 40, seed: 2 },
  )
})

/** The sum of all elements, without the builder's help. */
const opSum = (value: Value): Value => value.graph.emit('ReduceSum', [value], { keepdims: 0 })[0]!
