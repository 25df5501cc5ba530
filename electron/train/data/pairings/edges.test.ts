import { expect, test } from 'vitest'
import { Random } from '../../../nets/random.ts'
import { type Edges, edges, findEdges } from './edges.ts'

const side = 40

function picture(bright: (x: number, y: number) => number) {
  const plane = Array.from({ length: side * side }, (_, i) => bright(i % side, Math.floor(i / side)))
  return { width: side, height: side, data: Float32Array.from([...plane, ...plane, ...plane]) }
}

const places = ({ drawn }: Edges) =>
  [...drawn.keys()].filter((i) => drawn[i]).map((i) => [i % side, Math.floor(i / side)] as const)

test('a step is one line, one pixel wide, where the step is', () => {
  const drawn = places(
    findEdges(
      picture((x) => (x < 20 ? 0.2 : 0.7)),
      0.1,
    ),
  )
  expect(drawn).toHaveLength(side)
  expect(new Set(drawn.map(([x]) => x)).size).toBe(1)
  expect([19, 20]).toContain(drawn[0]![0])
})

test('a disc is a closed ring at its radius', () => {
  const inside = (x: number, y: number) => Math.hypot(x - 20, y - 20) < 12
  const drawn = places(
    findEdges(
      picture((x, y) => (inside(x, y) ? 1 : 0)),
      0.1,
    ),
  )
  for (const [x, y] of drawn) expect(Math.abs(Math.hypot(x - 20, y - 20) - 11.7)).toBeLessThan(1.3)
  const directions = new Set(drawn.map(([x, y]) => Math.round((18 * Math.atan2(y - 20, x - 20)) / Math.PI)))
  expect(directions.size).toBeGreaterThan(34)
})

test('a faint edge counts where it hangs together with a strong one, and not alone', () => {
  // A step that fades downwards, and another of the faint kind by itself.
  const fading = (y: number) => 0.5 - (0.3 * y) / side
  const drawn = places(
    findEdges(
      picture((x, y) => (x < 14 ? 0 : fading(y)) + (x > 30 && y > 30 ? 0.12 : 0)),
      0.03,
    ),
  )
  expect(drawn.filter(([x]) => x < 20)).toHaveLength(side)
  expect(drawn.filter(([x]) => x > 25)).toHaveLength(0)
})

test('a smooth picture has none, and the pair is ink on paper beside the picture', () => {
  const smooth = picture((x) => 0.3 + 0.002 * x)
  expect(places(findEdges(smooth, 0.1))).toEqual([])
  const split = picture((x) => (x < 20 ? 0.2 : 0.7))
  const { input, target } = edges.pair(split, new Random(3))
  expect(new Set(input)).toEqual(new Set([-1, 1]))
  expect(input.filter((value) => value === -1)).toHaveLength(side)
  expect(target[0]).toBeCloseTo(-0.6, 6)
  expect(target.length).toBe(edges.outputs * side * side)
})
