import sharp from 'sharp'
import type { Pixels } from '../../contract/pixels.ts'
import { fromPixels } from './encode.ts'
import { profileSpace } from './icc.ts'
import { rgba, type Samples } from './pipeline.ts'
import { tagPng } from './pngChunks.ts'
import { convertDeep } from './shaper.ts'

let profile: Promise<Uint8Array> | undefined

/** The sRGB profile that exports carry. */
export function srgbProfile(): Promise<Uint8Array> {
  profile ??= (async () => {
    const black = { width: 1, height: 1, channels: 3 as const, data: new Uint8Array(3) }
    const png = await fromPixels(black).withIccProfile('srgb').png().toBuffer()
    return new Uint8Array((await sharp(png).metadata()).icc!)
  })()
  return profile
}

/**
 * Converts RGBA samples from a profile to sRGB; of a profile of greys the red channel is the grey. A profile of other
 * colours, or a damaged one, changes nothing. libvips takes an input profile only from a file, hence the detour by an
 * uncompressed PNG that carries it.
 */
export async function convertToSrgb({ width, height, data }: Samples, icc: Uint8Array): Promise<Pixels> {
  const deep = data instanceof Uint16Array
  const grey = profileSpace(icc) === 'GRAY'
  const samples = deep ? data : grey ? Uint16Array.from(data, (value) => 257 * value) : undefined
  const converted = samples && convertDeep(samples, icc)
  if (converted) return { width, height, channels: 4, data: converted }
  const raw = grey ? greyAndAlpha(data) : data
  const space = `${grey ? (deep ? 'grey16' : 'b-w') : deep ? 'rgb16' : 'srgb'}`
  const png = await sharp(raw, { raw: { width, height, channels: grey ? 2 : 4 } })
    .toColourspace(space)
    .png({ compressionLevel: 0 })
    .toBuffer()
  const tagged = sharp(tagPng(png, icc))
  // sharp brings 16 bits with a profile to Display P3, and only an output profile on to sRGB.
  return rgba(deep ? tagged.withIccProfile('srgb') : tagged)
}

/** RGBA samples as 8-bit sRGB. Those of 16 bits are converted from their profile, if there is one, before they are rounded. */
export async function inSrgb(samples: Samples, icc: Uint8Array | undefined): Promise<Pixels> {
  if (icc) return convertToSrgb(samples, icc)
  const { width, height, data } = samples
  const bytes = data instanceof Uint8Array ? data : Uint8Array.from(data, (value) => Math.round(value / 257))
  return { width, height, channels: 4, data: bytes }
}

function greyAndAlpha<T extends Uint8Array | Uint16Array>(rgba: T): T {
  const data = new (rgba.constructor as new (length: number) => T)(rgba.length / 2)
  for (let i = 0; i < data.length; i += 2) {
    data[i] = rgba[2 * i]!
    data[i + 1] = rgba[2 * i + 3]!
  }
  return data
}
