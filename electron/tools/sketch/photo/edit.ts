import { type ColorChange, colorChange } from './colorChange.ts'
import { type Frame, type Motion, moved } from './frames.ts'

/** Half of the window in which colours of the photo tell what becomes of them, in shorter sides of the picture. */
const WINDOW = 0.12

/** What becomes of a photo: where each of its pixels comes from, and how its colours change there. */
export interface Edit {
  readonly motion: Motion
  readonly change: ColorChange
}

/**
 * What an edit of a photo's reconstruction makes of the photo itself. What is left of the edit once everything has moved is
 * a difference of colours; it is told by the photo's own colours in a window around each place, as by a guided filter (He
 * et al. 2013): so it ends at the photo's edges, which the reconstruction's are not.
 *
 * @param photo of the size of the frames
 */
export function editOf(photo: Frame, before: Frame, after: Frame, motion: Motion): Edit {
  const { width, height } = photo
  const guide = moved(photo, motion)
  const drawn = moved(before, motion)
  const wanted = guide.data.map((value, i) =>
    Math.max(0, Math.min(1, value + after.data[i]! - drawn.data[i]!)),
  )
  const radius = Math.max(1, Math.round(WINDOW * Math.min(width, height)))
  return { motion, change: colorChange(guide, { width, height, data: wanted }, radius) }
}
