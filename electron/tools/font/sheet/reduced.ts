import type { Paper } from './paper.ts'

/** Dark pixels of a paper at a smaller size, for what is looked for before it is measured. */
export interface Reduced {
  width: number
  height: number
  /** Darkness of every pixel, from 0, paper, to 1. */
  dark: Float32Array
  /** 1 where there is ink. */
  ink: Uint8Array
  /** Pixels of the paper in one of these, along each axis: a whole number, so that nothing is moved. */
  scale: number
}

/** Pixels of the longer side, at most. */
const SIDE = 1500
/** In terms of the paper around: what is darker is ink, guides and shadows are not. */
const INK = 0.62

export function reduced({ width, height, light }: Paper, side = SIDE): Reduced {
  const scale = Math.ceil(Math.max(width, height) / side)
  const [across, down] = [Math.floor(width / scale), Math.floor(height / scale)]
  const dark = new Float32Array(across * down)
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++) {
      let sum = 0
      for (let y = row * scale; y < (row + 1) * scale; y++)
        for (let x = column * scale; x < (column + 1) * scale; x++) sum += light[y * width + x]!
      dark[row * across + column] = Math.min(1, Math.max(0, 1 - sum / (scale * scale)))
    }
  const ink = Uint8Array.from(dark, (value) => (value > 1 - INK ? 1 : 0))
  return { width: across, height: down, dark, ink, scale }
}
