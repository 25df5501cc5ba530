import type { Generator } from '../generator.ts'
import { cellStep, cellsOf } from '../terms/outline.ts'

/** Where a part of the picture is, in shares of its sides from the top left. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A part of the picture that is to come to another place. */
export interface Handle {
  readonly from: Point
  readonly to: Point
}

/** Constraints on the generated pictures, at the generator's own size. */
export interface Ask {
  /** [C, H, W] in [0, 1]. */
  readonly color: Float32Array
  /** [H, W]: how much the colour counts. */
  readonly colorMask: Float32Array
  /** [H, W] in [0, 1]: 1 where an outline is. */
  readonly outline: Float32Array
  /** [H, W]: where it is known whether an outline is. */
  readonly outlineMask: Float32Array
  readonly handles: readonly Handle[]
}

/** Nothing asked for. */
export function noAsk({ output: { size, channels } }: Generator): Ask {
  const count = size.width * size.height
  return {
    color: new Float32Array(channels.length * count).fill(0.5),
    colorMask: new Float32Array(count),
    outline: new Float32Array(count),
    outlineMask: new Float32Array(count),
    handles: [],
  }
}

/** Which cells of the outline's histograms see a pixel that is known: 1 for those, else 0. [cells down, cells across] */
export function knownCells(mask: Float32Array, width: number, height: number): Float32Array {
  const step = cellStep(Math.min(width, height))
  const [across, down] = [cellsOf(width, step), cellsOf(height, step)]
  const cells = new Float32Array(across * down)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (mask[y * width + x]! <= 0) continue
      // A tent reaches one step beyond the middles of its neighbours.
      const [left, top] = [(x + 0.5) / step - 0.5, (y + 0.5) / step - 0.5]
      for (const row of [Math.floor(top), Math.ceil(top)])
        for (const column of [Math.floor(left), Math.ceil(left)])
          if (row >= 0 && row < down && column >= 0 && column < across) cells[row * across + column] = 1
    }
  return cells
}
