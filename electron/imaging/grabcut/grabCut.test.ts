import { expect, test } from 'vitest'
import type { ColorPlanes } from '../colorPlanes.ts'
import { BACKGROUND, grabCut, OBJECT, PERHAPS_OBJECT } from './grabCut.ts'
import { GridCut, NEIGHBOURS } from './maxFlow.ts'

/** Numbers in [0, 1) that come again (a linear congruence, Numerical Recipes). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** The value of the cut that a side makes. */
function costOf(width: number, height: number, side: Uint8Array, surplus: number[], links: number[]): number {
  let value = 0
  for (let i = 0; i < width * height; i++) {
    if (side[i] === 1 && surplus[i]! < 0) value -= surplus[i]!
    if (side[i] === 0 && surplus[i]! > 0) value += surplus[i]!
    for (let d = 4; d < 8; d++) {
      const { dx, dy } = NEIGHBOURS[d]!
      const [x, y] = [(i % width) + dx, Math.floor(i / width) + dy]
      if (x < 0 || x >= width || y >= height) continue
      if (side[i] !== side[y * width + x]) value += links[8 * i + d]!
    }
  }
  return value
}

test('the cut is the least of all that there are', () => {
  const [width, height] = [4, 3]
  const count = width * height
  for (let run = 0; run < 60; run++) {
    const uniform = numbersFrom(run)
    const grid = new GridCut(width, height)
    const surplus = Array.from({ length: count }, () => Math.fround(6 * (uniform() - 0.5)))
    const links = Array.from({ length: 8 * count }, () => Math.fround(Math.floor(3 * uniform()) * uniform()))
    for (let i = 0; i < count; i++) {
      grid.join(i % width, Math.floor(i / width), surplus[i]!)
      for (let d = 4; d < 8; d++) {
        const { dx, dy } = NEIGHBOURS[d]!
        const [x, y] = [(i % width) + dx, Math.floor(i / width) + dy]
        if (x >= 0 && x < width && y < height)
          grid.link(i % width, Math.floor(i / width), d, links[8 * i + d]!)
      }
    }
    const found = costOf(width, height, grid.solve(), surplus, links)
    let least = Number.POSITIVE_INFINITY
    for (let bits = 0; bits < 2 ** count; bits++) {
      const side = Uint8Array.from({ length: count }, (_, i) => (bits >> i) & 1)
      least = Math.min(least, costOf(width, height, side, surplus, links))
    }
    expect(found).toBeCloseTo(least, 4)
  }
})

/** A disc of two reds over a ground of greens and greys, with noise. */
function scene(side: number): { picture: ColorPlanes; truth: Uint8Array } {
  const uniform = numbersFrom(5)
  const count = side * side
  const data = new Float32Array(3 * count)
  const truth = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const [x, y] = [(i % side) / side - 0.5, Math.floor(i / side) / side - 0.45]
    const inside = Math.hypot(x, y) < 0.25
    truth[i] = inside ? 1 : 0
    const color = inside
      ? x > 0
        ? [0.8, 0.2, 0.2]
        : [0.6, 0.1, 0.3]
      : y > 0
        ? [0.2, 0.5, 0.2]
        : [0.6, 0.6, 0.6]
    for (let c = 0; c < 3; c++) data[c * count + i] = color[c]! + 0.2 * (uniform() - 0.5)
  }
  return { picture: { width: side, height: side, data }, truth }
}

const overlap = (a: Uint8Array, b: Uint8Array) => {
  let [both, either] = [0, 0]
  for (let i = 0; i < a.length; i++) {
    both += a[i]! & b[i]!
    either += a[i]! | b[i]!
  }
  return both / either
}

function box(side: number, from: number, to: number): Uint8Array {
  return Uint8Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [(i % side) / side, Math.floor(i / side) / side]
    return x > from && x < to && y > from && y < to ? PERHAPS_OBJECT : BACKGROUND
  })
}

test('a rough box becomes the object within it', () => {
  const { picture, truth } = scene(64)
  expect(overlap(grabCut(picture, box(64, 0.12, 0.85)), truth)).toBeGreaterThan(0.97)
})

test('what is certain stays, whatever its colour', () => {
  const { picture } = scene(64)
  const known = box(64, 0.12, 0.85)
  known[5 * 64 + 5] = OBJECT
  const side = grabCut(picture, known)
  expect(side[5 * 64 + 5]).toBe(1)
  expect(side[0]).toBe(0)
})

test('a picture of one colour and a box that is everything give what was asked for', () => {
  const flat = { width: 8, height: 8, data: new Float32Array(3 * 64).fill(0.5) }
  expect([...grabCut(flat, new Uint8Array(64).fill(PERHAPS_OBJECT))].every((side) => side === 1)).toBe(true)
  expect([...grabCut(flat, new Uint8Array(64).fill(BACKGROUND))].every((side) => side === 0)).toBe(true)
})
