import { LayerId, RasterId } from '../ids.ts'

/** What every recipe has: the layer that a result was made from, and where in it. */
export const source = {
  /** The layer that the result was made from; never changed by it. */
  source: LayerId,
  /** Where in the source, a mask of its size in its pixels; absent: wherever it is opaque. */
  mask: RasterId.optional(),
}
