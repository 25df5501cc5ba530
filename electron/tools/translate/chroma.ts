import type { Pixels } from '../../contract/pixels.ts'
import { labOfLight, lightOfLab } from '../../imaging/lab.ts'
import { labPlanes } from '../../imaging/labPlanes.ts'
import { encodedOf, linearOf } from '../../imaging/srgbTransfer.ts'
import type { Affine } from '../networks/guidedFilter.ts'
import type { Size } from '../networks/work.ts'

/** Chroma as lines over lightness: a* and b* of a place are factor x L* + offset there. */
export interface ChromaLines extends Size {
  readonly a: Affine
  readonly b: Affine
}

/** Light of the 256 values of a channel, L* of the 256 greys, and values of light in steps fine enough for the darkest. */
export const lights = Float32Array.from({ length: 256 }, (_, value) => linearOf(value / 255))
const greys = labPlanes(Float32Array.from({ length: 3 * 256 }, (_, at) => (at % 256) / 255)).slice(0, 256)
const STEPS = 16384
const values = Uint8Array.from({ length: STEPS + 1 }, (_, step) => Math.round(255 * encodedOf(step / STEPS)))

/**
 * Writes a colour of a lightness and a chroma as three bytes. A colour that sRGB lacks is drawn towards the grey of its
 * luminance until sRGB has it.
 *
 * @param grey light of that grey, in [0, 1]
 */
export function writeColor(
  lightness: number,
  a: number,
  b: number,
  grey: number,
  out: Uint8Array,
  at: number,
): void {
  lightOfLab(lightness, a, b, light, 0, 1)
  const keep = Math.min(share01(light[0]!, grey), share01(light[1]!, grey), share01(light[2]!, grey))
  for (let c = 0; c < 3; c++) {
    const mapped = grey + keep * (light[c]! - grey)
    out[at + c] = values[Math.round(STEPS * Math.min(1, Math.max(0, mapped)))]!
  }
}
const light = new Float32Array(3)

/** Light of the grey that is as luminous as a colour. */
export const luminanceOf = (red: number, green: number, blue: number): number =>
  0.2126729 * red + 0.7151522 * green + 0.072175 * blue

/**
 * Gives rows of a picture new chroma; its lightness stays.
 *
 * @param lines at any size; interpolated between their centres
 * @param out of the picture's size, 3 channels, or 4 with the picture's alpha
 */
export function recolorRows(
  picture: Pixels,
  lines: ChromaLines,
  out: Pixels,
  from: number,
  to: number,
): void {
  const { width, height, channels, data } = picture
  const [green, blue] = channels === 1 ? [0, 0] : [1, 2]
  const planes = [lines.a.factor, lines.a.offset, lines.b.factor, lines.b.offset]
  const rows = planes.map(() => new Float32Array(lines.width))
  const [aFactor, aOffset, bFactor, bOffset] = rows as [Row, Row, Row, Row]
  const across = placesAlong(width, lines.width)
  const down = placesAlong(height, lines.height)
  const lab = new Float32Array(3)
  for (let y = from; y < to; y++) {
    const above = down.first[y]! * lines.width
    const below = down.second[y]! * lines.width
    const share = down.share[y]!
    for (let k = 0; k < 4; k++) {
      const [plane, row] = [planes[k]!, rows[k]!]
      for (let x = 0; x < lines.width; x++)
        row[x] = plane[above + x]! + share * (plane[below + x]! - plane[above + x]!)
    }
    for (let x = 0; x < width; x++) {
      const at = channels * (y * width + x)
      const r = lights[data[at]!]!
      const g = lights[data[at + green]!]!
      const b = lights[data[at + blue]!]!
      const left = across.first[x]!
      const right = across.second[x]!
      const part = across.share[x]!
      // Most pictures that are coloured are grey.
      if (r === g && g === b) lab[0] = greys[data[at]!]!
      else labOfLight(r, g, b, lab, 0, 1)
      const lightness = lab[0]!
      const mixed = (row: Row) => row[left]! + part * (row[right]! - row[left]!)
      const newA = mixed(aFactor) * lightness + mixed(aOffset)
      const newB = mixed(bFactor) * lightness + mixed(bOffset)
      const target = out.channels * (y * width + x)
      writeColor(lightness, newA, newB, luminanceOf(r, g, b), out.data, target)
      if (out.channels === 4) out.data[target + 3] = data[at + 3]!
    }
  }
}

type Row = Float32Array

/** How far one may go from `grey` towards `light` and stay within [0, 1]. */
function share01(light: number, grey: number): number {
  if (light > 1) return (1 - grey) / (light - grey)
  return light < 0 ? grey / (grey - light) : 1
}

/** For each of `count` places, the two of `other` that it lies between, and the second one's share. */
function placesAlong(count: number, other: number) {
  const first = new Uint32Array(count)
  const second = new Uint32Array(count)
  const share = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    const at = Math.min(other - 1, Math.max(0, ((i + 0.5) * other) / count - 0.5))
    first[i] = Math.floor(at)
    second[i] = Math.min(other - 1, first[i]! + 1)
    share[i] = at - first[i]!
  }
  return { first, second, share }
}
