import { basename } from 'node:path'
import { workerData } from 'node:worker_threads'
import { type FontFile, openFont } from '../../tools/font/file/fontFile.ts'
import { kerningOf } from '../../tools/font/file/kerning.ts'
import { drawGlyph } from '../../tools/font/make/drawGlyph.ts'
import { createStylist, drawInStyle, type Stylist } from '../../tools/font/make/drawInStyle.ts'
import { laidLine, previewField } from '../../tools/font/make/preview.ts'
import { outlineOfPicture } from '../../tools/font/picture.ts'
import { isHanMark, type Script, scriptOf } from '../../tools/font/script.ts'
import { sheetFor } from '../../tools/font/sheet/sheetFor.ts'
import { templatePages } from '../../tools/font/sheet/templatePages.ts'
import { packWoff2, writeOpenType, writeTrueType } from '../../tools/font/write/writeFont.ts'
import { openerAt } from '../sessions/inThread.ts'
import { serveOrders } from '../threads/serve.ts'
import type { DrawnGlyph, FontKind, ModelData, StyledFontData } from './fontMessages.ts'
import { glyphNetworkOf } from './glyphNetwork.ts'

/* A thread of a source font. It checks between glyphs whether it was cancelled. */

const { source, bytes, models } = workerData as StyledFontData
const opening = openFont(bytes, basename(source.path), { index: source.face, axes: source.axes })
// A failure is reported to the first order.
opening.catch(() => {})
const stylists = opening.then(
  async (font) =>
    new Map(
      await Promise.all(
        models.map(async (model) => [model.font.script, await openModel(model, font)] as const),
      ),
    ),
)
stylists.catch(() => {})

/** The network of a model: every thread has its own. */
async function openModel({ id, font: model, network, place }: ModelData, font: FontFile): Promise<Stylist> {
  const open = openerAt(place, (said) => tell(said), { threads: 1 })
  const session = await open(network, { served: { model: id, role: 'generator', file: network } })
  return createStylist(font, model, id, glyphNetworkOf(session, model.range))
}

/** What redraws a glyph; undefined where it is the source's in any case. */
async function stylistOf(character: number): Promise<Stylist | undefined> {
  const [font, all] = [await opening, await stylists]
  const script: Script | null = scriptOf(character)
  if (script === null) return undefined
  const marks = script === 'latin' && isHanMark(character, font.advance(font.glyphOf(character)))
  return marks ? undefined : all.get(script)
}

/** What waits meanwhile is heard, such as that it is to stop. */
async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  signal.throwIfAborted()
}

const { tell } = serveOrders<FontKind>({
  async describe() {
    const { names, embedding, glyphCount, axes, characters } = await opening
    return { names, embedding, glyphCount, axes, characters }
  },

  async prepare({ script, style }) {
    const [font, all] = [await opening, await stylists]
    const stylist = all.get(script)
    const shown = [...(stylist?.shownBy ?? [])]
      .map((each) => font.glyphOf(each.codePointAt(0)!))
      .find(Boolean)
    if (shown) await stylist!.redraw(shown, { [style]: 1 })
    return {}
  },

  async draw({ wanted, shape }, signal) {
    const font = await opening
    const drawn: DrawnGlyph[] = []
    for (const { character, mixture } of wanted) {
      await breathe(signal)
      const stylist = await stylistOf(character)
      const styled = stylist && mixture && (await drawInStyle(font, character, shape, stylist, mixture))
      if (styled) drawn.push({ ...styled, origin: 'style' })
      else {
        const glyph = drawGlyph(font, character, shape)
        // Where a network made nothing of a glyph, the source's own is better than none.
        if (glyph) drawn.push({ glyph, origin: 'source', faults: mixture && stylist ? ['missing'] : [] })
      }
    }
    return drawn
  },

  async fields({ wanted, shape }, signal) {
    const font = await opening
    const fields = []
    for (const each of wanted) {
      await breathe(signal)
      const field = await previewField(font, each, shape, await stylistOf(each.character))
      if (field) fields.push(field)
    }
    return fields
  },

  async lay({ lines, vertical, shape, wanted }, signal) {
    const font = await opening
    const advances = new Map<number, number>()
    for (const { character, mixture } of wanted) {
      const stylist = await stylistOf(character)
      if (!stylist || !mixture || font.glyphOf(character) === 0) continue
      await breathe(signal)
      advances.set(character, await stylist.advance(character, mixture))
    }
    return lines.map((line) => laidLine(font, line, vertical, shape, advances))
  },

  async outlines({ glyphs }) {
    const font = await opening
    return glyphs.map((glyph) => font.outline(glyph))
  },

  sheet: async ({ picture, name, characters }) => sheetFor(await opening, picture, name, characters),

  template: async ({ characters }) => templatePages(characters, await opening),

  trace: async ({ picture }) => outlineOfPicture(picture),

  kern: async ({ characters }) => kerningOf(await opening, characters),

  async write({ design, format }) {
    if (format === 'otf') return writeOpenType(design)
    const font = writeTrueType(design)
    return format === 'woff2' ? packWoff2(font) : font
  },
})
