import sharp, { type Metadata, type Sharp } from 'sharp'
import { GanvasError } from '../../contract/errors.ts'
import { MAX_PIXELS } from '../../contract/pixels.ts'
import type { Notice } from '../../contract/procedures/files.ts'
import { text } from '../../contract/text.ts'
import { type DecodedPicture, damaged, notice } from './decoded.ts'
import { exifBlock, exifFor } from './exif.ts'
import { isWiderThanSrgb, profileName } from './icc.ts'
import { checkSize } from './limits.ts'
import { deepRgba, rgba, type Scaling } from './pipeline.ts'
import { withPngProfile } from './pngColors.ts'
import { convertToSrgb } from './profile.ts'
import { plainSvg } from './svg.ts'

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

/**
 * Decodes a flat picture to 8-bit sRGB RGBA: upright by its EXIF orientation, converted from its ICC profile,
 * the first frame of several, or the one at `page`. SVG is drawn at the size it states. The declared size is checked before
 * decoding; files that an SVG refers to are never read.
 * @throws GanvasError `too-large`, `unsupported`, `unreadable-file`
 */
export async function decodeFlat(
  file: Uint8Array,
  kind: FlatKind,
  name: string,
  scaling?: Scaling,
  page = 0,
): Promise<DecodedPicture> {
  const format = flatFormats[kind]
  const { bytes, notices, density } = prepared(file, kind, name)
  const header = await sharp(bytes, { limitInputPixels: false, page, density })
    .metadata()
    .catch((error) => {
      throw damaged(name, format, error)
    })
  checkSize(name, header.width, header.height)
  if (header.depth === 'float' || header.depth === 'double' || header.depth === 'complex')
    throw new GanvasError('unsupported', text('files.floatSamples', { name, depth: header.depth }))
  try {
    const open = { limitInputPixels: MAX_PIXELS, failOn: 'error', page, density } as const
    const pixels =
      header.icc && isConvertedHere(header)
        ? await convertToSrgb(
            await samplesOf(sharp(bytes, { ...open, ignoreIcc: true }), header, scaling),
            header.icc,
          )
        : await rgba(sharp(bytes, open), scaling)
    const block = exifBlock(header.exif)
    const exif = block && exifFor(block, pixels, { place: true })
    return {
      kind: 'picture',
      pixels,
      notices: [...notices, ...noticesOf(header, kind)],
      ...(exif && { exif }),
    }
  } catch (error) {
    throw unsupported(name, format, error) ?? damaged(name, format, error)
  }
}

/** The file as libvips reads it right, what was lost on the way, and the density at which it draws vectors. */
function prepared(bytes: Uint8Array, kind: FlatKind, name: string) {
  const density = 72
  if (kind === 'png') return { ...withPngProfile(bytes), density }
  if (kind !== 'svg') return { bytes, notices: [], density }
  try {
    return { ...plainSvg(bytes), notices: [] }
  } catch (error) {
    throw damaged(name, 'SVG', error)
  }
}

/** libvips would bring RGB of 16 bits with a profile to Display P3, and read grey ones coarsely or not at all. */
const isConvertedHere = ({ space }: Metadata) => space === 'rgb16' || space === 'grey16' || space === 'b-w'

const samplesOf = (image: Sharp, { space }: Metadata, scaling: Scaling | undefined) =>
  space === 'b-w' ? rgba(image, scaling) : deepRgba(image, scaling)

/** What libvips can read and not decode is intact: the error names the feature as libvips does. */
function unsupported(name: string, format: string, error: unknown): GanvasError | undefined {
  const said = error instanceof Error ? error.message.split('\n')[0]! : ''
  const feature = /^(?:\w+: )?(.*?) ?(?:support is not configured|not supported)/.exec(said)?.[1]
  return feature
    ? new GanvasError('unsupported', text('files.feature', { name, format, feature }), { detail: said })
    : undefined
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
