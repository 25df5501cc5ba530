import { findTag, profileSpace, readXyz, signature, viewOf, XYZ_D50_TO_SRGB } from './icc.ts'
import { encodeSrgb } from './transfer.ts'

/**
 * Converts 16-bit samples of profiles that are a matrix and curves, or one curve of grey (ICC.1:2022, annex F.3 and F.2).
 * Little CMS resamples such a transform of 16 bits, or of grey, to a coarse table, which is some levels off in the shadows,
 * and libvips applies none to grey of 16 bits.
 */

const LEVELS = 65536

/** The sample of sRGB, 0 to 255, of light in 65536 steps, so that no power is taken for each pixel. */
let encoded: Float32Array | undefined

/**
 * @param samples RGBA, of grey by the red channel
 * @returns RGBA of 8 bits in sRGB; undefined for a profile of another kind
 */
export function convertDeep(samples: Uint16Array, icc: Uint8Array): Uint8Array | undefined {
  const profile = shaperOf(icc)
  if (!profile) return undefined
  encoded ??= Float32Array.from({ length: LEVELS }, (_, i) => 255 * encodeSrgb(i / (LEVELS - 1)))
  const { curves, matrix } = profile
  const [red, green, blue] = curves
  const out = new Uint8Array(samples.length)
  const level = (light: number) => encoded![Math.round((LEVELS - 1) * Math.min(1, Math.max(0, light)))]!
  for (let i = 0; i < samples.length; i += 4) {
    const [r, g, b] = [red![samples[i]!]!, green![samples[i + 1]!]!, blue![samples[i + 2]!]!]
    for (let c = 0; c < 3; c++) {
      const [fromR, fromG, fromB] = matrix[c]!
      out[i + c] = Math.round(level(fromR! * r + fromG! * g + fromB! * b))
    }
    out[i + 3] = Math.round(samples[i + 3]! / 257)
  }
  return out
}

interface Shaper {
  /** Light by sample of 16 bits, of red, green and blue. */
  curves: readonly Float32Array[]
  /** From the profile's linear red, green and blue to those of sRGB. */
  matrix: readonly (readonly number[])[]
}

const IDENTITY = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
] as const

function shaperOf(icc: Uint8Array): Shaper | undefined {
  const space = profileSpace(icc)
  const view = viewOf(icc)
  if (space === '' || findTag(view, 'A2B0') !== undefined || signature(view, 20) !== 'XYZ ') return undefined
  if (space === 'GRAY') {
    const curve = curveOf(view, 'kTRC')
    return curve && { curves: [curve, curve, curve], matrix: IDENTITY }
  }
  const curves = ['rTRC', 'gTRC', 'bTRC'].map((tag) => curveOf(view, tag))
  const colorants = ['rXYZ', 'gXYZ', 'bXYZ'].map((tag) => readXyz(view, tag))
  if (space !== 'RGB ' || !curves.every((curve) => curve) || !colorants.every((xyz) => xyz)) return undefined
  const matrix = XYZ_D50_TO_SRGB.map((row) =>
    colorants.map((xyz) => row.reduce<number>((sum, factor, i) => sum + factor * xyz![i]!, 0)),
  )
  return { curves: curves as Float32Array[], matrix }
}

/** A curve of a profile at every sample of 16 bits; undefined when it is missing or damaged. */
function curveOf(view: DataView, tag: string): Float32Array | undefined {
  const at = findTag(view, tag)
  if (at === undefined || at + 12 > view.byteLength) return undefined
  const type = signature(view, at)
  const curve = type === 'para' ? parametric(view, at) : type === 'curv' ? sampled(view, at) : undefined
  return curve && Float32Array.from({ length: LEVELS }, (_, i) => curve(i / (LEVELS - 1)))
}

/** ICC.1:2022, table 68. */
function parametric(view: DataView, at: number): ((x: number) => number) | undefined {
  const kind = view.getUint16(at + 8)
  const count = [1, 3, 4, 5, 7][kind]
  if (count === undefined || at + 12 + 4 * count > view.byteLength) return undefined
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from(
    { length: count },
    (_, i) => view.getInt32(at + 12 + 4 * i) / 65536,
  )
  const power = (x: number) => Math.max(0, a * x + b) ** g
  if (kind === 0) return (x) => x ** g
  if (kind === 1) return (x) => (x >= -b / a ? power(x) : 0)
  if (kind === 2) return (x) => (x >= -b / a ? power(x) + c : c)
  return (x) => (x >= d ? power(x) + e : c * x + f)
}

/** Nothing: the samples are light. One number: an exponent. More: a table. */
function sampled(view: DataView, at: number): ((x: number) => number) | undefined {
  const count = view.getUint32(at + 8)
  if (at + 12 + 2 * count > view.byteLength) return undefined
  const entry = (i: number) => view.getUint16(at + 12 + 2 * Math.min(i, count - 1))
  if (count === 0) return (x) => x
  if (count === 1) return (x) => x ** (entry(0) / 256)
  return (x) => {
    const place = x * (count - 1)
    const below = Math.floor(place)
    return (entry(below) + (place - below) * (entry(below + 1) - entry(below))) / 65535
  }
}
