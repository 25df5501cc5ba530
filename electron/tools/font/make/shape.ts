import { FIELD_SIDE, type Field, type Frame, hanFrame } from '../field.ts'
import { type Affine, controlBox, type Outline, transformed } from '../outline/outline.ts'

/** How a font differs from its source, by numbers that a person sets. All zero, and a width of 1, change nothing. */
export interface Shape {
  /** Thousandths of the em by which strokes are thicker, or thinner below zero. */
  weight: number
  /** Degrees by which stems lean to the right. */
  slant: number
  /** Glyphs' widths in terms of the source's. */
  width: number
  /** Radius of corners, in thousandths of the em, as far as strokes have room for it. */
  roundness: number
}

export const asItIs: Shape = { weight: 0, slant: 0, width: 1, roundness: 0 }

/** Heights that a slant leaves in place: the middle of square glyphs, and the baseline of letters. */
const SQUARE_MIDDLE = 380

/**
 * Width and slant as a map of the em. Square glyphs keep their cell and shrink within it about its middle; letters keep their
 * baseline and their advances change.
 */
export function mapOf({ slant, width }: Shape, advance: number, square: boolean): Affine {
  const lean = Math.tan((slant * Math.PI) / 180)
  const middle = advance / 2
  return {
    xx: width,
    xy: lean,
    yx: 0,
    yy: 1,
    dx: (square ? middle * (1 - width) : 0) - (square ? lean * SQUARE_MIDDLE : 0),
    dy: 0,
  }
}

/** The advance of a letter; squares keep theirs. */
export const advanceOf = ({ weight, width }: Shape, advance: number, square: boolean): number =>
  square || advance === 0 ? advance : Math.max(0, advance * width + weight)

/** The outline moved by width and slant, and a letter by half of what its strokes grow. */
export function moved(outline: Outline, shape: Shape, advance: number, square: boolean): Outline {
  const map = mapOf(shape, advance, square)
  return transformed(outline, square ? map : { ...map, dx: map.dx + shape.weight / 2 })
}

/** The field of strokes that are thicker, or thinner, by thousandths of the em. */
export function weighted({ frame, side, data }: Field, weight: number): Field {
  const pixels = (weight / 2) * (side / frame.size)
  return { frame, side, data: data.map((distance) => distance + pixels) }
}

/** Room that a border's curves need between it and the frame, in thousandths of the em. */
const MARGIN = 20

/**
 * The square that a glyph is drawn in, of pixels as those of Han glyphs: theirs where it fits in, else as much larger as it has
 * to be, as for letters with marks above and below.
 */
export function frameFor(outline: Outline, weight: number): { frame: Frame; side: number } {
  const box = controlBox(outline)
  const room = MARGIN + Math.max(0, weight / 2)
  const { left, bottom, size } = hanFrame
  const fits =
    !box ||
    (box.left - room >= left &&
      box.bottom - room >= bottom &&
      box.right + room <= left + size &&
      box.top + room <= bottom + size)
  if (fits) return { frame: hanFrame, side: FIELD_SIDE }
  const pixel = size / FIELD_SIDE
  const extent = Math.max(box.right - box.left, box.top - box.bottom) + 2 * room
  const side = Math.max(FIELD_SIDE, Math.ceil(extent / pixel) + 1)
  // On the same grid as the frame of Han glyphs.
  const onGrid = (low: number, origin: number) => origin + pixel * Math.floor((low - room - origin) / pixel)
  return {
    frame: { left: onGrid(box.left, left), bottom: onGrid(box.bottom, bottom), size: side * pixel },
    side,
  }
}
