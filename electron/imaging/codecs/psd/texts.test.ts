import { readPsd } from 'ag-psd'
import { expect, test } from 'vitest'
import type { DocumentData, TextLayer, TextSettings } from '../../../contract/document/index.ts'
import type { Pixels } from '../../../contract/pixels.ts'
import { decodePsd } from './read.ts'
import { fromPsdText, toPsdText } from './texts.ts'
import { encodePsd } from './write.ts'

const text: TextSettings = {
  content: '永和 text\nof two lines',
  font: { family: 'Noto Serif CJK SC', style: 'Semi Bold' },
  size: 31.5,
  leading: 1.4,
  tracking: 25,
  align: 'center',
  color: '#c81e04',
  vertical: false,
  box: null,
}

const ink = (width: number, height: number): Pixels => ({
  width,
  height,
  channels: 4,
  data: new Uint8Array(4 * width * height).fill(200),
})

const layer = (change: Partial<TextLayer> = {}): TextLayer => ({
  id: 'a',
  kind: 'text',
  name: 'Title',
  visible: true,
  locked: false,
  opacity: 0.5,
  blendMode: 'multiply',
  raster: 'a-raster',
  transform: { x: 3, y: 4, scaleX: 1, scaleY: 1, rotation: 0 },
  text,
  outline: 'M0 0L5 0L5 5Z',
  origin: { x: -6, y: -20 },
  ...change,
})

const documentOf = (only: TextLayer): DocumentData => ({
  id: 'd',
  name: 'd',
  width: 40,
  height: 30,
  layers: { a: only },
  root: ['a'],
  active: 'a',
  selection: null,
  masks: [],
})

async function written(only: TextLayer, texts = {}): Promise<Uint8Array> {
  const layered = { document: documentOf(only), rasters: { 'a-raster': ink(12, 9) }, texts }
  const { parts } = await encodePsd(layered, ink(40, 30))
  return new Uint8Array(Buffer.concat(parts))
}

async function back(only: TextLayer) {
  const opened = await decodePsd(await written(only), 'a.psd')
  if (opened.kind !== 'document') throw new Error('a picture')
  return Object.values(opened.document.layers)[0]!
}

test('a text comes back as it was written, with its pixels, to be edited', async () => {
  expect(await back(layer())).toMatchObject({
    kind: 'text',
    name: 'Title',
    opacity: expect.closeTo(0.5, 2),
    blendMode: 'multiply',
    // In PostScript's names, which are compared without spaces.
    text: {
      ...text,
      font: { family: 'NotoSerifCJKSC', style: 'SemiBold' },
      size: expect.closeTo(31.5, 3),
      leading: expect.closeTo(1.4, 6),
    },
    outline: null,
    origin: { x: -6, y: -20 },
    transform: { x: 3, y: 4, scaleX: 1, scaleY: 1, rotation: 0 },
  })
})

test.each<Partial<TextSettings>>([
  { align: 'start', vertical: true },
  { align: 'end', box: { width: 300, height: 120 } },
  { align: 'justify', box: { width: 300, height: 120 } },
])('%o is kept', async (change) => {
  expect(await back(layer({ text: { ...text, ...change } }))).toMatchObject({ kind: 'text', text: change })
})

test('Photoshop finds where a turned text begins, and the pixels that are seen of it', async () => {
  const turned = layer({ transform: { x: 10, y: 20, scaleX: 2, scaleY: 2, rotation: 90 } })
  const bytes = await written(turned, { a: { x: 7, y: 8, pixels: ink(5, 6) } })
  const [saved] = readPsd(bytes, { useRawData: true, useImageData: true, skipThumbnail: true }).children!
  // The own origin lies 6 and 20 before the corner, doubled and turned by a quarter.
  const transform = [0, 2, -2, 0, 10 - 40, 20 + 12].map((value) => expect.closeTo(value, 6))
  expect(saved!.text!.transform).toEqual(transform)
  expect([saved!.left, saved!.top, saved!.right, saved!.bottom]).toEqual([7, 8, 12, 14])
})

test('a text that is turned in the file keeps its pixels and cannot be edited, and it is said', async () => {
  const opened = await decodePsd(
    await written(layer({ transform: { x: 3, y: 4, scaleX: 1, scaleY: 1, rotation: 30 } })),
    'a.psd',
  )
  if (opened.kind !== 'document') throw new Error('a picture')
  expect(Object.values(opened.document.layers)[0]!.kind).toBe('image')
  expect(opened.notices).toMatchObject([{ code: 'psd-feature-flattened', values: { feature: 'text' } }])
})

test('a text of several styles, and a warped one, are not taken for one of one style', () => {
  const saved = { text: toPsdText(layer()) }
  const pixels = { left: 0, top: 0, pixels: ink(2, 2) }
  expect(fromPsdText(saved, pixels)).not.toBeNull()
  const runs = [3, 4].map((length) => ({ length, style: { fontSize: length } }))
  expect(fromPsdText({ text: { ...saved.text, styleRuns: runs } }, pixels)).toBeNull()
  expect(fromPsdText({ text: { ...saved.text, warp: { style: 'arc' } } }, pixels)).toBeNull()
})
