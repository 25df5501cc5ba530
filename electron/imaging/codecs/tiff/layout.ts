import { compressions, ZSTD } from './compression.ts'
import { type Directory, tags } from './directory.ts'

/** Values of the tag PhotometricInterpretation. */
export const WHITE_IS_ZERO = 0
export const PALETTE = 3
export const SEPARATED = 5
export const YCBCR = 6
export const CIE_LAB = 8
export const ICC_LAB = 9

/** Values of the tag SampleFormat. */
export const SIGNED = 2
const FLOAT = 3

/** Channels that the colours of each photometric interpretation take. */
const colorChannels: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 3,
  3: 1,
  4: 1,
  5: 4,
  6: 3,
  8: 3,
  9: 3,
}

/** Photometric interpretations of a sensor's own samples: a color filter array, and one that was interpolated. */
const rawInterpretations = [32803, 34892]
/** Compressions of cameras: Sony, Nikon, Pentax, Kodak, and lossless JPEG in CR2 (told by its mark in the header). */
const rawCompressions = [32767, 34713, 65535, 32867]

/** What one picture of a file is made of. */
export interface Layout {
  width: number
  height: number
  /** Bits per channel, of those that all channels have; 0 where they differ. */
  bits: number
  compression: number
  photometric: number
  /** Unsigned 1, signed 2, floating-point 3. */
  format: number
  samples: number
  /** Channels of the colours. */
  colors: number
  /** What the channels after the colours mean: 0 unspecified, 1 premultiplied alpha, 2 alpha. */
  extras: readonly number[]
  planar: boolean
  tiled: boolean
}

export function layoutOf(directory: Directory): Layout {
  const value = (tag: number, standard: number) => directory.value(tag) ?? standard
  const bits = directory.values(tags.bits)
  const photometric = value(tags.photometric, 1)
  const samples = value(tags.samples, 1)
  const colors = colorChannels[photometric] ?? samples
  const declared = directory.values(tags.extraSamples)
  const lone = declared.length === 0 && samples === colors + 1
  return {
    width: value(tags.width, 0),
    height: value(tags.height, 0),
    bits: bits.every((b) => b === bits[0]) ? (bits[0] ?? 1) : 0,
    compression: value(tags.compression, 1),
    photometric,
    format: value(tags.sampleFormat, 1),
    samples,
    colors,
    // Programs that do not say what a fourth channel is mean transparency by it.
    extras: Array.from({ length: Math.max(0, samples - colors) }, (_, i) => (lone ? 2 : (declared[i] ?? 0))),
    planar: directory.value(tags.planar) === 2,
    tiled: directory.value(tags.tileWidth) !== undefined,
  }
}

/** True when a picture of the file holds what a sensor saw, as camera raw and DNG do. */
export function isCameraRaw(bytes: Uint8Array, directories: readonly Directory[]): boolean {
  if (bytes[8] === 0x43 && bytes[9] === 0x52 && directories.length > 1) return true // CR2's "CR"
  return directories.some(
    (directory) =>
      directory.value(tags.dngVersion) !== undefined ||
      rawInterpretations.includes(directory.value(tags.photometric) ?? 0) ||
      rawCompressions.includes(directory.value(tags.compression) ?? 0),
  )
}

/** The picture that a person means: the first that is neither a reduced copy of another nor a mask. */
export function mainDirectory(directories: readonly Directory[]): Directory | undefined {
  const isWhole = (directory: Directory) =>
    ((directory.value(tags.subfileType) ?? 0) & 5) === 0 && directory.value(tags.oldSubfileType) !== 2
  return directories.find(isWhole) ?? directories[0]
}

/** Whether libvips gives the right colours for a picture, fast; the others are taken apart here. */
export function isForLibvips(layout: Layout): boolean {
  const { bits, compression, photometric, format, extras, planar } = layout
  const isJpeg = compression === 6 || compression === 7
  return (
    format !== SIGNED &&
    [1, 2, 4, 8, 16].includes(bits) &&
    (extras.length === 0 ||
      (extras.length === 1 && extras[0] === 2 && photometric !== WHITE_IS_ZERO && photometric < PALETTE)) &&
    photometric !== CIE_LAB &&
    photometric !== ICC_LAB &&
    (photometric !== YCBCR || isJpeg) &&
    !planar &&
    compression !== ZSTD
  )
}

/** What of a picture is not supported, in words for a message; undefined where all is. */
export function unsupportedFeature(layout: Layout, subsampling: readonly number[]): string | undefined {
  const { bits, compression, photometric, format, colors, samples } = layout
  if (format > FLOAT && format !== 4) return 'complex samples'
  if (!compressions.includes(compression)) return `compression ${compression}`
  if (!(photometric in colorChannels) || photometric === 4) return `photometric interpretation ${photometric}`
  if (samples < colors) return `${samples} channels`
  if (bits === 0) return 'channels of unequal depth'
  if (bits > 32) return `${bits} bits per channel`
  if (photometric === PALETTE && bits > 16) return `a palette of ${bits} bits`
  // Without the tag, chroma is halved both ways.
  if (photometric === YCBCR && (subsampling.length === 0 || subsampling.some((factor) => factor !== 1)))
    return 'YCbCr of reduced chroma, without JPEG'
  return undefined
}
