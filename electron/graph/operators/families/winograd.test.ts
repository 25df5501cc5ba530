import { describe, expect, test } from 'vitest'
import * as op from '../../builder.ts'
import { gradients } from '../../differentiate.ts'
import { evaluate } from '../../evaluate.ts'
import type { Value } from '../../graph.ts'
import { lower } from '../../passes/lower.ts'
import { sizeOf } from '../../shapes.ts'
import { random, weightedSum } from '../../testing/examples.fixture.ts'
import { distance } from '../../testing/numeric.fixture.ts'
import { run } from '../../testing/runtime.fixture.ts'
import { convInputGradient } from '../conv.ts'
import { newGraph } from '../index.ts'
import { convWeightGradient } from './convWeightGradient.ts'
import { windowsOf } from './windows.ts'
import {
  tilingOf,
  toomCook,
  winogradConv,
  winogradInputGradient,
  winogradWeightGradient,
} from './winograd.ts'

/** Input sides, kernel, strides, pads, outputs of a tile. */
const cases: [string, number[], number[], number[], number[], number][] = [
  ['3x3, whole tiles', [6, 8], [3, 3], [1, 1], [1, 1, 1, 1], 2],
  ['3x3, a broken tile', [7, 6], [3, 3], [1, 1], [0, 0, 0, 0], 3],
  ['4x4 at stride 2', [8, 12], [4, 4], [2, 2], [1, 1, 1, 1], 2],
  ['4x4 at stride 2, large tiles', [12, 10], [4, 4], [2, 2], [1, 1, 1, 1], 4],
  ['4x4 at stride 1', [7, 6], [4, 4], [1, 1], [1, 1, 1, 1], 2],
  ['3x3 at stride 2, rows nobody sees', [8, 10], [3, 3], [2, 2], [1, 1, 1, 0], 3],
  ['a kernel of its own on each axis', [9, 8], [5, 3], [3, 2], [2, 0, 1, 1], 2],
]

describe.each(cases)('%s', (_name, extents, kernel, strides, pads, outputs) => {
  const graph = newGraph()
  const windows = windowsOf(extents, kernel, { auto_pad: 'NOTSET', dilations: undefined, pads, strides })
  const [batch, channels, filters] = [2, 3, 2]
  const x = graph.input('x', 'float32', [batch, channels, ...extents])
  const w = graph.input('w', 'float32', [filters, channels, ...kernel])
  const dy = graph.input('dy', 'float32', [batch, filters, ...windows.counts])
  const feeds = new Map<Value, Float64Array>(
    [x, w, dy].map((value, index) => {
      const draw = random(index + 1)
      return [value, Float64Array.from({ length: sizeOf(value.shape) }, () => Math.fround(draw() * 2 - 1))]
    }),
  )
  const tiling = tilingOf({ batch, channels, filters }, extents, windows, outputs)
  const pairs: Record<string, [Value, Value]> = {
    forward: [winogradConv(x, w, tiling), op.conv(x, w, null, { pads, strides })],
    input: [winogradInputGradient(dy, w, tiling), convInputGradient(dy, w, extents, windows, 1)],
    weight: [winogradWeightGradient(x, dy, tiling), convWeightGradient(x, dy, windows, 1, () => 'swapped')],
  }

  // Thirds are held in single precision.
  test.each(Object.keys(pairs))('the %s pass is that of the plain convolution', async (pass) => {
    const [fast, plain] = pairs[pass]!
    const [actual, expected] = evaluate(graph, feeds, [fast, plain])
    expect(fast.shape).toEqual(plain.shape)
    expect(distance(actual!.data, expected!.data)).toBeLessThan(1e-6)
    graph.output(pass, fast)
    const results = await run(graph, new Map([...feeds].map(([{ name }, data]) => [name, data])))
    graph.outputs.delete(pass)
    expect(distance(results.get(pass)!.data, expected!.data)).toBeLessThan(2e-5)
  })

  test('its gradients are those of the plain weight gradient', () => {
    const [fast, plain] = pairs.weight!.map((value) => gradients(weightedSum([value], 9), [x, dy]))
    const found = evaluate(graph, feeds, fast!)
    evaluate(graph, feeds, plain!).forEach(({ data }, k) => {
      expect(distance(found[k]!.data, data)).toBeLessThan(1e-6)
    })
  })
})

test('the maps of F(2, 3) multiply by halves at most', () => {
  const { input, kernel, output } = toomCook(2, 3)
  expect([input.length, kernel.length, output.length]).toEqual([4, 4, 2])
  expect([...input, ...output].flat().every((x) => [-1, 0, 1].includes(x))).toBe(true)
  expect(kernel.flat().every((x) => [-1, -0.5, 0, 0.5, 1].includes(x))).toBe(true)
})

describe('large convolutions run in tiles, unless the weight is a constant', () => {
  const [channels, filters, side] = [128, 160, 32]
  const draw = random(3)
  const numbers = (shape: readonly number[]) =>
    Float64Array.from({ length: sizeOf(shape) }, () => Math.fround(draw() - 0.5))
  const weight = numbers([filters, channels, 3, 3])
  const bias = { forward: numbers([filters]), back: numbers([channels]) }
  const pictures = {
    forward: numbers([1, channels, side, side]),
    back: numbers([1, filters, side, side]),
  }
  const result = async (way: 'forward' | 'back', fixed: boolean) => {
    const graph = newGraph()
    const x = graph.input('x', 'float32', [1, way === 'forward' ? channels : filters, side, side])
    const w = fixed
      ? op.constant(x, [filters, channels, 3, 3], weight)
      : graph.input('w', 'float32', [filters, channels, 3, 3])
    const b = op.constant(x, [bias[way].length], bias[way])
    const apply = way === 'forward' ? op.conv : op.convTranspose
    graph.output('y', apply(x, w, b, { pads: [1, 1, 1, 1] }))
    const results = await run(
      graph,
      new Map([['x', pictures[way]], ...(fixed ? [] : ([['w', weight]] as const))]),
    )
    return { data: results.get('y')!.data, names: lower(graph).nodes.map(({ operator }) => operator.name) }
  }

  test.each(['forward', 'back'] as const)('%s', async (way) => {
    const [fast, plain] = [await result(way, false), await result(way, true)]
    expect(fast.names).toContain('MatMul')
    expect(plain.names).not.toContain('MatMul')
    expect(distance(fast.data, plain.data)).toBeLessThan(2e-5)
  })
})
