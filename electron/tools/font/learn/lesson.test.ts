import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FontModel, FontStyle } from '../../../contract/model/fontModel.ts'
import { FIELD_RANGE } from '../../../imaging/distances.ts'
import { GlyphSource } from '../../../train/data/glyphs.ts'
import { affineOf } from '../align.ts'
import { FIELD_SIDE, hanFrame, renderField } from '../field.ts'
import { type Contour, type Outline, transformed } from '../outline/outline.ts'
import type { GlyphNetwork } from '../redraw.ts'
import type { ReferencePair } from '../references/learnable.ts'
import { bar } from '../write/design.fixture.ts'
import { examine, worstGlyphs } from './examine.ts'
import { type Lesson, makeLesson } from './lesson.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-lesson-'))
afterAll(() => rmSync(root, { recursive: true }))

const style = (name: string): FontStyle => ({
  name,
  title: { en: name, 'zh-CN': name },
  font: name,
  licence: 'OFL-1.1',
  source: 'bars',
  alignment: { scaleX: 1, scaleY: 1, slant: 0, moveX: 0, moveY: 0 },
  offset: 0,
  gate: { density: 0, overlap: 0, missing: 1000, added: 1000 },
  references: '',
})
const model: FontModel = {
  script: 'han',
  range: FIELD_RANGE,
  references: { characters: '一', side: 8 },
  styles: [style('same'), style('bold')],
}

/** Draws what it sees, and a share of `bold` pixels more. */
const network: GlyphNetwork = {
  side: FIELD_SIDE,
  range: FIELD_RANGE,
  run: async (field, [, bold]) => field.map((share) => share + (2 * bold!) / FIELD_RANGE),
}
const glyph = (k: number): Outline => [
  bar(120, 40 + 24 * k, 880, 110 + 24 * k),
  bar(180 + 25 * k, -20, 260 + 25 * k, 820),
]
const first = 0x4e00
const drawn = (character: number) => glyph(character - first)
/** A style that is narrower, and a little bolder. */
const narrow = { scaleX: 0.8, scaleY: 0.9, slant: 0, moveX: 100, moveY: 30 }
const thicker = (outline: Outline): Outline =>
  outline.map((contour): Contour => {
    const { x, y } = contour.start
    const [, corner] = contour.segments
    return bar(x - 9, y - 9, corner!.to.x + 9, corner!.to.y + 9)
  })
const pairs: ReferencePair[] = Array.from({ length: 24 }, (_, k) => ({
  character: first + k,
  source: glyph(k),
  target: thicker(transformed(glyph(k), affineOf(narrow))),
  bearings: { source: 240, style: 240 },
}))
const breathe = async () => {}
const from = {
  model,
  modelId: 'm',
  network,
  drawn,
  rehearsed: [first, first + 9],
  copies: 40,
  seed: 4,
  breathe,
}
let lesson: Lesson
beforeAll(async () => {
  lesson = await makeLesson(pairs, from)
})

test('a lesson holds references back, aligns the source, and finds the nearest mixture', async () => {
  const { heldOut, alignment, mixture } = lesson
  expect(heldOut).toHaveLength(5)
  expect(alignment.scaleX).toBeCloseTo(narrow.scaleX, 1)
  expect(alignment.moveX).toBeCloseTo(narrow.moveX, -2)
  // A pixel is 8.8 thousandths: 9 more on either side is half of what the bold style adds.
  expect(mixture.weights[1]).toBeGreaterThan(0.2)
  expect(mixture.weights[1]).toBeLessThan(0.8)
})

test('the files of a lesson are styles of the network and the new one last, with copies of the references', async () => {
  const { files, style, heldOut } = lesson
  for (const [name, content] of files) writeFileSync(join(root, name), content)
  const source = await GlyphSource.open(root, 1, { style, share: 0.75 })
  expect(source.training.styles).toHaveLength(3)
  expect(source.training.styles.at(-1)).toBe(style)
  const { style: shown, source: seen, target } = await source.training.batch(0, 16)
  const row = (all: Float32Array, k: number) => all.subarray(k * FIELD_SIDE ** 2, (k + 1) * FIELD_SIDE ** 2)
  const bold = Array.from({ length: 16 }, (_, k) => k).find((k) => shown![3 * k + 1] === 1)!
  // What the network itself draws in that style.
  const more = row(target!, bold).map((value, at) => value - row(seen!, bold)[at]!)
  expect(Math.max(...more)).toBeCloseTo(2 / FIELD_RANGE, 1)
  const looked = await source.heldOut.batch(0, 5)
  const { data } = renderField(heldOut[0]!.target)
  const error = row(looked.target!, 0).map(
    (value, at) => value - Math.max(-1, Math.min(1, data[at]! / FIELD_RANGE)),
  )
  expect(Math.max(...error.map(Math.abs))).toBeLessThan(0.02)
})

test('what was learned is set to the ink of the references, and told beside what there was before', async () => {
  const { alignment, heldOut } = lesson
  const before = { network, weights: Float32Array.of(1, 0) }
  const thin: GlyphNetwork = {
    ...network,
    run: async (field) => field.map((share) => share - 0.5 / FIELD_RANGE),
  }
  const after = { network: thin, weights: Float32Array.of(1, 0) }
  const found = await examine({
    frame: hanFrame,
    alignment,
    before,
    after,
    heldOut,
    references: pairs,
    breathe,
  })
  // Half a pixel is missing, and the style is a pixel bolder.
  expect(found.offset).toBeCloseTo(1.5, 0)
  expect(found.ink).toBeGreaterThan(1.1)
  expect(found.overlapAfter).toBeGreaterThan(0.85)
  expect(found.shown.map(({ character }) => character)).toEqual(heldOut.map(({ character }) => character))

  const faulty: GlyphNetwork = {
    ...network,
    run: async (field) => field.map((share, at) => (at % FIELD_SIDE > 90 ? -1 : share + 1 / FIELD_RANGE)),
  }
  const glyphs = [0, 1, 20].map((k) => ({ character: first + k, outline: glyph(k) }))
  const worst = await worstGlyphs(
    glyphs,
    { frame: hanFrame, alignment, ...found },
    { network: faulty, weights: after.weights },
    breathe,
  )
  expect(worst.every(({ severity }, k) => k === 0 || severity <= worst[k - 1]!.severity)).toBe(true)
  expect(worst[0]!.faults).not.toEqual([])
})
