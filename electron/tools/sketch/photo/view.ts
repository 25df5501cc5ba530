import { GanvasError } from '../../../contract/errors.ts'
import type { Pixels, Rect } from '../../../contract/pixels.ts'
import { text } from '../../../contract/text.ts'
import { reduce } from '../../../imaging/colorPlanes.ts'
import { seenAt, tensorOf } from '../../networks/tensors.ts'
import type { Generator } from '../generator.ts'

/** The part of a photo that is meant, within it. @throws invalid-input for a part outside */
export function partOf(photo: Pixels, region: Rect | undefined): Rect {
  const { width, height } = photo
  if (!region) return { x: 0, y: 0, width, height }
  const [x, y] = [Math.max(0, region.x), Math.max(0, region.y)]
  const part = {
    x,
    y,
    width: Math.min(width, region.x + region.width) - x,
    height: Math.min(height, region.y + region.height) - y,
  }
  if (part.width > 0 && part.height > 0) return part
  throw new GanvasError('invalid-input', text('sketch.outside', { width, height }), { ...region })
}

/** A part of a photo as the generator would have drawn it, [C, H, W] in [0, 1]; what is transparent lies on white paper. */
export function viewOf({ output: { size, channels } }: Generator, photo: Pixels, part: Rect): Float32Array {
  const seen = photo.channels === 4 ? seenAt(cropped(photo, part), size) : reduce(photo, part, size)
  return tensorOf(seen, { channels, range: [0, 1] })
}

function cropped({ width, channels, data }: Pixels, part: Rect): Pixels {
  const bytes = new Uint8Array(part.width * part.height * channels)
  for (let row = 0; row < part.height; row++) {
    const from = channels * ((part.y + row) * width + part.x)
    bytes.set(data.subarray(from, from + channels * part.width), row * channels * part.width)
  }
  return { width: part.width, height: part.height, channels, data: bytes }
}
