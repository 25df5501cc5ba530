import * as op from '../../../graph/builder.ts'
import type { Value } from '../../../graph/graph.ts'

/** Handles that one search has at most. */
export const MAX_HANDLES = 8
/** The features around a handle that move with it, in their own pixels (DragGAN's r1 is 3 of 128 to 256). */
export const REACH = 2
const SIDE = 2 * REACH + 1
/** Places that all handles look at. */
export const PLACES = MAX_HANDLES * SIDE * SIDE

/** What motion supervision is fed with, for N candidates. */
export interface DragInputs {
  /** Where features are taken from and where they are to go, [N, 1, PLACES, 2], x and y from -1 to 1. */
  readonly from: Value
  readonly to: Value
  /** How much each place counts, [N, PLACES]; 0 where no handle is. */
  readonly share: Value
  /** How much the features at each place are to stay, [1, 1, h, w], and what they were, as the features. */
  readonly stay: Value
  readonly before: Value
}

/**
 * Motion supervision (Pan et al. 2023, equation 1): features a small step towards where a handle is to go become what they are
 * now at the handle, and features where nothing is to move stay what they were before.
 *
 * @param features [N, C, h, w]
 * @returns the cost of each candidate, [N, 1], and the features that are taken as given
 */
export function motion(features: Value, inputs: DragInputs): { cost: Value; held: Value } {
  const sampled = (grid: Value) =>
    op.apply('GridSample', [features, grid], { padding_mode: 'border', align_corners: 0 })
  const held = sampled(inputs.from)
  const [n, channels] = features.shape as [number, number]
  const apart = op.abs(op.sub(sampled(inputs.to), held))
  const each = op.reshape(op.reduceMean(apart, [1]), [n, PLACES])
  const moved = op.reduceSum(op.mul(each, inputs.share), [1])
  const changed = op.mul(op.abs(op.sub(features, inputs.before)), inputs.stay)
  const kept = op.mul(op.reshape(op.reduceSum(changed, [1, 2, 3]), [n, 1]), 1 / channels)
  return { cost: op.add(moved, kept), held }
}

/** Offsets of the places around a handle, in pixels of the features. */
export const around: readonly { readonly x: number; readonly y: number }[] = Array.from(
  { length: SIDE * SIDE },
  (_, k) => ({ x: (k % SIDE) - REACH, y: Math.floor(k / SIDE) - REACH }),
)
