import { describe, expect, test } from 'vitest'
import * as op from '../../builder.ts'
import { evaluate } from '../../evaluate.ts'
import type { Value } from '../../graph.ts'
import { lower } from '../../passes/lower.ts'
import { sizeOf } from '../../shapes.ts'
import { random } from '../../testing/examples.fixture.ts'
import { distance } from '../../testing/numeric.fixture.ts'
import { run } from '../../testing/runtime.fixture.ts'
import { convInputGradient } from '../conv.ts'
import { newGraph } from '../index.ts'
import { patchesConv, patchesInputGradient, prefersPatches } from './patches.ts'
import { windowsOf } from './windows.ts'

/** Sides of the input, kernel, strides, dilations, pads. */
const cases: [string, number[], number[], number[], number[], number[]][] = [
  ['4x4 at stride 2', [4, 4], [4, 4], [2, 2], [1, 1], [1, 1, 1, 1]],
  ['one position, the whole input', [3, 4], [3, 4], [1, 1], [1, 1], [0, 0, 0, 0]],
  ['margins of which some are never seen', [5, 6], [3, 2], [3, 4], [1, 1], [1, 0, 0, 1]],
  ['taps that are spread', [6, 5], [3, 2], [2, 1], [2, 4], [1, 0, 0, 0]],
  ['one axis', [6], [4], [2], [1], [0, 1]],
]

describe.each(cases)('%s', (_name, extents, kernel, strides, dilations, pads) => {
  const graph = newGraph()
  const windows = windowsOf(extents, kernel, { auto_pad: 'NOTSET', dilations, pads, strides })
  const [batch, channels, filters] = [4, 3, 2]
  const shape = { batch, channels, filters, group: 1, extents, windows }
  const x = graph.input('x', 'float32', [batch, channels, ...extents])
  const w = graph.input('w', 'float32', [filters, channels, ...kernel])
  const dy = graph.input('dy', 'float32', [batch, filters, ...windows.counts])
  const feeds = new Map<Value, Float64Array>(
    [x, w, dy].map((value, index) => {
      const draw = random(index + 1)
      return [value, Float64Array.from({ length: sizeOf(value.shape) }, () => Math.fround(draw() * 2 - 1))]
    }),
  )
  const pairs: Record<string, [Value, Value]> = {
    forward: [patchesConv(x, w, shape), op.conv(x, w, null, { pads, strides, dilations })],
    input: [patchesInputGradient(dy, w, shape), convInputGradient(dy, w, extents, windows, 1)],
  }

  test.each(Object.keys(pairs))('the %s pass is that of the plain convolution', async (pass) => {
    const [patches, plain] = pairs[pass]!
    const [actual, expected] = evaluate(graph, feeds, [patches, plain])
    expect(patches.shape).toEqual(plain.shape)
    expect(distance(actual!.data, expected!.data)).toBeLessThan(1e-12)
    graph.output(pass, patches)
    const results = await run(graph, new Map([...feeds].map(([{ name }, data]) => [name, data])))
    expect(distance(results.get(pass)!.data, expected!.data)).toBeLessThan(1e-5)
  })

  test('a convolution of few positions in a batch is written so', () => {
    expect(prefersPatches(shape)).toBe(true)
    expect(prefersPatches({ ...shape, batch: 2 })).toBe(false)
    expect(prefersPatches({ ...shape, group: 3 })).toBe(false)
    const small = newGraph()
    const [a, b] = [small.input('x', 'float32', x.shape), small.input('w', 'float32', w.shape)]
    small.output('y', op.conv(a, b, null, { pads, strides, dilations }))
    const written = lower(small).nodes.map(({ operator }) => operator.name)
    expect(written).toContain('MatMul')
    expect(written).not.toContain('Conv')
  })
})
