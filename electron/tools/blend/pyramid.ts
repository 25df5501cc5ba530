import type { KernelMemory } from '../../imaging/memory.ts'
import { planResampling, type Resampling, type Size } from '../../imaging/planes.ts'
import { type Grid, planGrid } from './equation.ts'

/** The coarsest level's longest side is at most this. */
export const COARSEST_SIDE = 64

export interface Level {
  grid: Grid
  /** From this level to the next coarser one and back; null at the coarsest. */
  toCoarser: Resampling | null
  fromCoarser: Resampling | null
}

/**
 * Sizes from the coarsest to `size` itself, each side halved and rounded up. The original makes every level
 * but the finest square; keeping the aspect keeps gradients equal along both axes, so that one weight means
 * the same horizontally and vertically, and no level is stretched.
 */
export function levelSizes({ width, height }: Size): Size[] {
  const sizes = [{ width, height }]
  while (Math.max(sizes[0]!.width, sizes[0]!.height) > COARSEST_SIDE) {
    const finer = sizes[0]!
    sizes.unshift({ width: Math.ceil(finer.width / 2), height: Math.ceil(finer.height / 2) })
  }
  return sizes
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
