import type { PictureTensor } from '../../contract/procedures/models.ts'
import type { Size } from './work.ts'

/** Long pictures are seen at this many times the side at most. */
const MOST_SIDES = 4

/**
 * The size at which a network sees a whole picture: its shorter side about `side`, the aspect as nearly kept as the
 * sizes that the network takes allow.
 */
export function networkSize(picture: Size, allowed: PictureTensor['size'], side: number): Size {
  if ('width' in allowed) return { width: allowed.width, height: allowed.height }
  const { multiple } = allowed
  const [short, long] = [Math.min(picture.width, picture.height), Math.max(picture.width, picture.height)]
  const scale = Math.min(side / short, (MOST_SIDES * side) / long)
  const extentOf = (extent: number) => Math.max(1, Math.round((extent * scale) / multiple)) * multiple
  return { width: extentOf(picture.width), height: extentOf(picture.height) }
}

/** The size of a picture with its longer side reduced to `most`, or as it is. */
export function within({ width, height }: Size, most: number): Size {
  const scale = Math.min(1, most / Math.max(width, height))
  const extentOf = (extent: number) => Math.max(1, Math.round(extent * scale))
  return { width: extentOf(width), height: extentOf(height) }
}
