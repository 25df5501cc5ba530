import { expect, test } from 'vitest'
import type { Pixels } from '../../contract/pixels.ts'
import { teamOfOne } from '../../imaging/team.fixture.ts'
import { blend } from './blend.ts'
import { levelSizes } from './pyramid.ts'
import { loadScene } from './scene.ts'

const team = await teamOfOne()

test('the coarsest level has 64 pixels along its longest side, and each has at most twice as many as the one before', () => {
  for (const longest of [64, 65, 127, 128, 129, 1000, 1024, 1025, 4000]) {
    const sides = levelSizes({ width: longest, height: Math.ceil(longest / 3) }).map(({ width }) => width)
    expect(sides[0]).toBe(64)
    expect(sides.at(-1)).toBe(longest)
    for (const [i, side] of sides.slice(1).entries()) expect(side / sides[i]!).toBeLessThanOrEqual(2)
  }
  expect(levelSizes({ width: 20, height: 63 })).toEqual([{ width: 20, height: 63 }])
})

test('a picture that is larger by one pixel gives the same blend, to two grey levels', () => {
  const profile = (side: number) => {
    const flat = (value: number, size: number): Pixels => ({
      width: size,
      height: size,
      channels: 3,
      data: new Uint8Array(3 * size * size).fill(value),
    })
    const mark = team.memory.mark()
    const scene = loadScene(team, { background: flat(160, side), source: flat(60, 40) }, { previews: false })
    const scale = side / 160
    const place = { x: 60 * scale, y: 60 * scale, scaleX: scale, scaleY: scale, rotation: 0 }
    const settings = { method: 'gp', anchor: 'composite', beta: 1, kernel: 'normal' } as const
    const { pixels } = blend(team, scene, place, settings, { whole: true })!
    team.memory.release(mark)
    // Along the middle row, from the border to 3 % of the side before the object, at the same places of either.
    const row = (x: number) => pixels.data[3 * (Math.floor(side / 2) * side + x)]!
    return Array.from({ length: 31 }, (_, k) => {
      const at = Math.max(0, (k * side) / 88 - 0.5)
      const left = Math.floor(at)
      return row(left) + (at - left) * (row(left + 1) - row(left))
    })
  }
  for (const side of [181, 256, 512, 1024]) {
    const [one, other] = [profile(side), profile(side + 1)]
    for (const [k, value] of one.entries()) expect(Math.abs(value - other[k]!)).toBeLessThan(2)
  }
})
