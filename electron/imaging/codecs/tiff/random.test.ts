import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openPicture } from '../codecs.fixture.ts'
import { type TiffPicture, tiffFile } from './tiff.fixture.ts'

/**
 * Files of every layout of samples, drawn at random, against what TIFF 6.0 says of each sample by itself. No part of the
 * decoder is used for the answer.
 */
interface Drawn extends TiffPicture {
  bits: number
  photometric: number
  bigEndian: boolean
  orientation: number
}

const WHITE_IS_ZERO = 0
const PALETTE = 3
const colorsOf = (photometric: number) => (photometric === 2 ? 3 : 1)

const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    width: fc.integer({ min: 1, max: 21 }),
    height: fc.integer({ min: 1, max: 19 }),
    photometric: fc.constantFrom(WHITE_IS_ZERO, 1, 2, PALETTE),
    depth: fc.constantFrom(8, 16, 32),
    format: fc.constantFrom(1, 2),
    extras: fc.constantFrom<(readonly number[])[]>([], [0], [1], [2], [2, 0], [0, 2], [0, 0], [1, 0, 0]),
    planar: fc.boolean(),
    tile: fc.constantFrom(undefined, 16),
    compression: fc.constantFrom(1, 8) as fc.Arbitrary<1 | 8>,
    fillOrder: fc.constantFrom(1, 1, 2) as fc.Arbitrary<1 | 2>,
    bigEndian: fc.boolean(),
    orientation: fc.integer({ min: 1, max: 8 }),
    seed: fc.integer(),
  })
  .map(({ depth, seed, format: wanted, tile, ...rest }) => {
    const isPalette = rest.photometric === PALETTE
    const [bits, format] = isPalette ? [8, 1] : [depth, wanted]
    const full = 2 ** (format === 2 ? bits - 1 : bits) - 1
    let state = seed >>> 0
    const random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state / 2 ** 32
    }
    const count = rest.width * rest.height
    const colors = colorsOf(rest.photometric)
    const planes = Array.from({ length: colors + rest.extras.length }, (_, c) =>
      Array.from({ length: count }, () =>
        // Signed samples go below zero, where black ends; alpha does not.
        Math.round(full * (format === 2 && c < colors ? 1.2 * random() - 0.2 : random())),
      ),
    )
    const premultiplied = rest.extras.indexOf(1)
    if (premultiplied >= 0)
      for (const plane of planes.slice(0, colors))
        plane.forEach((value, i) => {
          plane[i] = Math.min(value, planes[colors + premultiplied]![i]!)
        })
    const more: [number, number[]][] = [[274, [rest.orientation]]]
    if (isPalette) more.push([320, Array.from({ length: 768 }, () => Math.floor(65536 * random()))])
    return { ...rest, ...(tile && { tile }), bits, format, planes, more, extras: [...rest.extras] }
  })

/** The colour and alpha of a stored pixel, 0 to 255 each, unrounded. */
function expected(picture: Drawn, at: number): number[] {
  const { photometric, bits, format = 1, planes, extras = [], more = [] } = picture
  const full = 2 ** (format === 2 ? bits - 1 : bits) - 1
  const share = (plane: readonly number[]) => Math.max(0, plane[at]!) / full
  const colors = colorsOf(photometric)
  let rgb: number[]
  if (photometric === PALETTE) {
    const [, map] = more.find(([tag]) => tag === 320)!
    rgb = [0, 1, 2].map((c) => map[256 * c + planes[0]![at]!]! / 65535)
  } else if (photometric === 2) rgb = planes.slice(0, 3).map(share)
  else rgb = [0, 1, 2].map(() => (photometric === WHITE_IS_ZERO ? 1 - share(planes[0]!) : share(planes[0]!)))
  const kind = extras.findIndex((extra) => extra > 0)
  const alpha = kind < 0 ? 1 : share(planes[colors + kind]!)
  if (extras[kind] === 1 && alpha > 0) rgb = rgb.map((value) => Math.min(1, value / alpha))
  return [...rgb, alpha].map((value) => 255 * value)
}

/** Which stored pixel stands at (x, y) of the upright picture, by the table of TIFF 6.0. */
function storedAt({ width, height, orientation }: Drawn, x: number, y: number): number {
  const [right, bottom] = [width - 1, height - 1]
  const at: Record<number, [number, number]> = {
    1: [x, y],
    2: [right - x, y],
    3: [right - x, bottom - y],
    4: [x, bottom - y],
    5: [y, x],
    6: [y, bottom - x],
    7: [right - y, bottom - x],
    8: [right - y, x],
  }
  const [column, row] = at[orientation]!
  return row * width + column
}

test('samples of every depth, kind, layout and meaning become the colours that they stand for', async () => {
  await fc.assert(
    fc.asyncProperty(drawn, async (picture) => {
      const { pixels } = await openPicture(tiffFile([picture], picture.bigEndian))
      const turned = picture.orientation > 4
      expect([pixels.width, pixels.height]).toEqual(
        turned ? [picture.height, picture.width] : [picture.width, picture.height],
      )
      for (let y = 0; y < pixels.height; y++)
        for (let x = 0; x < pixels.width; x++) {
          const wanted = expected(picture, storedAt(picture, x, y))
          for (let c = 0; c < 4; c++) {
            // The colour of what cannot be seen is of no account.
            if (c < 3 && wanted[3]! < 1) continue
            const found = pixels.data[4 * (y * pixels.width + x) + c]!
            if (Math.abs(found - wanted[c]!) > 1)
              throw new Error(`(${x}, ${y}), channel ${c}: ${found} and not ${wanted[c]}`)
          }
        }
    }),
    { numRuns: 400 },
  )
})
