import type { PictureSize } from '../../../electron/contract/pixels.ts'
import { clampSide } from '../dialogs/SizeFields.tsx'

/** A size of so many times the width and height, in whole pixels, of which there is one at least. */
export const scaledBy = ({ width, height }: PictureSize, factor: number): PictureSize => ({
  width: clampSide(width * factor),
  height: clampSide(height * factor),
})
