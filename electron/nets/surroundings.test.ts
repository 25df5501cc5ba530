import { expect, test } from 'vitest'
import { newGraph } from '../graph/operators/index.ts'
import { run } from '../graph/testing/runtime.fixture.ts'
import { carryInward } from './surroundings.ts'

const side = 16
const count = side * side

async function filled(picture: (x: number, y: number) => number, known: (x: number, y: number) => number) {
  const graph = newGraph()
  const values = (at: typeof picture) =>
    Float32Array.from({ length: count }, (_, i) => at(i % side, Math.floor(i / side)))
  const [image, weight] = ['picture', 'known'].map((name) => graph.input(name, 'float32', [1, 1, side, side]))
  graph.output('filled', carryInward(image!, weight!))
  const outputs = await run(
    graph,
    new Map([
      ['picture', values(picture)],
      ['known', values(known)],
    ]),
  )
  return [...outputs.get('filled')!.data]
}

const hole = (x: number, y: number) => (x >= 5 && x < 11 && y >= 4 && y < 12 ? 0 : 1)

test('known pixels stay and what lies under a hole changes nothing', async () => {
  const picture = (x: number, y: number) => Math.fround(Math.sin(x + 3 * y))
  const plain = await filled(picture, hole)
  const inside = plain.filter((_, i) => hole(i % side, Math.floor(i / side)) === 0)
  plain.forEach((value, i) => {
    const [x, y] = [i % side, Math.floor(i / side)]
    if (hole(x, y)) expect(value).toBe(picture(x, y))
  })
  expect(inside.every((value) => Math.abs(value) < 1)).toBe(true)
  expect(await filled((x, y) => (hole(x, y) ? picture(x, y) : 99), hole)).toEqual(plain)
})

test('an even picture is carried in exactly, and each side of a hole takes after its own neighbours', async () => {
  expect((await filled(() => 0.25, hole)).every((value) => Math.abs(value - 0.25) < 1e-6)).toBe(true)
  const sides = await filled((x) => (x < 8 ? -1 : 1), hole)
  for (let y = 4; y < 12; y++) {
    expect(sides[side * y + 5]!).toBeLessThan(-0.5)
    expect(sides[side * y + 10]!).toBeGreaterThan(0.5)
  }
})

test('where nothing is known it is zero', async () => {
  expect(
    await filled(
      () => 1,
      () => 0,
    ),
  ).toEqual(new Array(count).fill(0))
})
