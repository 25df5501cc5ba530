import type { Pixels } from '../../contract/pixels.ts'
import { fromPixels } from './encode.ts'
import { plainBytes, type Scaling } from './pipeline.ts'

/** Scales a picture, unless it has that size already. */
export async function scaled(pixels: Pixels, { shortSide }: Scaling): Promise<Pixels> {
  if (Math.min(pixels.width, pixels.height) === shortSide) return pixels
  const { data, info } = await fromPixels(pixels)
    .resize({ width: shortSide, height: shortSide, fit: 'outside' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { ...pixels, width: info.width, height: info.height, data: plainBytes(data) }
}
