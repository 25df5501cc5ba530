import { join } from 'node:path'
import sharp from 'sharp'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { type ColorPlanes, reduce } from '../../../electron/imaging/colorPlanes.ts'
import { encodedOf, linearOf } from '../../../electron/imaging/srgbTransfer.ts'
import { Random } from '../../../electron/nets/random.ts'
import { type PairingName, pairings } from '../../../electron/train/data/pairings/index.ts'

/** What a model is asked, and the answer. */
export interface Case {
  input: Pixels
  truth: Pixels
}

export async function readPicture(path: string): Promise<Pixels> {
  const { data, info } = await sharp(path)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels: 3, data: new Uint8Array(data) }
}

/** A picture and the grey of the same luminance, at its own size. */
export async function grayCase(folder: string, name: string): Promise<Case> {
  const truth = await readPicture(join(folder, name))
  const { width, height, data } = truth
  const grey = new Uint8Array(data.length)
  for (let at = 0; at < data.length; at += 3) {
    const [r, g, b] = [0, 1, 2].map((c) => linearOf(data[at + c]! / 255)) as [number, number, number]
    grey.fill(Math.round(255 * encodedOf(0.2126729 * r + 0.7151522 * g + 0.072175 * b)), at, at + 3)
  }
  return { truth, input: { width, height, channels: 3, data: grey } }
}

/** The middle of a picture at `side`, and what a pairing makes of it. */
export async function pairingCase(
  pairing: Exclude<PairingName, 'gray' | 'holes'>,
  folder: string,
  name: string,
  side: number,
): Promise<Case> {
  const planes = square(await readPicture(join(folder, name)), side)
  const { input } = pairings[pairing].pair(planes, new Random(0, name))
  return { input: pixelsOf(input, side), truth: pixelsOf(signed(planes.data), side) }
}

/** Files of equal name in `input` and `target`. */
export async function filesCase(folder: string, name: string, side: number): Promise<Case> {
  const [input, truth] = await Promise.all(
    ['input', 'target'].map(async (kind) =>
      pixelsOf(signed(square(await readPicture(join(folder, kind, name)), side).data), side),
    ),
  )
  return { input: input!, truth: truth! }
}

/** The middle of a picture. */
export function square(picture: Pixels, side: number): ColorPlanes {
  const { width, height } = picture
  const length = Math.min(width, height)
  const window = { x: (width - length) / 2, y: (height - length) / 2, width: length, height: length }
  return reduce(picture, window, { width: side, height: side })
}

export const signed = (planes: Float32Array): Float32Array => planes.map((value) => 2 * value - 1)

/** Planes in [-1, 1] -> pixels; one plane is grey. */
export function pixelsOf(planes: Float32Array, side: number): Pixels {
  const count = side * side
  const channels = planes.length / count
  const data = new Uint8ClampedArray(3 * count)
  for (let at = 0; at < count; at++)
    for (let c = 0; c < 3; c++)
      data[3 * at + c] = Math.round((planes[(channels === 1 ? 0 : c) * count + at]! + 1) * 127.5)
  return { width: side, height: side, channels: 3, data: new Uint8Array(data.buffer) }
}

/** Pixels -> planes in [-1, 1], as many as a network takes: of one, the first. */
export function planesOf({ width, height, data }: Pixels, channels: number): Float32Array {
  const count = width * height
  return Float32Array.from(
    { length: channels * count },
    (_, at) => data[3 * (at % count) + Math.floor(at / count)]! / 127.5 - 1,
  )
}
