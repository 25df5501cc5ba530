import { XYZ_D50_TO_SRGB } from '../icc.ts'
import { encodeSrgb } from '../transfer.ts'
import { type Directory, tags } from './directory.ts'
import { CIE_LAB, type Layout, PALETTE, WHITE_IS_ZERO, YCBCR } from './layout.ts'

/** The colour of one pixel from its samples, each of red, green and blue in 0 to 1. */
export type ToRgb = (samples: ArrayLike<number>, rgb: Float64Array) => void

/** How the colours of a picture are read; inks are not among them. `samples` are integers as they stand in the file, `planes` all of them. */
export function colorsOf(layout: Layout, directory: Directory, planes: readonly ArrayLike<number>[]): ToRgb {
  const { photometric } = layout
  const scale = 1 / largest(layout)
  if (photometric === PALETTE) return paletteColors(directory, layout.bits)
  if (photometric === YCBCR) return yCbCrColors(directory, layout)
  if (photometric >= CIE_LAB) return labColors(layout, planes)
  if (layout.colors === 1)
    return (samples, rgb) => {
      const grey = Math.max(0, samples[0]! * scale)
      rgb.fill(photometric === WHITE_IS_ZERO ? 1 - grey : grey)
    }
  return (samples, rgb) => {
    for (let c = 0; c < 3; c++) rgb[c] = Math.max(0, samples[c]! * scale)
  }
}

/** The sample that means full. Signed ones run from 0 to it as well: what is below black is black. */
export const largest = ({ bits, format }: Layout): number => 2 ** (format === 2 ? bits - 1 : bits) - 1

function paletteColors(directory: Directory, bits: number): ToRgb {
  const map = directory.values(tags.colorMap)
  const count = 2 ** bits
  if (map.length < 3 * count) throw new RangeError('its palette is cut short')
  return (samples, rgb) => {
    for (let c = 0; c < 3; c++) rgb[c] = map[c * count + samples[0]!]! / 65535
  }
}

/** TIFF 6.0, section 21. */
function yCbCrColors(directory: Directory, layout: Layout): ToRgb {
  const [lumaRed = 0.299, lumaGreen = 0.587, lumaBlue = 0.114] = directory.values(tags.yCbCrCoefficients)
  const full = largest(layout)
  const middle = (full + 1) / 2
  const [black = 0, white = full, blueZero = middle, blueFull = full, redZero = middle, redFull = full] =
    directory.values(tags.referenceBlackWhite)
  return (samples, rgb) => {
    const [y, cb, cr] = [samples[0]!, samples[1]!, samples[2]!]
    const luma = (y - black) / (white - black)
    const blue = ((cb - blueZero) / (blueFull - blueZero)) * (full - middle)
    const red = ((cr - redZero) / (redFull - redZero)) * (full - middle)
    rgb[0] = luma + ((2 - 2 * lumaRed) * red) / full
    rgb[2] = luma + ((2 - 2 * lumaBlue) * blue) / full
    rgb[1] = (luma - lumaBlue * rgb[2]! - lumaRed * rgb[0]!) / lumaGreen
  }
}

/** Programs that write a* and b* of CIE L*a*b* from the middle of the range, as ICC does, are told by this many pixels. */
const PROBED_PIXELS = 4096

/**
 * L*a*b* relative to D50: lightness fills the range of an unsigned sample; a* and b* are signed, whole numbers in their
 * upper 8 bits (CIE), or begin in the middle of the range (ICC). Some programs write the latter and call it the former:
 * where most of `planes` would lie outside sRGB by the one reading and fewer by the other, the other is meant.
 */
function labColors(layout: Layout, planes: readonly ArrayLike<number>[]): ToRgb {
  const cie = linearLab(layout.bits, true)
  const icc = linearLab(layout.bits, false)
  const linear = layout.photometric === CIE_LAB && !isMistaken(cie, icc, planes) ? cie : icc
  return (samples, rgb) => {
    linear(samples, rgb)
    for (let c = 0; c < 3; c++) rgb[c] = encodeSrgb(rgb[c]!)
  }
}

function isMistaken(cie: ToRgb, icc: ToRgb, planes: readonly ArrayLike<number>[]): boolean {
  const count = planes[0]?.length ?? 0
  const step = Math.max(1, Math.floor(count / PROBED_PIXELS))
  const rgb = new Float64Array(3)
  let probed = 0
  const outside = [cie, icc].map((linear) => {
    let found = 0
    probed = 0
    for (let i = 0; i < count; i += step, probed++) {
      linear([planes[0]![i]!, planes[1]![i]!, planes[2]![i]!], rgb)
      if (rgb.some((value) => value < -0.02 || value > 1.02)) found++
    }
    return found
  }) as [number, number]
  return outside[0] > probed / 2 && outside[1] < outside[0]
}

/** From samples of L*a*b* to linear sRGB, beyond 0 to 1 where the colour is. */
function linearLab(bits: number, signed: boolean): ToRgb {
  const full = 2 ** bits - 1
  const half = 2 ** (bits - 1)
  const unit = 2 ** (bits - 8)
  // Typed arrays hold the bits of a signed sample as they hold those of an unsigned one, whatever the file says.
  const plain = (value: number) => (value < 0 ? value + 2 * half : value)
  const chroma = (value: number) => {
    const v = plain(value)
    return (signed ? (v >= half ? v - 2 * half : v) : v - half) / unit
  }
  const cube = (t: number) => (t > 6 / 29 ? t ** 3 : 3 * (6 / 29) ** 2 * (t - 4 / 29))
  return (samples, rgb) => {
    const y = ((100 * plain(samples[0]!)) / full + 16) / 116
    const xyz = [
      0.9642 * cube(y + chroma(samples[1]!) / 500),
      cube(y),
      0.8249 * cube(y - chroma(samples[2]!) / 200),
    ] as const
    for (const [c, [fromX, fromY, fromZ]] of XYZ_D50_TO_SRGB.entries())
      rgb[c] = fromX * xyz[0] + fromY * xyz[1] + fromZ * xyz[2]
  }
}
