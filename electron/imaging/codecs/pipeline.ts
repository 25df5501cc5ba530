import sharp, { type Sharp } from 'sharp'
import type { Pixels } from '../../contract/pixels.ts'

/** Pipelines of libvips, from files to samples. */

// Pictures are opened once: caching operations would only hold their pixels in memory.
sharp.cache(false)

/** A vector file may describe any amount of work in a few bytes. */
const DECODE_SECONDS = 60

/** A smaller, or larger, copy that is wanted in place of a picture. */
export interface Scaling {
  /** The length of its shorter side in pixels; the aspect is kept. */
  shortSide: number
}

/** RGBA samples of 8 or 16 bits. */
export interface Samples {
  width: number
  height: number
  data: Uint8Array | Uint16Array
}

/** Runs a pipeline to upright 8-bit sRGB RGBA. */
export async function rgba(image: Sharp, scaling?: Scaling): Promise<Pixels> {
  const { data, info } = await sized(image, scaling)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels: 4, data: plainBytes(data) }
}

/** Runs a pipeline to upright RGBA of 16 bits in the picture's own colours, grey as three equal ones. */
export async function deepRgba(image: Sharp, scaling?: Scaling): Promise<Samples> {
  const { data, info } = await sized(image, scaling)
    .toColourspace('rgb16')
    .ensureAlpha()
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true })
  const samples = new Uint16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength))
  return { width: info.width, height: info.height, data: samples }
}

function sized(image: Sharp, scaling: Scaling | undefined): Sharp {
  const upright = image.autoOrient().timeout({ seconds: DECODE_SECONDS })
  if (scaling) upright.resize({ width: scaling.shortSide, height: scaling.shortSide, fit: 'outside' })
  return upright
}

/** The same bytes without Node's Buffer methods, which wires and equality need not know about. */
export function plainBytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}
