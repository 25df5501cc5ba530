import { expect, test } from 'vitest'
import { evaluate } from '../graph/evaluate.ts'
import type { Value } from '../graph/graph.ts'
import { newGraph } from '../graph/operators/index.ts'
import { type Shape, sizeOf } from '../graph/shapes.ts'
import { glyphUnet } from './glyphUnet.ts'
import { countParameters } from './parameters.ts'
import { Random } from './random.ts'
import type { Weights } from './weights.ts'

/** The network with the weights that a run starts with, as constants. */
function untrained(styles: number, side: number) {
  const graph = newGraph()
  const known = new Map<string, Value>()
  const weights = (scope: string): Weights => ({
    training: false,
    parameter(name, shape, initial) {
      const full = scope + name
      const value =
        known.get(full) ??
        graph.constant({ dtype: 'float32', shape, data: initial(shape, new Random(3, full)) })
      known.set(full, value)
      return value
    },
    buffer: () => expect.fail('it carries nothing on'),
    replace: () => {},
    noise: () => expect.fail('it draws nothing'),
    within: (inner) => weights(`${scope}${inner}/`),
  })
  const field = graph.input('field', 'float32', [1, 1, side, side])
  const style = graph.input('style', 'float32', [1, styles])
  const result = glyphUnet({ styles, base: 2, embedding: 4 })(field, style, weights(''))
  return {
    shape: result.shape,
    run: (numbers: readonly number[]) =>
      evaluate(
        graph,
        new Map<Value, ArrayLike<number>>([
          [field, Float64Array.from({ length: side * side }, (_, at) => Math.sin(at))],
          [style, numbers],
        ]),
        [result],
      )[0]!.data,
  }
}

test('it has about as many numbers as a style model may have, and gives a field of the size of the one it sees', () => {
  const network = glyphUnet({ styles: 15 })
  const style = (input: Value, width: number): Value =>
    input.graph.constant({
      dtype: 'float32',
      shape: [1, width] satisfies Shape,
      data: new Float32Array(sizeOf([1, width])),
    })
  const count = countParameters(
    (input, weights) => network(input, style(input, 15), weights),
    [1, 1, 128, 128],
  )
  expect(count).toBeGreaterThan(1.5e6)
  expect(count).toBeLessThan(3e6)
  expect(untrained(2, 32).shape).toEqual([1, 1, 32, 32])
})

test('each style gives another glyph, and a mixture one between them', () => {
  const { run } = untrained(3, 16)
  const [first, second, half] = [run([1, 0, 0]), run([0, 1, 0]), run([0.5, 0.5, 0])]
  const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).reduce((sum, value, at) => sum + Math.abs(value - b[at]!), 0)
  const whole = distance(first, second)
  expect(whole).toBeGreaterThan(0)
  expect(distance(first, half)).toBeLessThan(whole)
  expect(distance(second, half)).toBeLessThan(whole)
})
