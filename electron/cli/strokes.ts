import type { Client } from '../contract/client.ts'
import type { EngineContract } from '../contract/engine.ts'
import { GanvasError } from '../contract/errors.ts'
import type { Pixels } from '../contract/pixels.ts'
import { text } from '../contract/text.ts'
import { openMask, openPicture } from './pictures.ts'

/** Pictures of constraints as iGAN has them. */
export interface ConstraintFiles {
  color?: string | undefined
  /** Where the colour counts; where it is opaque if not given. */
  colorMask?: string | undefined
  /** White lines on black, or lines on a transparent ground. */
  edges?: string | undefined
}

/** Reads constraint pictures as strokes. @throws GanvasError `invalid-input` for a mask of another size than its picture */
export async function openStrokes(
  client: Client<EngineContract>,
  { color, colorMask, edges }: ConstraintFiles,
  signal: AbortSignal,
): Promise<{ color?: Pixels; outline?: Pixels }> {
  const colors = color === undefined ? undefined : await openPicture(client, color, signal)
  const mask = colorMask === undefined ? undefined : (await openMask(client, colorMask, signal)).mask
  const lines = edges === undefined ? undefined : await openPicture(client, edges, signal)
  if (colors && mask && (colors.width !== mask.width || colors.height !== mask.height))
    throw new GanvasError(
      'invalid-input',
      text('sketch.colorMaskSize', {
        mask: colorMask!,
        maskSize: `${mask.width}x${mask.height}`,
        picture: color!,
        pictureSize: `${colors.width}x${colors.height}`,
      }),
    )
  return {
    ...(colors && { color: withAlpha(colors, (i) => (mask ? mask.data[i]! : alphaOf(colors, i))) }),
    ...(lines && { outline: linesOf(lines) }),
  }
}

/** Dark lines on a transparent ground. */
function linesOf(picture: Pixels): Pixels {
  const ground = Array.from({ length: picture.width * picture.height }, (_, i) => alphaOf(picture, i))
  const drawn = ground.some((alpha) => alpha < 255)
  const white = (i: number) =>
    Math.max(...picture.data.subarray(picture.channels * i, picture.channels * i + 3))
  const alpha = (i: number) => (drawn ? ground[i]! : white(i))
  const data = new Uint8Array(4 * ground.length)
  for (let i = 0; i < ground.length; i++) data[4 * i + 3] = alpha(i)
  return { width: picture.width, height: picture.height, channels: 4, data }
}

const alphaOf = ({ channels, data }: Pixels, i: number): number => (channels === 4 ? data[4 * i + 3]! : 255)

function withAlpha({ width, height, channels, data }: Pixels, alpha: (i: number) => number): Pixels {
  const rgba = new Uint8Array(4 * width * height)
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = data[channels * i + (channels === 1 ? 0 : c)]!
    rgba[4 * i + 3] = alpha(i)
  }
  return { width, height, channels: 4, data: rgba }
}
