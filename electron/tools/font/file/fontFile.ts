import { Blob, DrawFuncs, Face, Font, Variation } from 'harfbuzzjs'
import { GanvasError } from '../../../contract/errors.ts'
import { text } from '../../../contract/text.ts'
import type { Contour, Outline, Point, Segment } from '../outline/outline.ts'
import { damagedFont, fontsIn, type Table, tablesOf, unpackFont, viewOf } from './container.ts'
import { type Embedding, embeddingOf } from './embedding.ts'
import { type NameRecord, readNames } from './names.ts'
import { isPacked, unpackUfo } from './ufo/packedUfo.ts'

export interface Axis {
  min: number
  default: number
  max: number
}

export interface OpenFontOptions {
  /** Which font of a collection, from 0. */
  index?: number
  /** Places on the axes of a variable font, by tag; those not given stay at their defaults. */
  axes?: Readonly<Record<string, number>>
}

/** A font opened for its outlines and what it says of itself. Lengths are thousandths of the em. */
export interface FontFile {
  name: string
  names: readonly NameRecord[]
  embedding: Embedding
  /** Units of the file's grid in one em. */
  unitsPerEm: number
  glyphCount: number
  /** Curves are quadratic, as TrueType has them. */
  quadratic: boolean
  axes: Readonly<Record<string, Axis>>
  /** Mapped characters, ascending. A mapped character may still have an empty glyph. */
  characters: readonly number[]
  /** The number of a character's glyph; 0 where the font does not map it. */
  glyphOf(character: number): number
  outline(glyph: number): Outline
  /** The outline behind a character, or null where it is not mapped or its glyph is empty. */
  drawn(character: number): Outline | null
  advance(glyph: number): number
  /** For shaping; positions are in units of the file's grid. */
  shaper: Font
}

/**
 * Opens TrueType, OpenType, collections, WOFF, WOFF2, variable fonts and packed UFO. Outlines and advances come from HarfBuzz.
 *
 * @param name of the file, for messages
 * @throws unreadable-file for what is no font, or cut short, or without a character map
 * @throws unsupported for a font without outlines
 * @throws not-found for a face or an axis that the file lacks; invalid-input for a place beyond an axis
 */
export async function openFont(
  bytes: Uint8Array,
  name: string,
  { index = 0, axes: places = {} }: OpenFontOptions = {},
): Promise<FontFile> {
  const file = isPacked(bytes) ? unpackUfo(bytes, name) : await unpackFont(bytes, name)
  const starts = fontsIn(file, name)
  if (starts[index] === undefined)
    throw new GanvasError('not-found', text('fonts.noSuchFace', { name, count: starts.length, index }))
  const tables = tablesOf(file, starts[index], name)
  const { unitsPerEm, glyphCount } = checked(tables, file, name)
  const face = new Face(new Blob(file), index)
  const axes = axesOf(face, places, name)
  const shaper = new Font(face)
  shaper.setScale(unitsPerEm, unitsPerEm)
  shaper.setVariations(Object.entries(places).map(([tag, value]) => new Variation(tag, value)))
  const characters = [...face.collectUnicodes()]
  if (characters.length === 0)
    throw new GanvasError('unreadable-file', text('fonts.noCharacterMap', { name }))
  const scale = 1000 / unitsPerEm
  const content = (tag: string) => contentOf(tables, file, tag)
  const outline = (glyph: number) => readOutline(shaper, glyph, scale)
  const drawn = (character: number) => {
    const glyph = shaper.nominalGlyph(character)
    const found = glyph ? outline(glyph) : []
    return found.length > 0 ? found : null
  }
  // Fonts of bitmaps or of coloured layers have the tables of outlines too, and empty glyphs in them.
  if (!characters.some(drawn)) throw new GanvasError('unsupported', text('fonts.noOutlines', { name }))
  const os2 = content('OS/2')
  return {
    name,
    names: readNames(content('name') ?? new Uint8Array()),
    embedding: embeddingOf(os2 && os2.length >= 10 ? viewOf(os2).getUint16(8) : 0),
    unitsPerEm,
    glyphCount,
    quadratic: tables.has('glyf'),
    axes,
    characters,
    glyphOf: (character) => shaper.nominalGlyph(character) ?? 0,
    outline,
    drawn,
    advance: (glyph) => shaper.glyphHAdvance(glyph) * scale,
    shaper,
  }
}

