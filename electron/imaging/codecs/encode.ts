import sharp, { type Sharp } from 'sharp'
import { GanvasError } from '../../contract/errors.ts'
import { type ExportOptions, takesExif } from '../../contract/exportOptions.ts'
import type { PictureSize, Pixels } from '../../contract/pixels.ts'
import { text } from '../../contract/text.ts'
import { exifFor } from './exif.ts'
import { plainBytes } from './pipeline.ts'
import { withExif } from './withExif.ts'

type Choices = 'filled' | 'metadata' | 'profile'
export type FlatExport = Omit<ExportOptions, 'format' | Choices> &
  Partial<Pick<ExportOptions, Choices>> & { format: Exclude<ExportOptions['format'], 'psd'> }

/** The longest side that WebP can write down, in pixels. */
const MAX_WEBP_SIDE = 16383

/**
 * Encodes a picture as PNG, JPEG, WebP or TIFF, with an sRGB profile inside unless that is not wanted. Where transparent
 * pixels are `filled`, and in JPEG, which has no alpha, the picture is laid over `matte`.
 * @param size what the picture is resampled to, by the cubic that Image size uses too, with alpha premultiplied
 * @param exif what a camera noted of it; written as far as `metadata` says, and the format has a place for it
 * @throws GanvasError `too-large` for a picture that the format cannot hold
 */
export async function encodeFlat(
  pixels: Pixels,
  options: FlatExport,
  size: PictureSize = pixels,
  exif?: Uint8Array,
): Promise<Uint8Array> {
  const { format, filled, matte, metadata = 'none', profile = true } = options
  const resampled = resized(pixels, size)
  const whole = profile ? resampled.withIccProfile('srgb') : resampled
  const image = filled || format === 'jpeg' ? whole.flatten({ background: matte }) : whole
  if (!exif || metadata === 'none' || !takesExif(format)) return encoded(image, options, size)
  const block = exifFor(exif, size, { place: metadata === 'all' })
  if (!block) return encoded(image, options, size)
  // What stands in for it brings a WebP's header to tell of it.
  const announced = format === 'webp' ? image.withExif({ IFD0: { Software: 'Ganvas' } }) : image
  return withExif(await encoded(announced, options, size), format, block)
}

async function encoded(
  image: Sharp,
  { format, quality, lossless }: FlatExport,
  size: PictureSize,
): Promise<Uint8Array> {
  switch (format) {
    case 'png':
      return plainBytes(await image.png().toBuffer())
    case 'jpeg':
      return plainBytes(
        await image
          // Above quality 90 people expect colour edges to survive, which halved chroma does not allow.
          .jpeg({ quality, chromaSubsampling: quality >= 90 ? '4:4:4' : '4:2:0' })
          .toBuffer(),
      )
    case 'webp':
      checkWebpSide(size)
      // `exact` keeps the colours below full transparency, so that lossless means it.
      return plainBytes(await image.webp({ quality, lossless, exact: lossless }).toBuffer())
    case 'tiff':
      return plainBytes(await image.tiff({ compression: 'deflate', predictor: 'horizontal' }).toBuffer())
  }
}

function resized(pixels: Pixels, { width, height }: PictureSize): Sharp {
  const image = fromPixels(pixels)
  if (width === pixels.width && height === pixels.height) return image
  return image.resize(width, height, { fit: 'fill', kernel: 'cubic' })
}

function checkWebpSide({ width, height }: PictureSize): void {
  if (Math.max(width, height) > MAX_WEBP_SIDE)
    throw new GanvasError('too-large', text('files.webpTooLarge', { width, height, limit: MAX_WEBP_SIDE }))
}

/** A libvips pipeline over pixels, which are not copied. */
export function fromPixels({ data, width, height, channels }: Pixels): Sharp {
  const image = sharp(data, { raw: { width, height, channels } })
  return channels === 1 ? image.toColourspace('b-w') : image
}

/** True when any pixel is less than opaque. */
export function hasTransparency({ data, channels }: Pixels): boolean {
  if (channels !== 4) return false
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return true
  return false
}
