import type { Pixels } from '../../../contract/pixels.ts'
import { brightnessOf } from '../../networks/tensors.ts'
import type { Generator } from '../generator.ts'
import { type Ask, type Handle, noAsk } from './ask.ts'

/** What somebody drew, at any size: it is stretched over the generator's picture. */
export interface Strokes {
  /** Colours asked for where it is opaque. */
  readonly color?: Pixels | undefined
  /** Outlines asked for where it is opaque and dark; where it is opaque and bright, that there be none. */
  readonly outline?: Pixels | undefined
  readonly handles?: readonly Handle[] | undefined
}

/** Below this much of a pixel covered, a stroke has passed it by. */
const LEAST_COVER = 1 / 255

/** Strokes as constraints at the generator's own size. A handle that begins outside the picture is ignored. */
export function askOf(generator: Generator, { color, outline, handles = [] }: Strokes): Ask {
  const ask = noAsk(generator)
  if (color) putColors(generator, color, ask)
  if (outline) putOutlines(generator, outline, ask)
  const inside = (value: number) => value >= 0 && value <= 1
  const clamped = (value: number) => Math.max(0, Math.min(1, value))
  return {
    ...ask,
    handles: handles
      .filter(({ from }) => inside(from.x) && inside(from.y))
      .map(({ from, to }) => ({ from, to: { x: clamped(to.x), y: clamped(to.y) } })),
  }
}

/** Each pixel has the mean colour of what covers it, and counts as much as it is covered. */
function putColors({ output: { size, channels } }: Generator, strokes: Pixels, ask: Ask): void {
  const count = size.width * size.height
  overCells(strokes, size, (cell, pixels) => {
    const sum = [0, 0, 0]
    let cover = 0
    for (const at of pixels) {
      const [red, green, blue, alpha] = colorAt(strokes, at)
      sum[0]! += alpha * red
      sum[1]! += alpha * green
      sum[2]! += alpha * blue
      cover += alpha
    }
    if (cover / pixels.length < LEAST_COVER) return
    const [red, green, blue] = sum.map((value) => value / cover / 255) as [number, number, number]
    const shares = channels.length === 1 ? [brightnessOf(red, green, blue)] : [red, green, blue]
    shares.forEach((share, k) => {
      ask.color[k * count + cell] = share
    })
    ask.colorMask[cell] = cover / pixels.length
  })
}

/** A line keeps its strength however thin it is: each pixel has the darkest of what covers it. */
function putOutlines({ output: { size } }: Generator, strokes: Pixels, ask: Ask): void {
  overCells(strokes, size, (cell, pixels) => {
    for (const at of pixels) {
      const [red, green, blue, alpha] = colorAt(strokes, at)
      if (alpha < LEAST_COVER) continue
      const dark = alpha * (1 - brightnessOf(red, green, blue) / 255)
      ask.outlineMask[cell] = Math.max(ask.outlineMask[cell]!, alpha)
      ask.outline[cell] = Math.max(ask.outline[cell]!, dark)
    }
  })
}

/** Visits each pixel of the generator's picture with the indices of the pixels of the strokes that it covers. */
function overCells(
  { width, height }: Pixels,
  size: { width: number; height: number },
  visit: (cell: number, pixels: readonly number[]) => void,
): void {
  const spans = (count: number, extent: number) =>
    Array.from({ length: count }, (_, k) => {
      const start = Math.floor((k * extent) / count)
      return [start, Math.max(start + 1, Math.floor(((k + 1) * extent) / count))] as const
    })
  const columns = spans(size.width, width)
  for (const [y, [top, bottom]] of spans(size.height, height).entries())
    for (const [x, [left, right]] of columns.entries()) {
      const pixels: number[] = []
      for (let row = top; row < bottom; row++)
        for (let column = left; column < right; column++) pixels.push(row * width + column)
      visit(y * size.width + x, pixels)
    }
}

/** Red, green and blue from 0 to 255, and alpha from 0 to 1. */
function colorAt({ channels, data }: Pixels, at: number): [number, number, number, number] {
  const from = channels * at
  if (channels === 1) return [data[from]!, data[from]!, data[from]!, 1]
  return [data[from]!, data[from + 1]!, data[from + 2]!, channels === 4 ? data[from + 3]! / 255 : 1]
}
