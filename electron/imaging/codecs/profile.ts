import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import type { Pixels } from '../../contract/pixels.ts'
import { fromPixels } from './encode.ts'
import { rgba } from './flat.ts'

/** From the signature to the end of IHDR, after which a profile may stand. */
const PNG_HEAD_BYTES = 33

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
 * Converts RGBA pixels from an RGB profile to sRGB. libvips takes an input profile only from a file, hence the
 * detour by an uncompressed PNG that carries it.
 */
export async function convertToSrgb(pixels: Pixels, icc: Uint8Array): Promise<Pixels> {
  const png = await fromPixels(pixels).png({ compressionLevel: 0 }).toBuffer()
  return rgba(sharp(tagPng(png, icc)))
}

/** A PNG that says its samples are those of a profile, whatever they are. */
export function tagPng(png: Uint8Array, icc: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from('iCCPprofile\0\0', 'latin1'), deflateSync(icc)])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(body.length - 4, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return Buffer.concat([png.subarray(0, PNG_HEAD_BYTES), chunk, png.subarray(PNG_HEAD_BYTES)])
}
