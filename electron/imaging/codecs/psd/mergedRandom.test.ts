import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noise, openPicture, pixelAt } from '../codecs.fixture.ts'
import { matrixProfile } from '../matrixProfile.ts'
import { mergedFile } from './psd.fixture.ts'
import { GRAYSCALE, ICC_RESOURCE, insertResource, RGB } from './sections.ts'

/** Merged pictures drawn at random, against what the file format specification says of each sample by itself. */
const drawn = fc.record({
  mode: fc.constantFrom(GRAYSCALE, RGB),
  depth: fc.constantFrom(8, 16),
  width: fc.integer({ min: 1, max: 13 }),
  height: fc.integer({ min: 1, max: 9 }),
  extras: fc.integer({ min: 0, max: 2 }),
  packed: fc.boolean(),
  /** The profile's gamma; null: no profile. */
  gamma: fc.constantFrom(null, 1.8, 2.2),
  seed: fc.nat(),
})

const primaries = {
  white: [0.3127, 0.329],
  red: [0.64, 0.33],
  green: [0.3, 0.6],
  blue: [0.15, 0.06],
} as const

/** PackBits without a single run: a row as pieces of at most 128 bytes, each behind its length less one. */
function pack(row: Uint8Array): number[] {
  const bytes: number[] = []
  for (let at = 0; at < row.length; at += 128) {
    const piece = row.subarray(at, at + 128)
    bytes.push(piece.length - 1, ...piece)
  }
  return bytes
}

test('merged pictures of grey and RGB, 8 and 16 bits, packed or not, with a profile or without', async () => {
  await fc.assert(
    fc.asyncProperty(drawn, async ({ mode, depth, width, height, extras, packed, gamma, seed }) => {
      const colors = mode === RGB ? 3 : 1
      const rows = (colors + extras) * height
      const rowBytes = (width * depth) / 8
      const { data } = noise(rowBytes, rows, 1, seed)
      const packedRows = Array.from({ length: rows }, (_, y) =>
        pack(data.subarray(y * rowBytes, (y + 1) * rowBytes)),
      )
      const table = packedRows.flatMap(({ length }) => [length >> 8, length & 255])
      const planes = packed ? [...table, ...packedRows.flat()] : [...data]
      const file = mergedFile({
        ...{ mode, depth, width, height, planes },
        ...{ channels: colors + extras, compression: packed ? 1 : 0 },
      })
      const icc = gamma && matrixProfile('drawn', primaries, { gamma }, mode === GRAYSCALE)
      const bytes = icc ? Buffer.concat(insertResource(file, ICC_RESOURCE, icc)) : file
      const { pixels } = await openPicture(bytes)
      const sample = (c: number, x: number, y: number) => {
        const at = (c * height + y) * rowBytes + (x * depth) / 8
        const stored = depth === 8 ? data[at]! / 255 : (256 * data[at]! + data[at + 1]!) / 65535
        if (!gamma) return 255 * stored
        const light = stored ** gamma
        return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055)
      }
      expect([pixels.width, pixels.height]).toEqual([width, height])
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const found = pixelAt(pixels, x, y)
          expect(found[3]).toBe(255)
          for (let c = 0; c < 3; c++) {
            const wanted = sample(Math.min(c, colors - 1), x, y)
            if (Math.abs(found[c]! - wanted) > (gamma ? 1.5 : 0.51))
              throw new Error(`(${x}, ${y}), channel ${c}: ${found[c]} and not ${wanted}`)
          }
        }
    }),
    { numRuns: 100 },
  )
})
