import sharp, { type Metadata, type Sharp } from 'sharp'
import { GanvasError } from '../../contract/errors.ts'
import { MAX_PIXELS, type Pixels } from '../../contract/pixels.ts'
import type { Notice } from '../../contract/procedures/files.ts'
import { text } from '../../contract/text.ts'
import { type DecodedPicture, damaged, notice } from './decoded.ts'
import { isWiderThanSrgb, profileName } from './icc.ts'
import { checkSize } from './limits.ts'

// Pictures are opened once: caching operations would only hold their pixels in memory.
sharp.cache(false)

/** A vector file may describe any amount of work in a few bytes. */
const DECODE_SECONDS = 60

/** The formats that libvips reads, by the names a person knows. */
export const flatFormats = {
  png: 'PNG',
  jpeg: 'JPEG',
  webp: 'WebP',
  avif: 'AVIF',
  tiff: 'TIFF',
  gif: 'GIF',
  svg: 'SVG',
} as const
export type FlatKind = keyof typeof flatFormats

/** A smaller, or larger, copy that is wanted in place of a picture. */
export interface Scaling {
  /** The length of its shorter side in pixels; the aspect is kept. */
  shortSide: number
}

/**
 * Decodes a flat picture to 8-bit sRGB RGBA: upright by its EXIF orientation, converted from its ICC profile,
 * the first frame of several, or the one at `page`. SVG is drawn at the size it states. The declared size is checked before
 * decoding; files that an SVG refers to are never read.
 * @throws GanvasError `too-large`, `unsupported`, `unreadable-file`
 */
export async function decodeFlat(
  bytes: Uint8Array,
  kind: FlatKind,
  name: string,
  scaling?: Scaling,
  page = 0,
): Promise<DecodedPicture> {
  const format = flatFormats[kind]
  const header = await sharp(bytes, { limitInputPixels: false, page })
    .metadata()
    .catch((error) => {
      throw damaged(name, format, error)
    })
  checkSize(name, header.width, header.height)
  if (header.depth === 'float' || header.depth === 'double' || header.depth === 'complex')
    throw new GanvasError('unsupported', text('files.floatSamples', { name, depth: header.depth }))
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', page })
    // sharp brings 16-bit RGB with a profile to Display P3, and only an output profile on to sRGB.
    const deep = header.icc !== undefined && header.space === 'rgb16'
    const pixels = await rgba(deep ? image.withIccProfile('srgb') : image, scaling)
    return { kind: 'picture', pixels, notices: noticesOf(header, kind) }
  } catch (error) {
    throw unsupported(name, format, error) ?? damaged(name, format, error)
  }
}

/** What libvips can read and not decode is intact: the error names the feature as libvips does. */
function unsupported(name: string, format: string, error: unknown): GanvasError | undefined {
  const said = error instanceof Error ? error.message.split('\n')[0]! : ''
  const feature = /^(?:\w+: )?(.*?) ?(?:support is not configured|not supported)/.exec(said)?.[1]
  return feature
    ? new GanvasError('unsupported', text('files.feature', { name, format, feature }), { detail: said })
    : undefined
}

/** Runs a pipeline to upright 8-bit sRGB RGBA. */
export async function rgba(image: Sharp, scaling?: Scaling): Promise<Pixels> {
  const upright = image.autoOrient()
  if (scaling) upright.resize({ width: scaling.shortSide, height: scaling.shortSide, fit: 'outside' })
  const { data, info } = await upright
    .toColourspace('srgb')
    .ensureAlpha()
    .timeout({ seconds: DECODE_SECONDS })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels: 4, data: plainBytes(data) }
}

/** The same bytes without Node's Buffer methods, which wires and equality need not know about. */
export function plainBytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}

function noticesOf(header: Metadata, kind: FlatKind): Notice[] {
  const notices: Notice[] = []
  if (kind === 'svg')
    notices.push(notice('svg-rasterised', { width: `${header.width}`, height: `${header.height}` }))
  if (kind !== 'tiff' && (header.pages ?? 1) > 1)
    notices.push(notice('first-frame-only', { frames: `${header.pages}` }))
  if (header.space === 'cmyk') notices.push(notice('cmyk-converted'))
  if (header.icc && isWiderThanSrgb(header.icc))
    notices.push(notice('wide-gamut-reduced', { profile: profileName(header.icc) }))
  if (kind !== 'svg' && (header.bitsPerSample ?? (header.depth === 'uchar' ? 8 : 16)) > 8)
    notices.push(notice('sixteen-bit-reduced', { bits: `${header.bitsPerSample ?? 16}` }))
  return notices
}
