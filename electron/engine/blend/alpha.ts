import type { Pixels, Rect } from '../../contract/pixels.ts'
import type { BlendInput } from '../../contract/tools/blend.ts'
import { hasTransparency } from '../../imaging/codecs/encode.ts'
import { placeRaster } from '../../imaging/codecs/psd/place.ts'

type Scene = Pick<BlendInput, 'background' | 'source' | 'mask' | 'transform'>

/**
 * Gives a blend the transparency of its photo: the photo's alpha, and the object's where it covers what was clear. A photo
 * that is opaque leaves the pixels as they are.
 *
 * @param pixels of `rect` of the photo, RGB
 * @returns RGBA where the photo has transparency
 */
export async function withPhotoAlpha(
  pixels: Pixels,
  rect: Rect,
  scene: Scene,
  signal: AbortSignal,
): Promise<Pixels> {
  const { background, transform } = scene
  if (!hasTransparency(background)) return pixels
  const placed = await placeRaster(coverage(scene), transform, background, { signal })
  const { width, height, channels } = pixels
  const data = new Uint8Array(4 * width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      for (let c = 0; c < 3; c++) data[4 * i + c] = pixels.data[channels * i + c]!
      const [documentX, documentY] = [rect.x + x, rect.y + y]
      const below = background.data[4 * (documentY * background.width + documentX) + 3]!
      const above = placed ? alphaAt(placed, documentX, documentY) : 0
      data[4 * i + 3] = Math.round(below + above - (below * above) / 255)
    }
  return { width, height, channels: 4, data }
}

/** The object with its mask in its alpha. */
function coverage({ source, mask }: Scene): Pixels {
  if (!mask) return source
  const data = source.data.slice()
  for (let i = 0; i < mask.data.length; i++)
    data[4 * i + 3] = Math.round((data[4 * i + 3]! * mask.data[i]!) / 255)
  return { ...source, data }
}

function alphaAt(
  { left, top, pixels }: { left: number; top: number; pixels: Pixels },
  x: number,
  y: number,
): number {
  const [column, row] = [x - left, y - top]
  const inside = column >= 0 && row >= 0 && column < pixels.width && row < pixels.height
  return inside ? pixels.data[4 * (row * pixels.width + column) + 3]! : 0
}
