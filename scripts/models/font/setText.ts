import { readFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { loadModel } from '../../../electron/engine/models/folder.ts'
import { openFont } from '../../../electron/tools/font/file/fontFile.ts'
import type { Outline } from '../../../electron/tools/font/outline/outline.ts'
import { pathOf } from '../../../electron/tools/font/outline/path.ts'
import { redrawGlyph } from '../../../electron/tools/font/redraw.ts'
import { placed } from '../../../electron/tools/font/script.ts'
import { mannerOf } from '../../../electron/tools/font/styles.ts'
import { traceField } from '../../../electron/tools/font/trace/trace.ts'
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
const { script } = manifest.font!
const drawn = (character: number) => {
  const outline = font.drawn(character)
  return outline && placed(outline, font.advance(font.glyphOf(character)), script)
}
const lines: Outline[][] = [characters.map((character) => drawn(character) ?? [])]
for (const { name } of manifest.font!.styles) {
  const manner = mannerOf(manifest.font!, { [name]: 1 }, drawn, manifest.id)
  const line: Outline[] = []
  for (const outline of lines[0]!) line.push(traceField((await redrawGlyph(outline, manner, network)).field))
  lines.push(line)
}
const row = 1.25
const [width, height] = [characters.length * SIZE, Math.ceil(lines.length * row * SIZE)]
const glyphs = lines.flatMap((line, y) =>
  line.map(
    (outline, x) =>
      `<path transform="translate(${x * SIZE} ${(y * row + 1) * SIZE}) scale(${SIZE / 1000} ${-SIZE / 1000})" d="${pathOf(outline)}"/>`,
  ),
)
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="white"/>${glyphs.join('')}</svg>`
await sharp(Buffer.from(svg)).grayscale().png({ palette: true, colours: 16 }).toFile(out)
