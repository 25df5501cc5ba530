import type { GlyphField, ProofGlyph } from '../../../../electron/contract/tools/fontWorks.ts'
import { type Row, rowsOf, widerOf } from './lines.ts'
import { fieldPicture, type ReadyGlyph } from './outlines.ts'

export interface ProofLook {
  size: number
  vertical: boolean
  shows: 'both' | 'result' | 'source'
  width: number
  height: number
  /** The colour of the result, and of the source beside it. */
  ink: string
  faint: string
}

export interface ProofContent {
  lines: readonly Row[]
  source: ReadonlyMap<number, Path2D>
  ready: ReadonlyMap<number, ReadyGlyph>
  /** By {@link fieldKey}: what is not traced yet. */
  fields: ReadonlyMap<string, GlyphField>
}

export const fieldKey = (character: number, form: boolean): string => `${character} ${form}`

const MARGIN = 20
/** Rows are so many sizes apart, and the two of a pair. */
const LEADING = { single: 1.36, pair: 1.16, between: 1.5 }

/** How long the sheet is, across its rows, in CSS pixels. */
export function proofExtent(content: ProofContent, look: ProofLook): number {
  const { each, rows } = placed(content, look)
  return 2 * MARGIN + rows.length * each
}

function placed({ lines }: ProofContent, { size, shows, vertical, width, height }: ProofLook) {
  const room = (((vertical ? height : width) - 2 * MARGIN) / size) * 1000
  const rows = lines.flatMap((line) =>
    rowsOf(line, Math.max(1000, room), shows === 'both' ? widerOf(line) : shows),
  )
  const each = size * (shows === 'both' ? LEADING.pair + LEADING.between : LEADING.single)
  return { rows, each }
}

/** Draws the sheet: rows from the top, or columns from the right. */
export function drawProof(canvas: HTMLCanvasElement, content: ProofContent, look: ProofLook): void {
  const scale = window.devicePixelRatio
  const { size, vertical, shows, width, height } = look
  const extent = Math.ceil(proofExtent(content, look))
  const [wide, high] = vertical ? [Math.max(width, extent), height] : [width, Math.max(height, extent)]
  canvas.width = Math.round(wide * scale)
  canvas.height = Math.round(high * scale)
  canvas.style.width = `${wide}px`
  canvas.style.height = `${high}px`
  const context = canvas.getContext('2d')!
  const { rows, each } = placed(content, look)
  const pen: Pen = { context, scale, size, vertical, content, colors: new Map() }
  rows.forEach((row, k) => {
    const at = MARGIN + k * each
    const lines: [readonly ProofGlyph[], boolean, string, number][] =
      shows === 'both'
        ? [
            [row.source, false, look.faint, 0],
            [row.result, true, look.ink, LEADING.pair * size],
          ]
        : [[shows === 'source' ? row.source : row.result, shows === 'result', look.ink, 0]]
    for (const [glyphs, result, color, off] of lines)
      if (vertical) drawLine(pen, glyphs, result, color, wide - at - off - size / 2, MARGIN)
      else drawLine(pen, glyphs, result, color, MARGIN, at + off + size)
  })
}

interface Pen {
  context: CanvasRenderingContext2D
  scale: number
  size: number
  vertical: boolean
  content: ProofContent
  colors: Map<string, readonly [number, number, number]>
}

/** Along: `x`, `y` begin the baseline. Down: the middle of the column and its top. */
function drawLine(
  pen: Pen,
  glyphs: readonly ProofGlyph[],
  result: boolean,
  color: string,
  x: number,
  y: number,
): void {
  const { context, scale, size, vertical } = pen
  const unit = size / 1000
  context.fillStyle = color
  for (const glyph of glyphs) {
    context.setTransform(scale, 0, 0, scale, 0, 0)
    if (glyph.turned) {
      // A quarter to the right about the middle of the em.
      context.translate(x - 380 * unit, y)
      context.rotate(Math.PI / 2)
    } else context.translate(x, y)
    context.translate(glyph.x * unit, -glyph.y * unit)
    context.scale(unit, -unit)
    if (result) drawResult(pen, glyph, color)
    else drawPath(pen, glyph)
    if (vertical) y += glyph.advance * unit
    else x += glyph.advance * unit
  }
}

function drawPath({ context, content }: Pen, { glyph }: ProofGlyph): void {
  const path = content.source.get(glyph)
  if (path && glyph !== 0) context.fill(path)
}

function drawResult(pen: Pen, { character, form }: ProofGlyph, color: string): void {
  const { context, content, size, scale, colors } = pen
  const ready = content.ready.get(character)
  if (ready) {
    context.fill((form && ready.vertical) || ready.path)
    return
  }
  const field =
    content.fields.get(fieldKey(character, form)) ?? content.fields.get(fieldKey(character, false))
  if (!field) return
  const { xx, xy, yy, dx, dy } = field.map
  context.transform(xx, 0, xy, yy, dx, dy)
  context.translate(field.left, field.bottom + field.size)
  context.scale(1, -1)
  const pixels = Math.max(8, Math.ceil((field.size / 1000) * size * scale))
  const rgb = colors.get(color) ?? rgbOf(color)
  colors.set(color, rgb)
  context.drawImage(fieldPicture(field, pixels, rgb), 0, 0, field.size, field.size)
}

/** Any CSS colour as numbers. */
function rgbOf(color: string): [number, number, number] {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!
  context.fillStyle = color
  context.fillRect(0, 0, 1, 1)
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data
  return [red!, green!, blue!]
}
