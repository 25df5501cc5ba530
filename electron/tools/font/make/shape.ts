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
  /** Thousandths of the em by which upright strokes are thicker and level ones as much thinner, half of it on either. */
  contrast: number
  /** Size of square glyphs in their cell, in terms of the source's: what side bearings are to letters. */
  body: number
  /** Thousandths of the em that the advance of a letter has more, half of it on each side. */
  tracking: number
  /** Width of spaces in terms of what they would have. */
  wordSpace: number
}

export const asItIs: Shape = {
  weight: 0,
  slant: 0,
  width: 1,
  roundness: 0,
  contrast: 0,
  body: 1,
  tracking: 0,
  wordSpace: 1,
}

/** Heights that a slant leaves in place: the middle of square glyphs, and the baseline of letters. */
const SQUARE_MIDDLE = 380

/**
 * Width, slant, body and tracking as a map of the em. Square glyphs keep their cell and shrink within it about its middle; letters
 * keep their baseline and their advances change: they move by half of what their strokes and their advance grow.
 */
export function mapOf(shape: Shape, advance: number, square: boolean): Affine {
  const { width, body, weight, tracking } = shape
  const lean = Math.tan((shape.slant * Math.PI) / 180)
  if (!square) return { xx: width, xy: lean, yx: 0, yy: 1, dx: (weight + tracking) / 2, dy: 0 }
  return {
    xx: width * body,
    xy: lean * body,
    yx: 0,
    yy: body,
    dx: (advance / 2) * (1 - width * body) - lean * body * SQUARE_MIDDLE,
    dy: SQUARE_MIDDLE * (1 - body),
  }
}

/** The advance of a letter, or of a space; squares keep theirs. */
export function advanceOf(shape: Shape, advance: number, square: boolean, space = false): number {
  if (square || advance === 0) return advance
  const { weight, width, tracking, wordSpace } = shape
  return Math.max(0, advance * width * (space ? wordSpace : 1) + weight + tracking)
}

/** The outline moved as {@link mapOf} says. */
export const moved = (outline: Outline, shape: Shape, advance: number, square: boolean): Outline =>
  transformed(outline, mapOf(shape, advance, square))

/**
 * The field of strokes that are thicker or thinner. Contrast moves ink out sideways and in from above and below, or the other way
 * below zero: a dilation by a level line after which an erosion by an upright one keeps straight edges and corners what they are.
 */
export function thickened({ frame, side, data }: Field, { weight, contrast }: Shape): Field {
  const unit = side / frame.size
  const reach = (Math.abs(contrast) / 2) * unit
  const steps: [number, number] = contrast > 0 ? [1, side] : [side, 1]
  const uneven =
    reach === 0
      ? data
      : farthest(farthest(data, side, steps[0], reach, Math.max), side, steps[1], reach, Math.min)
  const even = (weight / 2) * unit
  return { frame, side, data: uneven.map((distance) => distance + even) }
}

/** At each pixel the greatest value, or the least, within a reach to both sides; values between pixels are linear. */
function farthest(
  data: Float32Array,
  side: number,
  step: number,
  reach: number,
  of: (a: number, b: number) => number,
): Float32Array {
  const whole = Math.floor(reach)
  const part = reach - whole
  return data.map((value, at) => {
    const place = Math.floor(at / step) % side
    const there = (off: number) => data[at + step * Math.max(-place, Math.min(side - 1 - place, off))]!
    let found = value
    for (let k = 1; k <= whole; k++) found = of(found, of(there(k), there(-k)))
    const end = (sign: number) => there(sign * whole) * (1 - part) + there(sign * (whole + 1)) * part
    return of(found, of(end(1), end(-1)))
  })
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
