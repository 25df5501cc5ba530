import type { DocumentSession } from '../session.ts'
import type { MaskRaster } from '../types.ts'

/** The current selection; null: nothing is selected, and everything may be changed. */
export function currentSelection({ data, rasters }: DocumentSession): MaskRaster | null {
  return data.selection ? rasters.mask(data.selection) : null
}
