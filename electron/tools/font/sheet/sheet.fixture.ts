import sharp from 'sharp'
import { curveBox } from '../outline/curveBox.ts'
import { type Outline, transformed } from '../outline/outline.ts'
import { pathOf } from '../outline/path.ts'
import type { DrawnPicture } from '../picture.ts'
import { at, mapBetween, type PlaneMap, undone } from './plane.ts'
import { CELLS, inSlot, slotOf } from './template.ts'
import { originOf, type Print, pageSvg } from './templatePages.ts'

/** A hand: leaning, a little smaller than what it writes after. */
export const byHand = (outline: Outline): Outline =>
  transformed(outline, { xx: 0.92, xy: 0.12, yx: 0, yy: 0.9, dx: -10, dy: 34 })

/** Moved and scaled so that its ink is 800 wide or high about the em's middle: where a sheet does not say how large the em is. */
export function centred(outline: Outline): Outline {
  const { left, right, top, bottom } = curveBox(outline)!
  const scale = 800 / Math.max(right - left, top - bottom)
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  return transformed(outline, {
    xx: scale,
    xy: 0,
    yx: 0,
    yy: scale,
    dx: 500 - scale * x,
    dy: 380 - scale * y,
  })
}

/** Moved sideways to the middle of the em. */
export function inTheMiddle(outline: Outline): Outline {
  const { left, right } = curveBox(outline)!
  return transformed(outline, { xx: 1, xy: 0, yx: 0, yy: 1, dx: 500 - (left + right) / 2, dy: 0 })
}

/** A printed page that somebody has written on: glyphs by cell, in ink of this grey. */
export function written(
  page: readonly Print[],
  glyphs: readonly { cell: number; outline: Outline; advance: number }[],
  grey = 0.15,
): Print[] {
  const ink = glyphs.map(({ cell, outline, advance }): Print => {
    const slot = slotOf(cell % CELLS)
    const { x, y } = inSlot(slot, originOf(advance), 0)
    return {
      kind: 'glyph',
      path: pathOf(outline),
      x,
      y,
      size: inSlot(slot, 1000, 0).x - inSlot(slot, 0, 0).x,
      grey,
    }
  })
  return [...page, ...ink]
}

/** As a scanner sees a page, grey, at so many dots an inch. */
export const scannedPage = (prints: readonly Print[], dpi = 150): Promise<DrawnPicture> =>
  pictureOf(pageSvg(prints, dpi / 25.4))

export async function pictureOf(svg: string): Promise<DrawnPicture> {
  const { data, info } = await sharp(Buffer.from(svg))
    .flatten({ background: 'white' })
    .grayscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels: 1, data: new Uint8Array(data) }
}

/**
 * A page without marks, glyphs in rows of so many cells of 30 mm, half of the em or a little more within them.
 *
 * @param ruled with lines around the cells
 */
export function plainPage(glyphs: readonly (Outline | null)[], columns: number, ruled: boolean): Print[] {
  const [cell, left, top, size, line] = [30, 20, 30, 24, 0.5]
  const rows = Math.ceil(glyphs.length / columns)
  const box = (x: number, y: number, width: number, height: number): Print => ({
    kind: 'box',
    left: x,
    top: y,
    width,
    height,
    grey: 0.3,
  })
  const lines = [
    ...Array.from({ length: rows + 1 }, (_, k) => box(left, top + k * cell, columns * cell + line, line)),
    ...Array.from({ length: columns + 1 }, (_, k) => box(left + k * cell, top, line, rows * cell)),
  ]
  const ink = glyphs.flatMap((outline, k): Print[] => {
    if (!outline) return []
    const x = left + (k % columns) * cell + (cell + line - size) / 2
    const y = top + Math.floor(k / columns) * cell + (cell + line + size) / 2 - 0.12 * size
    return [{ kind: 'glyph', path: pathOf(outline), x, y, size, grey: 0.15 }]
  })
  return ruled ? [...lines, ...ink] : ink
}

export interface View {
  /** Degrees to the right. */
  turn?: number
  /** How much smaller the far side of the page is, 0 to 0.4. */
  aslant?: number
  /** Light in the darkest corner in terms of the brightest. */
  dimmest?: number
  /** Grey of what the page lies on, 0 to 255. */
  desk?: number
  /** The page's corner beyond this share of its diagonal is torn off; 1: none is. */
  torn?: number
}

/** A photo of a page on a desk: turned, aslant, unevenly lit and grainy, the same every time. */
export function photographed(page: DrawnPicture, view: View = {}): DrawnPicture {
  const { turn = 0, aslant = 0, dimmest = 1, desk = 70, torn = 1 } = view
  const extent = Math.ceil(1.12 * Math.hypot(page.width, page.height))
  const back = undone(lookedAt(page, turn, aslant, extent))
  const data = new Uint8Array(extent * extent)
  let seed = 1
  const grain = () => {
    seed = (seed * 48271) % 2147483647
    return (seed / 2147483647 - 0.5) * 12
  }
  for (let y = 0; y < extent; y++)
    for (let x = 0; x < extent; x++) {
      const { x: u, y: v } = at(back, x + 0.5, y + 0.5)
      const kept = u / page.width + v / page.height < 2 * torn
      const value = (kept && sampled(page, u, v)) || null
      const light = dimmest + ((1 - dimmest) * (x + 0.4 * y)) / (1.4 * extent)
      data[y * extent + x] = Math.max(0, Math.min(255, (value ?? desk) * light + grain()))
    }
  return { width: extent, height: extent, channels: 1, data }
}

function lookedAt({ width, height }: DrawnPicture, turn: number, aslant: number, extent: number): PlaneMap {
  const [c, s] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)]
  const corners = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ]
  const seen = corners.map(({ x, y }) => {
    const near = y > 0 ? 1 : 1 - aslant
    const [u, v] = [(x - width / 2) * near, y - height / 2]
    return { x: extent / 2 + c * u - s * v, y: extent / 2 + s * u + c * v }
  })
  return mapBetween(corners, seen)
}

function sampled({ width, height, data }: DrawnPicture, x: number, y: number): number | null {
  if (!(x >= 0.5 && y >= 0.5 && x < width - 0.5 && y < height - 0.5)) return null
  const [u, v] = [x - 0.5, y - 0.5]
  const [left, top] = [Math.floor(u), Math.floor(v)]
  const value = (column: number, row: number) =>
    data[Math.min(height - 1, row) * width + Math.min(width - 1, column)]!
  const [p, q] = [u - left, v - top]
  const upper = value(left, top) * (1 - p) + value(left + 1, top) * p
  const lower = value(left, top + 1) * (1 - p) + value(left + 1, top + 1) * p
  return upper * (1 - q) + lower * q
}
