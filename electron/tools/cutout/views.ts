import type { Pixels, Rect } from '../../contract/pixels.ts'
import { type ColorPlanes, reduce } from '../../imaging/colorPlanes.ts'
import type { View } from './known.ts'

/** A part of a picture at the most pixels that are wanted of it, its aspect kept. */
export function viewOf({ x, y, width, height }: Rect, mostPixels: number): View {
  const scale = Math.min(1, Math.sqrt(mostPixels / (width * height)))
  return {
    x,
    y,
    spanX: width,
    spanY: height,
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
}

/** What a view shows. */
export function colorsOf(picture: Pixels, view: View): ColorPlanes {
  const { x, y, spanX, spanY, width, height } = view
  return reduce(picture, { x, y, width: spanX, height: spanY }, { width, height })
}

/** One channel of a picture as a view shows it, in [0, 1]: the mean of what each pixel covers. */
export function channelOf({ width, channels, data }: Pixels, channel: number, view: View): Float32Array {
  const out = new Float32Array(view.width * view.height)
  for (let v = 0, i = 0; v < view.height; v++) {
    const top = view.y + Math.floor((v * view.spanY) / view.height)
    const bottom = Math.max(top + 1, view.y + Math.floor(((v + 1) * view.spanY) / view.height))
    for (let u = 0; u < view.width; u++, i++) {
      const left = view.x + Math.floor((u * view.spanX) / view.width)
      const right = Math.max(left + 1, view.x + Math.floor(((u + 1) * view.spanX) / view.width))
      let sum = 0
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) sum += data[channels * (y * width + x) + channel]!
      out[i] = sum / (255 * (bottom - top) * (right - left))
    }
  }
  return out
}

/** A plane of one view as another one of the same part shows it, between pixels interpolated. */
export function enlarge(plane: Float32Array, from: View, to: Pick<View, 'width' | 'height'>): Float32Array {
  const out = new Float32Array(to.width * to.height)
  const sample = sampler(from.width, from.height, to)
  for (let y = 0, i = 0; y < to.height; y++)
    for (let x = 0; x < to.width; x++, i++) out[i] = sample(x, y, plane, 0)
  return out
}

/**
 * Reads planes of `width` x `height` between their pixels, as pictures of another size see them; the outermost pixel
 * repeats. The function takes a pixel of the other size, the planes, and where among them the wanted one begins.
 */
export function sampler(width: number, height: number, to: { width: number; height: number }) {
  const across = axis(width, to.width)
  const down = axis(height, to.height)
  return (x: number, y: number, planes: Float32Array, first: number): number => {
    const left = first + across.first[x]!
    const step = across.step[x]!
    const row = down.first[y]! * width
    const below = row + down.step[y]! * width
    const tx = across.share[x]!
    const upper = planes[left + row]! * (1 - tx) + planes[left + row + step]! * tx
    const lower = planes[left + below]! * (1 - tx) + planes[left + below + step]! * tx
    return upper + (lower - upper) * down.share[y]!
  }
}

function axis(from: number, to: number) {
  const first = new Int32Array(to)
  const step = new Uint8Array(to)
  const share = new Float32Array(to)
  for (let i = 0; i < to; i++) {
    const place = Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5))
    first[i] = Math.floor(place)
    step[i] = first[i]! + 1 < from ? 1 : 0
    share[i] = place - first[i]!
  }
  return { first, step, share }
}
