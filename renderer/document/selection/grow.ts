import type { Rect } from '../../../electron/contract/pixels.ts'
import { intersection, isEmpty } from '../geometry.ts'
import { HALF, type Mask, maskBounds } from '../masks/mask.ts'

/**
 * Grows by a disk of `radius` pixels, with an antialiased edge. A soft mask is first cut at half coverage; its soft
 * parts stay where they cover more than the grown shape.
 */
export function growMask(mask: Mask, radius: number): Mask {
  return offset(mask, radius, 0)
}

/** Shrinks by a disk of `radius` pixels: grows what is outside. The document's border is no outside. */
export function shrinkMask(mask: Mask, radius: number): Mask {
  return offset(mask, radius, 255)
}

/** Grows the inside, or where `flip` is 255 the outside. */
function offset({ width, height, data }: Mask, radius: number, flip: 0 | 255): Mask {
  const out = data.slice()
  const bounds = maskBounds({ width, height, data })
  if (isEmpty(bounds)) return { width, height, data: out }
  // Growing reaches `radius` beyond the bounds; shrinking needs the outside nearest to them.
  const margin = flip ? 1 : Math.ceil(radius) + 1
  const rect = intersection(
    {
      x: bounds.x - margin,
      y: bounds.y - margin,
      width: bounds.width + 2 * margin,
      height: bounds.height + 2 * margin,
    },
    { x: 0, y: 0, width, height },
  )
  const squared = squaredDistances(data, width, rect, flip)
  for (let y = 0, i = 0; y < rect.height; y++)
    for (let x = 0; x < rect.width; x++, i++) {
      if (squared[i]! >= (radius + 1) ** 2) continue
      const at = (rect.y + y) * width + rect.x + x
      const reached = Math.round(255 * Math.min(1, radius + 1 - Math.sqrt(squared[i]!)))
      out[at] = Math.max(data[at]! ^ flip, reached) ^ flip
    }
  return { width, height, data: out }
}

/**
 * The squared distance of each pixel of `rect` to the nearest one inside (`flip` 0) or outside (255), in linear
 * time. Source: Meijster, Roerdink and Hesselink, "A general algorithm for computing distance transforms in linear
 * time", 2000.
 */
function squaredDistances(data: Uint8Array, stride: number, rect: Rect, flip: 0 | 255): Float64Array {
  const { width, height } = rect
  const far = width + height
  const down = new Int32Array(width * height)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const isTarget = (data[(rect.y + y) * stride + rect.x + x]! ^ flip) >= HALF
      down[i] = isTarget ? 0 : y > 0 ? Math.min(far, down[i - width]! + 1) : far
    }
  for (let i = width * (height - 1) - 1; i >= 0; i--) down[i] = Math.min(down[i]!, down[i + width]! + 1)

  const squared = new Float64Array(width * height)
  // The lower envelope of the row's parabolas: whose it is, and from where.
  const owner = new Int32Array(width)
  const start = new Int32Array(width)
  for (let y = 0; y < height; y++) {
    const row = y * width
    let top = -1
    for (let x = 0; x < width; x++) {
      const g = down[row + x]!
      while (top >= 0 && parabola(start[top]!, owner[top]!) > (start[top]! - x) ** 2 + g * g) top--
      if (top < 0) {
        top = 0
        owner[0] = x
        start[0] = 0
        continue
      }
      const u = owner[top]!
      const gu = down[row + u]!
      const from = 1 + Math.floor((x * x - u * u + g * g - gu * gu) / (2 * (x - u)))
      if (from >= width) continue
      owner[++top] = x
      start[top] = from
    }
    for (let x = width - 1; x >= 0; x--) {
      squared[row + x] = parabola(x, owner[top]!)
      if (x === start[top]) top--
    }

    function parabola(x: number, u: number): number {
      const g = down[row + u]!
      return (x - u) * (x - u) + g * g
    }
  }
  return squared
}
