import { basename } from 'node:path'
import { workerData } from 'node:worker_threads'
import { openFont } from '../../tools/font/file/fontFile.ts'
import { kerningOf } from '../../tools/font/file/kerning.ts'
import { drawGlyph } from '../../tools/font/make/drawGlyph.ts'
import type { DesignedGlyph } from '../../tools/font/write/design.ts'
import { packWoff2, writeOpenType, writeTrueType } from '../../tools/font/write/writeFont.ts'
import { serveOrders } from '../threads/serve.ts'
import type { FontData, FontKind } from './fontMessages.ts'

/* A thread of a source font. It hears between glyphs that it is to stop. */

const { source, bytes } = workerData as FontData
const opening = openFont(bytes, basename(source.path), { index: source.face, axes: source.axes })
// Whoever gives the first order learns of what fails.
opening.catch(() => {})

serveOrders<FontKind>({
  async describe() {
    const { names, embedding } = await opening
    return { names, embedding }
  },
  async draw({ characters, shape }, signal) {
    const font = await opening
    const glyphs: DesignedGlyph[] = []
    for (const character of characters) {
      await new Promise((resolve) => setImmediate(resolve))
      signal.throwIfAborted()
      const glyph = drawGlyph(font, character, shape)
      if (glyph) glyphs.push(glyph)
    }
    return glyphs
  },
  kern: async ({ characters }) => kerningOf(await opening, characters),
  async write({ design, format }) {
    if (format === 'otf') return writeOpenType(design)
    const font = writeTrueType(design)
    return format === 'woff2' ? packWoff2(font) : font
  },
})
