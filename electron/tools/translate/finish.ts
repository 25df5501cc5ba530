import type { TranslateSettings } from '../../contract/document/index.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { labOfLight } from '../../imaging/lab.ts'
import type { Work } from '../networks/work.ts'
import { lights, luminanceOf, writeColor } from './chroma.ts'

/** Rows between breaths. */
const STRIP = 64

/**
 * What every translation goes through at its end: it takes on the picture's lightness, if that is to be kept, and is
 * mixed with the picture by `strength`. Both happen in place.
 *
 * @param translated of the picture's size. Without alpha where the picture has some, the picture is seen on `paper`.
 */
export async function finish(
  picture: Pixels,
  translated: Pixels,
  { strength, keepLuminance }: Pick<TranslateSettings, 'strength' | 'keepLuminance'>,
  paper: number,
  { breathe }: Work,
): Promise<Pixels> {
  if (strength === 1 && !keepLuminance) return translated
  const { width, height, channels } = translated
  const own = new Uint8Array(3)
  const made = new Uint8Array(3)
  const onPaper = picture.channels === 4 && channels === 3
  const [green, blue] = picture.channels === 1 ? [0, 0] : [1, 2]
  for (let row = 0; row < height; row += STRIP) {
    await breathe(row, height)
    for (let i = row * width; i < Math.min(height, row + STRIP) * width; i++) {
      const from = picture.channels * i
      const to = channels * i
      const alpha = onPaper ? picture.data[from + 3]! / 255 : 1
      for (let c = 0; c < 3; c++) {
        const value = picture.data[from + (c === 1 ? green : c === 2 ? blue : 0)]!
        own[c] = Math.round(alpha * value + (1 - alpha) * paper)
        made[c] = translated.data[to + c]!
      }
      if (keepLuminance) withLightnessOf(own, made)
      for (let c = 0; c < 3; c++)
        translated.data[to + c] = Math.round(own[c]! + strength * (made[c]! - own[c]!))
    }
  }
  return translated
}

const lab = new Float32Array(6)

/** Gives a colour the lightness of another one. */
function withLightnessOf(own: Uint8Array, made: Uint8Array): void {
  const [r, g, b] = [lights[own[0]!]!, lights[own[1]!]!, lights[own[2]!]!]
  labOfLight(r, g, b, lab, 0, 1)
  labOfLight(lights[made[0]!]!, lights[made[1]!]!, lights[made[2]!]!, lab, 3, 1)
  writeColor(lab[0]!, lab[4]!, lab[5]!, luminanceOf(r, g, b), made, 0)
}
