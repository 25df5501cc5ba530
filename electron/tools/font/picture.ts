import { FIELD_SIDE, hanFrame, renderField } from './field.ts'
import type { Outline } from './outline/outline.ts'
import { zeroContours } from './trace/contours.ts'
import { traceField } from './trace/trace.ts'

/** Pixels, rows from the top, interleaved; with 4 channels the last one is alpha, not premultiplied. */
export interface DrawnPicture {
  width: number
  height: number
  channels: 1 | 3 | 4
  data: Uint8Array
}

/** Side of the square that a picture is reduced to: finer than the grid of outlines asks for. */
const SIDE = 512

/**
 * The outline of what is dark in a picture: more than half dark, on what is transparent counts as white. A square picture shows the
 * em and its margin, `hanFrame`; another one stands in the middle of such a square. Empty where nothing is dark.
 */
export function outlineOfPicture(picture: DrawnPicture): Outline {
  const dark = darkness(picture).map((value) => value - 0.5)
  return traceField(renderField(polygonsOf(dark, SIDE), hanFrame, FIELD_SIDE))
}

/** The border of what is above zero in a square that shows the em and its margin, as polygons; rows from the top. */
export function polygonsOf(dark: Float32Array, side: number): Outline {
  const { left, bottom, size } = hanFrame
  const at = (track: ArrayLike<number>, k: number) => ({
    x: left + (track[k]! * size) / side,
    y: bottom + size - (track[k + 1]! * size) / side,
  })
  return zeroContours({ frame: hanFrame, side, data: dark }).map((track) => ({
    start: at(track, 0),
    segments: Array.from({ length: track.length / 2 }, (_, k) => ({
      kind: 'line' as const,
      to: at(track, (2 * k + 2) % track.length),
    })),
  }))
}

/** Means of darkness, 0 to 1, over the pixels of a square; paper is around the picture. */
function darkness({ width, height, channels, data }: DrawnPicture): Float32Array {
  const extent = Math.max(width, height)
  const [shiftX, shiftY] = [(extent - width) / 2, (extent - height) / 2]
  const dark = new Float32Array(SIDE * SIDE)
  const step = extent / SIDE
  /** The pixels that a square's row or column lies over; the nearest one where it is smaller than a pixel. */
  const span = (place: number, shift: number): [number, number] => {
    const from = Math.floor(place * step - shift)
    return [from, Math.max(from + 1, Math.floor((place + 1) * step - shift))]
  }
  for (let row = 0; row < SIDE; row++) {
    const [top, bottom] = span(row, shiftY)
    for (let column = 0; column < SIDE; column++) {
      const [left, right] = span(column, shiftX)
      let sum = 0
      for (let y = Math.max(0, top); y < Math.min(height, bottom); y++)
        for (let x = Math.max(0, left); x < Math.min(width, right); x++)
          sum += darknessAt(data, (y * width + x) * channels, channels)
      dark[row * SIDE + column] = sum / ((bottom - top) * (right - left))
    }
  }
  return dark
}

/** By Rec. 709's weights of the coded values. */
function darknessAt(data: Uint8Array, at: number, channels: 1 | 3 | 4): number {
  const light =
    channels === 1 ? data[at]! : 0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!
  return (1 - light / 255) * (channels === 4 ? data[at + 3]! / 255 : 1)
}
