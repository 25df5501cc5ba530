import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FIELD_RANGE } from '../../imaging/distances.ts'
import type { Batch } from '../step/batch.ts'
import { writeCircles } from './glyphs.fixture.ts'
import { GlyphSource } from './glyphs.ts'

const side = 16
const root = mkdtempSync(join(tmpdir(), 'ganvas-glyphs-'))
const folder = join(root, 'circles')
beforeAll(() => writeCircles(folder, side))
afterAll(() => rmSync(root, { recursive: true }))

/** Radius of the circle that a field shows, by its value in the middle four pixels. */
const radiusOf = (field: Float32Array) =>
  field[(side / 2) * side + side / 2]! * FIELD_RANGE + Math.hypot(0.5, 0.5)

test('every row is a glyph of the source beside the same one of the style that the row names', async () => {
  const { training } = await GlyphSource.open(folder, 5)
  expect(training.styles).toEqual(['bold', 'light'])
  const { source, target, style } = await training.batch(3, 8)
  for (let row = 0; row < 8; row++) {
    const which = row % 2
    expect([...style!.subarray(2 * row, 2 * row + 2)]).toEqual(which === 0 ? [1, 0] : [0, 1])
    const field = (all: Float32Array) => radiusOf(all.subarray(row * side ** 2, (row + 1) * side ** 2))
    expect(field(target!) - field(source!)).toBeCloseTo(which === 0 ? 1.5 : -1, 0)
  }
  expect(await training.batch(3, 8)).toEqual({ source, target, style })
})

test('what is held out is never trained on', async () => {
  const { training, heldOut } = await GlyphSource.open(folder, 5)
  const largestTrained = side / 6 + (7 * side) / 60
  const radii = async (from: GlyphSource) => {
    const { source } = await from.batch(0, 60)
    return Array.from({ length: 60 }, (_, row) => radiusOf(source!.subarray(row * side ** 2)))
  }
  expect(Math.max(...(await radii(training)))).toBeLessThan(largestTrained + 0.1)
  expect(Math.min(...(await radii(heldOut)))).toBeGreaterThan(largestTrained + 0.1)
})

test('a style that is learned beside others comes last and has its share; only what it holds out is looked at', async () => {
  const learned = join(root, 'learned')
  await writeCircles(learned, side)
  const index = join(learned, 'light.json')
  writeFileSync(index, JSON.stringify({ ...JSON.parse(readFileSync(index, 'utf8')), heldOut: 0 }))
  const { training, heldOut } = await GlyphSource.open(learned, 5, { style: 'bold', share: 0.75 })
  expect(training.styles).toEqual(['light', 'bold'])
  const count = ({ style }: Batch) =>
    style!.filter((_, at) => at % 2 === 1).reduce((sum, one) => sum + one, 0)
  expect(count(await training.batch(3, 16))).toBe(12)
  expect(count(await heldOut.batch(0, 5))).toBe(5)
  await expect(GlyphSource.open(learned, 5, { style: 'thin', share: 0.5 })).rejects.toThrow(/"thin"/)
})

test('a folder without styles and a file that is cut short are refused by name', async () => {
  await expect(GlyphSource.open(root, 0)).rejects.toMatchObject({ code: 'not-found', data: { path: root } })
  const short = join(root, 'short')
  await writeCircles(short, side)
  truncateSync(join(short, 'light.glyphs'), 100)
  await expect(GlyphSource.open(short, 0)).rejects.toMatchObject({
    code: 'unreadable-file',
    message: expect.stringMatching(/light\.glyphs .* should hold 5120 bytes and holds 100/),
  })
})
