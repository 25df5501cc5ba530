import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as op from '../builder.ts'
import { check } from '../check.ts'
import { evaluate } from '../evaluate.ts'
import type { Graph, Value } from '../graph.ts'
import { withAnySize } from '../onnx/anySize.ts'
import { readOnnx } from '../onnx/read.ts'
import { newGraph } from '../operators/index.ts'
import { range, type Shape, sizeOf } from '../shapes.ts'
import { float32 } from '../tensor.ts'
import { measuringStatistics, type Statistics, withStatistics } from './statistics.ts'

const vector = (graph: Graph, numbers: readonly number[]) => graph.constant(float32(numbers))

/** Ways to let a picture's own statistics into four channels, as networks and exporters write them. */
const layers: Record<string, (x: Value) => Value> = {
  instance: (x) =>
    op.apply('InstanceNormalization', [x, vector(x.graph, [1, 2, 0.5, -1]), vector(x.graph, [0, 1, 0, 3])]),
  group: (x) =>
    op.apply('GroupNormalization', [x, vector(x.graph, [1, 2, 0.5, -1]), vector(x.graph, [0, 1, 0, 3])], {
      num_groups: 2,
    }),
  'batch in training': (x) =>
    x.graph.emit(
      'BatchNormalization',
      [x, ...[1, 0, 0, 1].map((value) => vector(x.graph, new Array(4).fill(value)))],
      { training_mode: 1 },
      { outputCount: 3 },
    )[0]!,
  'plain operators': (x) => {
    const centred = op.sub(x, op.reduceMean(x, [2, 3]))
    return op.div(centred, op.sqrt(op.add(op.reduceMean(op.square(centred), [-2, -1]), 1e-5)))
  },
  gate: (x) => op.mul(x, op.sigmoid(op.apply('GlobalAveragePool', [x]))),
  'gate without kept axes': (x) =>
    op.mul(x, op.reshape(op.sigmoid(op.reduceMean(x, [2, 3], false)), [x.shape[0]!, 4, 1, 1])),
  'group by way of an instance': (x) => {
    const flat = op.reshape(x, [x.shape[0]!, 2, sizeOf(x.shape.slice(1)) / 2])
    const normal = op.apply('InstanceNormalization', [flat, vector(x.graph, [1, 1]), vector(x.graph, [0, 0])])
    return op.reshape(normal, x.shape)
  },
}

/** Two such layers between convolutions of one pixel, so that a place sees nothing of its neighbours. */
function network(layer: (x: Value) => Value, shape: Shape): Graph {
  const graph = newGraph()
  const weight = (outputs: number, inputs: number, seed: number) =>
    graph.constant(
      float32(
        range(outputs * inputs).map((k) => Math.sin(seed + 3 * k)),
        [outputs, inputs, 1, 1],
      ),
    )
  let x = graph.input('x', 'float32', shape)
  for (const seed of [1, 2]) x = op.relu(layer(op.conv(x, weight(4, x.shape[1]!, seed))))
  graph.output('y', op.conv(x, weight(3, 4, 3)))
  return graph
}

const numbers = (count: number) => Float64Array.from({ length: count }, (_, k) => Math.sin(k * k) + 0.1)

function run(graph: Graph, data: ArrayLike<number>): Map<string, Float64Array> {
  check(graph)
  const names = [...graph.outputs.keys()]
  const results = evaluate(graph, new Map([[graph.inputs[0]!, data]]), [...graph.outputs.values()])
  return new Map(names.map((name, k) => [name, results[k]!.data]))
}

const measured = (graph: Graph, margin: number, data: ArrayLike<number>): Statistics =>
  new Map(
    [...run(measuringStatistics(graph, margin)!, data)].map(([name, found]) => [
      name,
      Float32Array.from(found),
    ]),
  )

const worst = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  expect(a.length).toBe(b.length)
  return Array.from(a).reduce((max: number, value, k) => Math.max(max, Math.abs(value - b[k]!)), 0)
}

test.each(Object.entries(layers))('%s: a picture is the same by way of its own statistics', (_, layer) => {
  const graph = network(layer, [1, 3, 4, 6])
  const data = numbers(72)
  const again = withStatistics(graph, measured(graph, 0, data))
  expect(worst(run(again, data).get('y')!, run(graph, data).get('y')!)).toBeLessThan(1e-5)
  // Nothing is left that would look at a picture as a whole.
  expect(measuringStatistics(again, 0)).toBeNull()
})

test.each(Object.entries(layers))(
  '%s: pieces measured together are one picture, and give its parts',
  (_, layer) => {
    const [whole, parts, part] = [
      [1, 3, 4, 6],
      [2, 3, 4, 3],
      [1, 3, 4, 3],
    ].map((shape) => network(layer, shape)) as [Graph, Graph, Graph]
    const data = numbers(72)
    const half = (k: number) => data.filter((_v, at) => Math.floor((at % 6) / 3) === k)
    const statistics = measured(parts, 0, [...half(0), ...half(1)])
    const expected = run(whole, data).get('y')!
    for (const k of [0, 1]) {
      const wanted = expected.filter((_v, at) => Math.floor((at % 6) / 3) === k)
      expect(worst(run(withStatistics(part, statistics), half(k)).get('y')!, wanted)).toBeLessThan(1e-5)
    }
  },
)

test('a margin counts nowhere', () => {
  const graph = network(layers.instance!, [1, 3, 6, 7])
  const inner = network(layers.instance!, [1, 3, 2, 3])
  const data = numbers(126)
  const inside = data.filter((_v, at) => {
    const [x, y] = [at % 7, Math.floor(at / 7) % 6]
    return x >= 2 && x < 5 && y >= 2 && y < 4
  })
  const expected = measured(inner, 0, inside)
  for (const [name, found] of measured(graph, 2, data))
    expect(worst(found, expected.get(name)!)).toBeLessThan(1e-5)
})

test('a network without such layers, or with fixed statistics, has nothing to measure', () => {
  expect(
    measuringStatistics(
      network((x) => op.tanh(x), [1, 3, 4, 4]),
      0,
    ),
  ).toBeNull()
})

test('the ResNet of another exporter is taken apart', () => {
  const model = readFileSync('tests/golden/stranger/resnet9.onnx')
  const graph = readOnnx(withAnySize(model), { dimensions: { x: [1, 3, 12, 12] } })
  const data = numbers(432)
  const statistics = measured(graph, 0, data)
  expect(statistics.size).toBe(46)
  const again = withStatistics(graph, statistics)
  expect(again.nodes.some(({ operator }) => operator.name === 'InstanceNormalization')).toBe(false)
  expect(worst(run(again, data).get('y')!, run(graph, data).get('y')!)).toBeLessThan(1e-5)
})
