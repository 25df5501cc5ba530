import { readFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { loadModel } from '../../../electron/engine/models/folder.ts'
import { openFont } from '../../../electron/tools/font/file/fontFile.ts'
import { drawGlyph } from '../../../electron/tools/font/make/drawGlyph.ts'
import { createStylist, drawInStyle } from '../../../electron/tools/font/make/drawInStyle.ts'
import { asItIs } from '../../../electron/tools/font/make/shape.ts'
import type { Outline } from '../../../electron/tools/font/outline/outline.ts'
import { pathOf } from '../../../electron/tools/font/outline/path.ts'
import { isRedrawn } from '../../../electron/tools/font/script.ts'
import { glyphNetwork } from './network.ts'

/*
 * Sets a text in every style of a font model, a line each, the source on top:
 *
 *   node scripts/run.mjs scripts/models/font/setText.ts --model DIR --source FONT [--face N] --text TEXT --out FILE.png
 */

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    source: { type: 'string' },
    face: { type: 'string', default: '0' },
    text: { type: 'string' },
    out: { type: 'string' },
  },
})
const { model, source, text, out } = values
if (!model || !source || !text || !out)
  throw new Error('--model, --source, --text and --out are needed; see the head of this script')

/** Pixels in an em. */
const SIZE = 56

const { manifest, files } = await loadModel(dirname(resolve(model)), basename(model))
const font = await openFont(readFileSync(source), source, { index: Number(values.face) })
const network = await glyphNetwork(files.generator!)
const characters = [...text].map((character) => character.codePointAt(0)!)
const stylist = createStylist(font, manifest.font!, manifest.id, network)

/** Outlines one after the other, with the place of each in thousandths of the em. */
type Line = { outline: Outline; x: number }[]

async function lineOf(drawn: (character: number) => Promise<[Outline, number]>): Promise<Line> {
  const line: Line = []
  let x = 0
  for (const character of characters) {
    const [outline, advance] = await drawn(character)
    line.push({ outline, x })
    x += advance
  }
  return [...line, { outline: [], x }]
}

const lines = [
  await lineOf(async (character) => [font.drawn(character) ?? [], font.advance(font.glyphOf(character))]),
]
for (const { name } of manifest.font!.styles)
  lines.push(
    await lineOf(async (character) => {
      const glyph = isRedrawn(stylist.script, character)
        ? await drawInStyle(font, character, asItIs, stylist, { [name]: 1 })
        : { glyph: drawGlyph(font, character, asItIs) }
      return [glyph?.glyph?.outline ?? [], glyph?.glyph?.advance ?? 0]
    }),
  )
const row = 1.25
const width = Math.ceil((Math.max(...lines.map((line) => line.at(-1)!.x)) / 1000) * SIZE)
const height = Math.ceil(lines.length * row * SIZE)
const glyphs = lines.flatMap((line, y) =>
  line.map(
    ({ outline, x }) =>
      `<path transform="translate(${(x / 1000) * SIZE} ${(y * row + 1) * SIZE}) scale(${SIZE / 1000} ${-SIZE / 1000})" d="${pathOf(outline)}"/>`,
  ),
)
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="white"/>${glyphs.join('')}</svg>`
await sharp(Buffer.from(svg)).grayscale().png({ palette: true, colours: 16 }).toFile(out)
