import type { KernelMemory } from '../../imaging/memory.ts'
import { planResampling, type Resampling, type Size } from '../../imaging/planes.ts'
import { type Grid, planGrid } from './equation.ts'

/** The coarsest level's longest side, of any picture that is larger. */
export const COARSEST_SIDE = 64

export interface Level {
  grid: Grid
  /** From this level to the next coarser one and back; null at the coarsest. */
  toCoarser: Resampling | null
  fromCoarser: Resampling | null
}

/**
 * Sizes from the coarsest to `size` itself, whose longest sides are 64, 128, 256 and so on, as GP-GAN's are: how far an object's
 * light spreads follows from the picture and not from its size in pixels. The original makes every level but the
 * finest square; keeping the aspect keeps gradients equal along both axes, so that one weight means the same
 * horizontally and vertically, and no level is stretched.
 */
export function levelSizes({ width, height }: Size): Size[] {
  const longest = Math.max(width, height)
  const sizes: Size[] = []
  for (let side = COARSEST_SIDE; side < longest; side *= 2) {
    const along = (length: number) => Math.max(1, Math.round((length * side) / longest))
    sizes.push({ width: along(width), height: along(height) })
  }
  return [...sizes, { width, height }]
}

export function planPyramid(memory: KernelMemory, size: Size): Level[] {
  const sizes = levelSizes(size)
  return sizes.map((level, i) => {
    const coarser = sizes[i - 1]
    return {
      grid: planGrid(memory, level),
      toCoarser: coarser ? planResampling(memory, level, coarser, 'gaussian') : null,
      fromCoarser: coarser ? planResampling(memory, coarser, level, 'cubic') : null,
    }
  })
}
