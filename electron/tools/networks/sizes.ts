import type { PictureTensor } from '../../contract/model/tensor.ts'
import type { Size } from './work.ts'

/** Long pictures are seen at this many times the side at most. */
const MAX_SIDES = 4

/**
 * The size at which a network sees a whole picture: its shorter side about `side`, the aspect as nearly kept as the
 * sizes that the network takes allow.
 */
export function networkSize(picture: Size, allowed: PictureTensor['size'], side: number): Size {
  if ('width' in allowed) return { width: allowed.width, height: allowed.height }
  const { multiple } = allowed
  const [short, long] = [Math.min(picture.width, picture.height), Math.max(picture.width, picture.height)]
  const scale = Math.min(side / short, (MAX_SIDES * side) / long)
  const extentOf = (extent: number) => Math.max(1, Math.round((extent * scale) / multiple)) * multiple
  return { width: extentOf(picture.width), height: extentOf(picture.height) }
}

/** Sides that differ from what the network takes by this share at most are stretched, not padded. */
const STRETCH = 0.06

/** A picture at a network's size: `inner` is the picture, and what lies right of and below it up to `whole` is padding. */
export interface Fitted {
  inner: Size
  whole: Size
}

/**
 * The size at which a network sees a whole picture with its aspect kept: its shorter side is `side`, or less where the
 * network takes one size alone.
 */
export function fittedSize(picture: Size, allowed: PictureTensor['size'], side: number): Fitted {
  const { width, height } = picture
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  const fixed = 'width' in allowed
  const scale = fixed
    ? Math.min(allowed.width / width, allowed.height / height)
    : Math.min(side / short, (MAX_SIDES * side) / long)
  const along = (extent: number, only: number) => {
    const wanted = Math.max(1, Math.round(extent * scale))
    const multiple = fixed ? only : allowed.multiple
    const nearest = Math.max(1, Math.round(wanted / multiple)) * multiple
    if (Math.abs(nearest - wanted) <= STRETCH * wanted) return { inner: nearest, whole: nearest }
    return { inner: wanted, whole: Math.ceil(wanted / multiple) * multiple }
  }
  const x = along(width, fixed ? allowed.width : 0)
  const y = along(height, fixed ? allowed.height : 0)
  return {
    inner: { width: x.inner, height: y.inner },
    whole: { width: x.whole, height: y.whole },
  }
}

/** The size of a picture with its longer side reduced to `max`, or as it is. */
export function within({ width, height }: Size, max: number): Size {
  const scale = Math.min(1, max / Math.max(width, height))
  const extentOf = (extent: number) => Math.max(1, Math.round(extent * scale))
  return { width: extentOf(width), height: extentOf(height) }
}
