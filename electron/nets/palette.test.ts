import { expect, test } from 'vitest'
import { evaluate } from '../graph/evaluate.ts'
import { newGraph } from '../graph/operators/index.ts'
import { colorsUnder, paletteEntropy, rebalanced } from './palette.ts'

/** Black, white and red. */
const palette = Float64Array.of(-1, -1, -1, 1, 1, 1, 1, -1, -1)

/** Two pixels: the first is sure of red, the second of nothing. */
const scores = Float64Array.of(0, 0, 0, 0, 20, 0)

const white = [1, 1, 1, 1, 1, 1]

function results(target: number[], drawing = white, weights = [1, 1, 1]) {
  const graph = newGraph()
  const [s, t, d, p] = [
    graph.input('scores', 'float32', [1, 3, 1, 2]),
    graph.input('target', 'float32', [1, 3, 1, 2]),
    graph.input('drawing', 'float32', [1, 3, 1, 2]),
    graph.input('palette', 'float32', [3, 3]),
  ] as const
  const feeds = new Map([
    [s, scores],
    [t, Float64Array.from(target)],
    [d, Float64Array.from(drawing)],
    [p, palette],
  ])
  const entropy = paletteEntropy(s, { target: t, drawing: d, palette: p, weights })
  const [colors, found] = evaluate(graph, feeds, [colorsUnder(d, s, p), entropy])
  return { colors: [...colors!.data], entropy: found!.data[0]! }
}

test('a pixel that is sure has a colour of the palette, and one that is not their mean', () => {
  const { colors } = results(white)
  for (const [at, value] of [1, 1 / 3, -1, -1 / 3, -1, -1 / 3].entries())
    expect(colors[at]).toBeCloseTo(value, 5)
})

test('a line stays, and where it is half bright so is the colour below', () => {
  const { colors } = results(white, [0, -1, 0, -1, 0, -1])
  for (const [at, value] of [0, -1, -1, -1, -1, -1].entries()) expect(colors[at]).toBeCloseTo(value, 5)
})

test('the entropy is that of the colour that each pixel is nearest to', () => {
  // Nearly red and nearly white: right and sure, and one of three.
  const nearly = [0.9, 0.9, -0.9, 1, -1, 0.95]
  expect(results(nearly).entropy).toBeCloseTo(Math.log(3) / 2, 4)
  // Black and white: sure and wrong by 20, and one of three.
  const wrong = [-1, 1, -1, 1, -1, 1]
  expect(results(wrong).entropy).toBeCloseTo((20 + Math.log(3)) / 2, 4)
  // White counts twice; what is under the line does not count.
  expect(results(wrong, white, [1, 2, 1]).entropy).toBeCloseTo((20 + 2 * Math.log(3)) / 2, 4)
  expect(results(wrong, [-1, 1, -1, 1, -1, 1]).entropy).toBeCloseTo(Math.log(3) / 2, 4)
})

test('rare colours count more than frequent ones, all together as much as before', () => {
  const shares = [0.9, 0.09, 0.01]
  const weights = rebalanced(shares)
  expect(weights[1]).toBeGreaterThan(2 * weights[0]!)
  expect(weights[2]).toBeGreaterThan(weights[1]!)
  expect(weights.reduce((sum, weight, at) => sum + weight * shares[at]!, 0)).toBeCloseTo(1, 9)
})