const contentOf = (tables: ReadonlyMap<string, Table>, file: Uint8Array, tag: string) => {
  const table = tables.get(tag)
  return table && file.subarray(table.offset, table.offset + table.length)
}

/** Looks for what every font has before HarfBuzz does, which takes a font without it for an empty one. */
function checked(tables: ReadonlyMap<string, Table>, file: Uint8Array, name: string) {
  const [head, maxp] = [contentOf(tables, file, 'head'), contentOf(tables, file, 'maxp')]
  if (!head || head.length < 54 || !maxp || maxp.length < 6) throw damagedFont(name)
  const unitsPerEm = viewOf(head).getUint16(18)
  if (unitsPerEm === 0) throw damagedFont(name)
  if (!tables.has('cmap')) throw new GanvasError('unreadable-file', text('fonts.noCharacterMap', { name }))
  if (!['glyf', 'CFF ', 'CFF2'].some((tag) => tables.has(tag)))
    throw new GanvasError('unsupported', text('fonts.noOutlines', { name }))
  return { unitsPerEm, glyphCount: viewOf(maxp).getUint16(4) }
}

function axesOf(face: Face, places: Readonly<Record<string, number>>, name: string): Record<string, Axis> {
  const axes: Record<string, Axis> = {}
  for (const [tag, { min, default: start, max }] of Object.entries(face.getAxisInfos()))
    axes[tag] = { min, default: start, max }
  for (const [axis, value] of Object.entries(places)) {
    const found = axes[axis]
    if (!found && Object.keys(axes).length === 0)
      throw new GanvasError('not-found', text('fonts.notVariable', { name, axis }))
    if (!found)
      throw new GanvasError(
        'not-found',
        text('fonts.noAxis', { name, axis, axes: Object.keys(axes).join(', ') }),
      )
    if (!(value >= found.min && value <= found.max))
      throw new GanvasError(
        'invalid-input',
        text('fonts.axisRange', { name, axis, value, min: found.min, max: found.max }),
      )
  }
  return axes
}

/** What HarfBuzz draws is gathered here: it calls back while {@link readOutline} waits. */
let drawing: { contours: Contour[]; start: Point; segments: Segment[]; scale: number }

const scaled = (x: number, y: number): Point => ({ x: x * drawing.scale, y: y * drawing.scale })

const pen = new DrawFuncs()
pen.setMoveToFunc((x, y) => {
  drawing.start = scaled(x, y)
  drawing.segments = []
})
pen.setLineToFunc((x, y) => {
  drawing.segments.push({ kind: 'line', to: scaled(x, y) })
})
pen.setQuadraticToFunc((cx, cy, x, y) => {
  drawing.segments.push({ kind: 'quadratic', control: scaled(cx, cy), to: scaled(x, y) })
})
pen.setCubicToFunc((ax, ay, bx, by, x, y) => {
  drawing.segments.push({ kind: 'cubic', first: scaled(ax, ay), second: scaled(bx, by), to: scaled(x, y) })
})
pen.setClosePathFunc(() => {
  const { contours, start, segments } = drawing
  const end = segments.at(-1)?.to
  if (end && (end.x !== start.x || end.y !== start.y)) segments.push({ kind: 'line', to: start })
  if (segments.length > 1) contours.push({ start, segments })
})

function readOutline(font: Font, glyph: number, scale: number): Outline {
  drawing = { contours: [], start: { x: 0, y: 0 }, segments: [], scale }
  font.drawGlyph(glyph, pen)
  return drawing.contours
}
