import { expect, test } from 'vitest'
import { FADE, smallestTile, tilesOf } from './tiles.ts'

const overlap = { multiple: 4, margin: 30 }

test.each([
  [
    { width: 4000, height: 3000 },
    { width: 896, height: 896 },
  ],
  [
    { width: 2000, height: 500 },
    { width: 640, height: 500 },
  ],
  [
    { width: 700, height: 652 },
    { width: 640, height: 640 },
  ],
])('the smallest tiles of %o are as many, and overlap by as much', (whole, tile) => {
  const min = smallestTile(whole, tile, overlap)
  const tiles = tilesOf(whole, min, overlap)!
  expect(tiles).toHaveLength(tilesOf(whole, tile, overlap)!.length)
  expect(min.width * min.height).toBeLessThan(tile.width * tile.height)
  for (const [at, extent] of [
    ['x', 'width'],
    ['y', 'height'],
  ] as const) {
    const starts = [...new Set(tiles.map(({ place }) => place[at]))]
    expect(starts.at(-1)! + min[extent]).toBe(whole[extent])
    for (const [k, start] of starts.slice(1).entries())
      expect(starts[k]! + min[extent] - start).toBeGreaterThanOrEqual(2 * overlap.margin + FADE)
  }
})

test('a tile that holds little more than its margins stays as it is', () => {
  const tile = { width: 128, height: 128 }
  const wide = { multiple: 4, margin: 36 }
  expect(tilesOf({ width: 200, height: 128 }, tile, wide)).not.toBeNull()
  expect(smallestTile({ width: 200, height: 128 }, tile, wide)).toEqual(tile)
})
