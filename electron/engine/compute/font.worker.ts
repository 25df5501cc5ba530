import { basename } from 'node:path'
import { workerData } from 'node:worker_threads'
import { FIELD_SIDE } from '../../tools/font/field.ts'
import { type FontFile, openFont } from '../../tools/font/file/fontFile.ts'
import { kerningOf } from '../../tools/font/file/kerning.ts'
import { drawGlyph } from '../../tools/font/make/drawGlyph.ts'
import { drawInStyle, type InStyle } from '../../tools/font/make/drawInStyle.ts'
import { mannerOf } from '../../tools/font/styles.ts'
import { type DesignedGlyph, isCjk } from '../../tools/font/write/design.ts'
import { packWoff2, writeOpenType, writeTrueType } from '../../tools/font/write/writeFont.ts'
import { openOn } from '../sessions/runtime.ts'
import { serveOrders } from '../threads/serve.ts'
import type { FontData, FontKind, StyleData } from './fontMessages.ts'

/* A thread of a source font. It checks between glyphs whether it was cancelled. */

const { source, bytes, style } = workerData as FontData
const opening = openFont(bytes, basename(source.path), { index: source.face, axes: source.axes })
// A failure is reported to the first order.
opening.catch(() => {})
const styled = opening.then((font) => style && openStyle(style, font))
styled.catch(() => {})

/** The network of a style, on the processor: every thread has its own. */
async function openStyle({ manner, font: model, network }: StyleData, font: FontFile): Promise<InStyle> {
  const session = await openOn('cpu', network, { threads: 1 })
  const shape = [1, 1, FIELD_SIDE, FIELD_SIDE]
  return {
    manner: mannerOf(model, manner.mixture, font.drawn, manner.model),
    network: {
      side: FIELD_SIDE,
      range: model.range,
      async run(field, weights) {
        const feeds = { input: { data: field, shape }, style: { data: weights, shape: [1, weights.length] } }
        return (await session.run(feeds)).output!.data as Float32Array
      },
    },
  }
}

serveOrders<FontKind>({
  async describe() {
    const { names, embedding } = await opening
    return { names, embedding }
  },
  async draw({ characters, shape }, signal) {
    const [font, inStyle] = [await opening, await styled]
    const glyphs: DesignedGlyph[] = []
    for (const character of characters) {
      await new Promise((resolve) => setImmediate(resolve))
      signal.throwIfAborted()
      const glyph =
        inStyle && isCjk(character)
          ? await drawInStyle(font, character, shape, inStyle)
          : drawGlyph(font, character, shape)
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
