import { expect, test } from 'vitest'
import { evaluate } from '../graph/evaluate.ts'
import { newGraph } from '../graph/operators/index.ts'
import { colorsOf, paletteEntropy } from './palette.ts'

/** Black, white and red. */
const palette = Float64Array.of(-1, -1, -1, 1, 1, 1, 1, -1, -1)

/** Two pixels: the first is sure of red, the second of nothing. */
const scores = Float64Array.of(0, 0, 0, 0, 20, 0)

function results(target: number[]) {
  const graph = newGraph()
  const [s, t, p] = [
    graph.input('scores', 'float32', [1, 3, 1, 2]),
    graph.input('target', 'float32', [1, 3, 1, 2]),
    graph.input('palette', 'float32', [3, 3]),
  ] as const
  const feeds = new Map([
    [s, scores],
    [t, Float64Array.from(target)],
    [p, palette],
  ])
  const [colors, entropy] = evaluate(graph, feeds, [colorsOf(s, p), paletteEntropy(s, t, p)])
  return { colors: [...colors!.data], entropy: entropy!.data[0]! }
}

test('a pixel that is sure has a colour of the palette, and one that is not their mean', () => {
  const { colors } = results([0, 0, 0, 0, 0, 0])
  for (const [at, value] of [1, 1 / 3, -1, -1 / 3, -1, -1 / 3].entries())
    expect(colors[at]).toBeCloseTo(value, 5)
})

test('the entropy is that of the colour that each pixel is nearest to', () => {
  // Nearly red and nearly white: right and sure, and one of three.
  expect(results([0.9, 0.9, -0.9, 1, -1, 0.95]).entropy).toBeCloseTo(Math.log(3) / 2, 4)
  // Black and white: sure and wrong by 20, and one of three.
  expect(results([-1, 1, -1, 1, -1, 1]).entropy).toBeCloseTo((20 + Math.log(3)) / 2, 4)
})
