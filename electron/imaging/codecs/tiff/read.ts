import { GanvasError } from '../../../contract/errors.ts'
import type { Pixels } from '../../../contract/pixels.ts'
import type { Notice } from '../../../contract/procedures/files.ts'
import { text } from '../../../contract/text.ts'
import { cmykToSrgb } from '../cmyk.ts'
import { type DecodedPicture, damaged, notice } from '../decoded.ts'
import { decodeFlat } from '../flat.ts'
import { isWiderThanSrgb, profileName } from '../icc.ts'
import { checkSize } from '../limits.ts'
import type { Scaling } from '../pipeline.ts'
import { convertToSrgb } from '../profile.ts'
import { readPlanes } from './blocks.ts'
import { colorsOf, largest } from './colors.ts'
import { type Directory, readDirectories, tags } from './directory.ts'
import {
  isCameraRaw,
  isForLibvips,
  type Layout,
  layoutOf,
  mainDirectory,
  SEPARATED,
  SIGNED,
  unsupportedFeature,
} from './layout.ts'
import { upright } from './orientation.ts'

/**
 * Decodes a TIFF file: the main one of its pictures, whatever the depth, sample kind, colour space and number of
 * channels. Alpha is transparency; other channels are left aside. libvips decodes what it gets right.
 * @throws GanvasError `unsupported`, naming the feature; `unreadable-file`, `too-large`
 */
export async function decodeTiff(
  bytes: Uint8Array,
  name: string,
  scaling?: Scaling,
): Promise<DecodedPicture> {
  try {
    const directories = readDirectories(bytes)
    if (isCameraRaw(bytes, directories))
      throw new GanvasError('unsupported', text('files.cameraRaw', { name }))
    const main = mainDirectory(directories)
    if (!main) throw new RangeError('it holds no picture')
    const layout = layoutOf(main)
    checkSize(name, layout.width, layout.height)
    if (layout.format === 3)
      throw new GanvasError('unsupported', text('files.floatSamples', { name, depth: 'float' }))
    const pages = directories.filter(({ page }) => page !== null).length
    const left =
      pages > 1 ? [notice('other-pages-left', { page: `${(main.page ?? 0) + 1}`, pages: `${pages}` })] : []
    const decoded =
      isForLibvips(layout) || main.page === null
        ? await decodeFlat(bytes, 'tiff', name, scaling, main.page ?? 0)
        : await decodeSamples(bytes, main, layout, name)
    return { ...decoded, notices: [...left, ...decoded.notices] }
  } catch (error) {
    if (error instanceof GanvasError) throw error
    throw damaged(name, 'TIFF', error)
  }
}

async function decodeSamples(
  bytes: Uint8Array,
  directory: Directory,
  layout: Layout,
  name: string,
): Promise<DecodedPicture> {
  const feature = unsupportedFeature(layout, directory.values(tags.yCbCrSubsampling))
  if (feature) throw new GanvasError('unsupported', text('files.feature', { name, format: 'TIFF', feature }))
  const alpha = layout.extras.findIndex((kind) => kind > 0)
  const wanted = Array.from({ length: layout.colors }, (_, i) => i)
  if (alpha >= 0) wanted.push(layout.colors + alpha)
  const planes = readPlanes(bytes, directory, layout, wanted)
  const icc = directory.bytes(tags.iccProfile)
  const pixels =
    layout.photometric === SEPARATED
      ? await fromInks(planes, layout, icc)
      : await fromColors(planes, directory, layout, alpha >= 0 && layout.extras[alpha] === 1, icc)
  return {
    kind: 'picture',
    pixels: upright(pixels, directory.value(tags.orientation) ?? 1),
    notices: noticesOf(layout, icc),
  }
}

async function fromInks(
  planes: readonly ArrayLike<number>[],
  layout: Layout,
  icc: Uint8Array | undefined,
): Promise<Pixels> {
  const { width, height } = layout
  const scale = 255 / largest(layout)
  const inks = new Uint8Array(4 * width * height)
  for (let i = 0; i < width * height; i++)
    for (let c = 0; c < 4; c++) inks[4 * i + c] = Math.round(Math.max(0, planes[c]![i]!) * scale)
  const pixels = await cmykToSrgb(inks, width, height, icc)
  const alpha = planes[4]
  if (alpha)
    for (let i = 0; i < width * height; i++)
      pixels.data[4 * i + 3] = Math.round(Math.max(0, alpha[i]!) * scale)
  return pixels
}

async function fromColors(
  planes: readonly ArrayLike<number>[],
  directory: Directory,
  layout: Layout,
  premultiplied: boolean,
  icc: Uint8Array | undefined,
): Promise<Pixels> {
  const { width, height, colors } = layout
  const toRgb = colorsOf(layout, directory, planes)
  const alphas = planes[colors]
  const profile = icc && colors !== 1 && layout.photometric < SEPARATED ? icc : greyProfile(icc, layout)
  // A profile may stretch the shadows, so its input keeps 16 bits.
  const full = profile ? 65535 : 255
  const data = new (profile ? Uint16Array : Uint8Array)(4 * width * height)
  const samples = new Float64Array(colors)
  const rgb = new Float64Array(3)
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < colors; c++) samples[c] = planes[c]![i]!
    toRgb(samples, rgb)
    const alpha = alphas ? Math.min(1, Math.max(0, alphas[i]!) / largest(layout)) : 1
    for (let c = 0; c < 3; c++) {
      const value = premultiplied && alpha > 0 ? rgb[c]! / alpha : rgb[c]!
      data[4 * i + c] = Math.round(full * Math.min(1, Math.max(0, value)))
    }
    data[4 * i + 3] = Math.round(full * alpha)
  }
  if (data instanceof Uint16Array) return convertToSrgb({ width, height, data }, profile!)
  return { width, height, channels: 4, data }
}

/** The profile of grey samples; a palette's and YCbCr's colours have one only if it is of RGB. */
function greyProfile(icc: Uint8Array | undefined, { photometric }: Layout): Uint8Array | undefined {
  return icc && photometric < 2 ? icc : undefined
}

function noticesOf(layout: Layout, icc: Uint8Array | undefined): Notice[] {
  const { bits, format, extras, photometric } = layout
  const notices: Notice[] = []
  const aside = extras.filter((kind) => kind === 0).length
  if (aside > 0) notices.push(notice('extra-channels-left', { channels: `${aside}` }))
  if (format === SIGNED) notices.push(notice('signed-samples-clipped'))
  if (photometric === SEPARATED) notices.push(notice('cmyk-converted'))
  if (icc && isWiderThanSrgb(icc)) notices.push(notice('wide-gamut-reduced', { profile: profileName(icc) }))
  if (bits > 8) notices.push(notice('sixteen-bit-reduced', { bits: `${bits}` }))
  return notices
}
