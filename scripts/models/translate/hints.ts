import type { Pixels } from '../../../electron/contract/pixels.ts'
import { labPlanes } from '../../../electron/imaging/labPlanes.ts'
import { Random } from '../../../electron/nets/random.ts'

/** A dot's width as a share of the shorter side: five pixels for a network of 128. */
const DOT_SHARE = 5 / 128

/** Below it, of 255, a drawing's pixel is a line. */
const LINE = 192
/** Places that are tried for a dot beside lines. */
const TRIES = 200

/**
 * Dots at random places of a picture in the mean colour of what they cover, as somebody gives hints who knows the truth.
 *
 * @param lines of a drawing, that a dot keeps off: a place where there is no room between them gets none
 */
export function dotsOf(truth: Pixels, dots: number, seed: string, lines?: Pixels): Pixels {
  const { width, height } = truth
  const random = new Random(1, seed)
  const side = Math.max(1, Math.round(DOT_SHARE * Math.min(width, height)))
  const data = new Uint8Array(4 * width * height)
  const free = (places: number[]) => !lines || places.every((at) => lines.data[lines.channels * at]! >= LINE)
  for (let k = 0, tries = 0; k < dots && tries < TRIES * dots; tries++) {
    const [left, top] = [random.below(width - side + 1), random.below(height - side + 1)]
    const places = Array.from(
      { length: side * side },
      (_, i) => (top + Math.floor(i / side)) * width + left + (i % side),
    )
    if (!free(places)) continue
    k++
    const color = [0, 1, 2].map((c) =>
      Math.round(places.reduce((sum, at) => sum + truth.data[3 * at + c]!, 0) / places.length),
    )
    for (const at of places) data.set([...color, 255], 4 * at)
  }
  return { width, height, channels: 4, data }
}

/** Mean distance of the mean chroma under each colour asked for from it, in units of a* and b*; 0 without hints. */
export function disobedience(picture: Pixels, hints: Pixels): number {
  const found = labOf(picture)
  const asked = labOf(hints)
  const count = picture.width * picture.height
  const dots = new Map<string, number[]>()
  for (let at = 0; at < count; at++)
    if (hints.data[4 * at + 3]! > 0) {
      const key = String(hints.data.subarray(4 * at, 4 * at + 3))
      dots.set(key, [...(dots.get(key) ?? []), at])
    }
  const off = [...dots.values()].map((places) => {
    const mean = (lab: Float32Array, c: number) =>
      places.reduce((sum, at) => sum + lab[c * count + at]!, 0) / places.length
    return Math.hypot(mean(found, 1) - mean(asked, 1), mean(found, 2) - mean(asked, 2))
  })
  return off.reduce((sum, value) => sum + value, 0) / Math.max(1, off.length)
}

const labOf = ({ width, height, channels, data }: Pixels): Float32Array => {
  const count = width * height
  return labPlanes(
    Float32Array.from(
      { length: 3 * count },
      (_, at) => data[channels * (at % count) + Math.floor(at / count)]! / 255,
    ),
  )
}

/** How colourful a picture is: Hasler and Suesstrunk, "Measuring colourfulness in natural images" (2003), equation for M^(3). */
export function colorfulness({ channels, data }: Pixels): number {
  const count = data.length / channels
  const sums = { rg: 0, yb: 0, rg2: 0, yb2: 0 }
  for (let at = 0; at < data.length; at += channels) {
    const rg = data[at]! - data[at + 1]!
    const yb = (data[at]! + data[at + 1]!) / 2 - data[at + 2]!
    sums.rg += rg
    sums.yb += yb
    sums.rg2 += rg * rg
    sums.yb2 += yb * yb
  }
  const [rg, yb] = [sums.rg / count, sums.yb / count]
  const spread = Math.sqrt(sums.rg2 / count - rg * rg + sums.yb2 / count - yb * yb)
  return spread + 0.3 * Math.hypot(rg, yb)
}
