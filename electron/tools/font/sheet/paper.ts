import type { DrawnPicture } from '../picture.ts'

/** A picture of paper with the light on it taken out. */
export interface Paper {
  width: number
  height: number
  /** 1 where there is nothing on the paper, 0 where it is black; rows from the top. */
  light: Float32Array
  /** How bright the empty paper is, from 0 to 255, in blocks of `block` by `block` pixels, `across` of them in a row. */
  brightness: Float32Array
  block: number
  across: number
}

/** Blocks in the longer side: larger than strokes are wide, smaller than shadows. */
const BLOCKS = 64
/** The share of a block's pixels that is darker than its empty paper. */
const EMPTY = 0.9

/**
 * Uneven light is what changes slowly: of each block its brightest pixels are paper, or its neighbours' where a broad stroke covers
 * it, and every pixel is told in terms of the paper around it.
 */
export function paperOf(picture: DrawnPicture): Paper {
  const { width, height } = picture
  const grey = greys(picture)
  const block = Math.max(4, Math.ceil(Math.max(width, height) / BLOCKS))
  const [across, down] = [Math.ceil(width / block), Math.ceil(height / block)]
  const brightest = new Float32Array(across * down)
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++)
      brightest[row * across + column] = emptyOf(grey, width, height, column * block, row * block, block)
  const brightness = around(around(brightest, across, Math.max), across, (a, b) => a + b).map(
    (sum, at) => sum / neighbours(at, across, down),
  )
  const paper = { width, height, light: grey, brightness, block, across }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) grey[y * width + x]! /= Math.max(8, brightnessAt(paper, x, y))
  return paper
}

/** By Rec. 709's weights of the coded values, on white where transparent. */
function greys({ width, height, channels, data }: DrawnPicture): Float32Array {
  const grey = new Float32Array(width * height)
  for (let at = 0; at < grey.length; at++) {
    const k = at * channels
    const value =
      channels === 1 ? data[k]! : 0.2126 * data[k]! + 0.7152 * data[k + 1]! + 0.0722 * data[k + 2]!
    grey[at] = channels === 4 ? 255 - ((255 - value) * data[k + 3]!) / 255 : value
  }
  return grey
}

function emptyOf(
  grey: Float32Array,
  width: number,
  height: number,
  left: number,
  top: number,
  block: number,
): number {
  const counts = new Uint32Array(256)
  let total = 0
  for (let y = top; y < Math.min(height, top + block); y++)
    for (let x = left; x < Math.min(width, left + block); x++) {
      counts[Math.round(grey[y * width + x]!)]!++
      total++
    }
  let value = 255
  for (let above = counts[255]!; value > 0 && above < (1 - EMPTY) * total; ) above += counts[--value]!
  return value
}

/** Every block and those around it, put together. */
function around(
  values: Float32Array,
  across: number,
  together: (a: number, b: number) => number,
): Float32Array {
  const down = values.length / across
  return values.map((_, at) => {
    const [column, row] = [at % across, Math.floor(at / across)]
    let found: number | null = null
    for (let y = Math.max(0, row - 1); y <= Math.min(down - 1, row + 1); y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(across - 1, column + 1); x++) {
        const value = values[y * across + x]!
        found = found === null ? value : together(found, value)
      }
    return found!
  })
}

function neighbours(at: number, across: number, down: number): number {
  const [column, row] = [at % across, Math.floor(at / across)]
  const along = (place: number, count: number) => Math.min(count - 1, place + 1) - Math.max(0, place - 1) + 1
  return along(column, across) * along(row, down)
}

/** How bright the paper is at a pixel, between the middles of blocks. */
export function brightnessAt(
  { brightness, block, across }: Pick<Paper, 'brightness' | 'block' | 'across'>,
  x: number,
  y: number,
): number {
  const down = brightness.length / across
  const u = Math.min(across - 1, Math.max(0, (x + 0.5) / block - 0.5))
  const v = Math.min(down - 1, Math.max(0, (y + 0.5) / block - 0.5))
  const [left, top] = [Math.min(across - 1, Math.floor(u)), Math.min(down - 1, Math.floor(v))]
  const [right, bottom] = [Math.min(across - 1, left + 1), Math.min(down - 1, top + 1)]
  const [p, q] = [u - left, v - top]
  const value = (column: number, row: number) => brightness[row * across + column]!
  return (
    (value(left, top) * (1 - p) + value(right, top) * p) * (1 - q) +
    (value(left, bottom) * (1 - p) + value(right, bottom) * p) * q
  )
}

/** Light at a point, bilinear, the middle of the first pixel at (0.5, 0.5); null beyond the picture. */
export function lightAt({ width, height, light }: Paper, x: number, y: number): number | null {
  if (!(x >= 0 && y >= 0 && x <= width && y <= height)) return null
  const u = Math.min(width - 1, Math.max(0, x - 0.5))
  const v = Math.min(height - 1, Math.max(0, y - 0.5))
  const [left, top] = [Math.floor(u), Math.floor(v)]
  const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)]
  const [p, q] = [u - left, v - top]
  return (
    (light[top * width + left]! * (1 - p) + light[top * width + right]! * p) * (1 - q) +
    (light[bottom * width + left]! * (1 - p) + light[bottom * width + right]! * p) * q
  )
}

/** The same paper turned by quarters to the right. */
export function turned(paper: Paper, quarters: number): Paper {
  if (quarters % 4 === 0) return paper
  const { width, height, light, brightness, block, across } = paper
  const once: Paper = {
    width: height,
    height: width,
    light: quarter(light, width),
    brightness: quarter(brightness, across),
    block,
    across: brightness.length / across,
  }
  return turned(once, quarters - 1)
}

function quarter(values: Float32Array, across: number): Float32Array {
  const down = values.length / across
  const to = new Float32Array(values.length)
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++)
      to[column * down + (down - 1 - row)] = values[row * across + column]!
  return to
}
