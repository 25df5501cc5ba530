import { expect, test } from 'vitest'
import type { FontModel, FontStyle } from '../../contract/model/fontModel.ts'
import { packField } from '../../imaging/distances.ts'
import { type Alignment, affineOf } from './align.ts'
import { hanFrame, renderField } from './field.ts'
import { type Contour, type Outline, transformed } from './outline/outline.ts'
import { mannerOf } from './styles.ts'

const box = (left: number, bottom: number, width: number, height: number): Contour => ({
  start: { x: left, y: bottom },
  segments: [
    { x: left + width, y: bottom },
    { x: left + width, y: bottom + height },
    { x: left, y: bottom + height },
    { x: left, y: bottom },
  ].map((to) => ({ kind: 'line', to })),
})
const characters = '一丁七万丈三上下'
const glyph = (k: number): Outline => [
  box(120, 60 + 90 * k, 760, 80),
  box(160 + 80 * k, -40, 90, 840),
  box(300, 700 - 80 * k, 350, 70),
]
const drawn = (character: number): Outline | null => {
  const at = [...characters].findIndex((each) => each.codePointAt(0) === character)
  return at < 0 ? null : glyph(at)
}

const side = 24
/** A style whose glyphs are the source's, moved. */
const styleAt = (name: string, alignment: Alignment, offset: number): FontStyle => ({
  name,
  title: { en: name, 'zh-CN': name },
  font: name,
  licence: 'OFL-1.1',
  source: 'boxes',
  alignment: { scaleX: 1, scaleY: 1, slant: 0, moveX: 0, moveY: 0 },
  offset,
  gate: { density: 0, overlap: 0, missing: 1, added: 1 },
  references: Buffer.concat(
    [...characters].map((_, k) =>
      packField(renderField(transformed(glyph(k), affineOf(alignment)), hanFrame, side).data),
    ),
  ).toString('base64'),
})
const narrow: Alignment = { scaleX: 0.8, scaleY: 1, slant: 0.1, moveX: 60, moveY: 0 }
const flat: Alignment = { scaleX: 1, scaleY: 0.8, slant: 0, moveX: 0, moveY: 60 }
const model: FontModel = {
  script: 'han',
  range: 16,
  references: { characters, side },
  styles: [styleAt('narrow', narrow, 0.2), styleAt('flat', flat, 0.1)],
}

test('a source is aligned to the style by the references, though they are small', () => {
  const { weights, offset, alignment } = mannerOf(model, { narrow: 1 }, drawn, 'm')
  expect([...weights]).toEqual([1, 0])
  expect(offset).toBe(0.2)
  expect(Math.abs(alignment.scaleX - narrow.scaleX)).toBeLessThan(0.02)
  expect(Math.abs(alignment.scaleY - narrow.scaleY)).toBeLessThan(0.02)
  expect(Math.abs(alignment.slant - narrow.slant)).toBeLessThan(0.02)
  expect(Math.abs(alignment.moveX - narrow.moveX)).toBeLessThan(10)
})

test('a mixture is as far between the styles as its weights say, whatever they sum up to', () => {
  const { weights, offset, alignment } = mannerOf(model, { narrow: 3, flat: 1 }, drawn, 'm')
  expect([...weights]).toEqual([0.75, 0.25])
  expect(offset).toBeCloseTo(0.175)
  expect(alignment.scaleX).toBeCloseTo(0.85, 1)
  expect(alignment.scaleY).toBeCloseTo(0.95, 1)
})

test('a source without the references is aligned as the one that the style was learned from', () => {
  const { alignment } = mannerOf(model, { narrow: 1 }, () => null, 'm')
  expect(alignment).toEqual(model.styles[0]!.alignment)
})

test('a style that is not there, and weights that come to nothing, are refused', () => {
  expect(() => mannerOf(model, { bold: 1 }, drawn, 'm')).toThrow(
    /"m" has no style "bold"\. It has narrow, flat/,
  )
  expect(() => mannerOf(model, { narrow: 0 }, drawn, 'm')).toThrow(/weight above 0/)
})

test('kana are judged by a gate of the style with most of the mixture that is of kana, else by its gate', () => {
  const [wide, other] = model.styles
  const kanaGate = { density: 0.5, overlap: 0.3, missing: 50, added: 40 }
  const styles = [{ ...wide!, kanaGate }, other!]
  const judgedBy = (mixture: Record<string, number>) =>
    mannerOf({ ...model, styles }, mixture, drawn, 'm').kanaGate
  expect(judgedBy({ [wide!.name]: 2, [other!.name]: 1 })).toEqual(kanaGate)
  expect(judgedBy({ [wide!.name]: 1, [other!.name]: 2 })).toEqual(other!.gate)
})
