import type { Adjustment } from '../document/index.ts'

type Kind<K extends Adjustment['kind']> = Extract<Adjustment, { kind: K }>

/** Rewrites the colours of RGBA bytes in place; alpha stays. */
export type Adjust = (bytes: Uint8ClampedArray) => void

/** Turns hues, and moves colours from or to grey of their lightness, then to black or white (the HSL double cone). */
export function hueSaturation(settings: Kind<'hue-saturation'>): Adjust {
  const { hue, saturation, lightness, colorize } = settings
  const amount = saturation / 100
  const light = lightness / 100
  const turned = new Float64Array(3)
  return (bytes) => {
    for (let i = 0; i < bytes.length; i += 4) {
      const [r, g, b] = [bytes[i]!, bytes[i + 1]!, bytes[i + 2]!]
      const max = Math.max(r, g, b)
      const min = Math.min(r, g, b)
      const middle = (max + min) / 2
      if (colorize) fromHue((hue + 360) % 360, Math.max(0, amount), middle, turned)
      else {
        turn(r, g, b, hue, turned)
        saturate(turned, max, min, middle, amount)
      }
      for (let c = 0; c < 3; c++) {
        const value = turned[c]!
        bytes[i + c] = light >= 0 ? value + light * (255 - value) : value * (1 + light)
      }
    }
  }
}

/** Away from grey by as much as the gamut leaves of the colour, or straight towards it. */
function saturate(rgb: Float64Array, max: number, min: number, middle: number, amount: number): void {
  if (amount === 0 || max === min) return
  const saturation = (max - min) / (middle < 127.5 ? max + min : 510 - max - min)
  const gain =
    amount > 0 ? 1 / Math.max(1e-3, amount + saturation >= 1 ? saturation : 1 - amount) : 1 + amount
  for (let c = 0; c < 3; c++) rgb[c] = middle + gain * (rgb[c]! - middle)
}

function turn(r: number, g: number, b: number, degrees: number, out: Float64Array): void {
  const max = Math.max(r, g, b)
  const min = Math.min(r, g, b)
  const span = max - min
  if (degrees === 0 || span === 0) {
    out[0] = r
    out[1] = g
    out[2] = b
    return
  }
  const sector = max === r ? (g - b) / span : max === g ? 2 + (b - r) / span : 4 + (r - g) / span
  fromSector((((sector + degrees / 60) % 6) + 6) % 6, max, min, out)
}

/** A colour of a hue, as saturated as `amount` says and as light as `middle`, 0 to 255. */
function fromHue(degrees: number, amount: number, middle: number, out: Float64Array): void {
  const reach = amount * Math.min(middle, 255 - middle)
  fromSector(degrees / 60, middle + reach, middle - reach, out)
}

/** Sectors of the hue circle from red over yellow: 0 to 6. */
function fromSector(sector: number, max: number, min: number, out: Float64Array): void {
  for (let c = 0; c < 3; c++) {
    const away = Math.abs(((sector - 2 * c + 9) % 6) - 3)
    out[c] = min + (max - min) * Math.min(1, Math.max(0, 2 - away))
  }
}

/** Rec. 601, as the blend modes have it. */
const luma = (r: number, g: number, b: number) => 0.3 * r + 0.59 * g + 0.11 * b

/** Saturation that spares what is colourful, and saturation alike for all. */
export function vibrance({ vibrance, saturation }: Kind<'vibrance'>): Adjust {
  const [spare, plain] = [vibrance / 100, 1 + saturation / 100]
  return (bytes) => {
    for (let i = 0; i < bytes.length; i += 4) {
      const [r, g, b] = [bytes[i]!, bytes[i + 1]!, bytes[i + 2]!]
      const max = Math.max(r, g, b)
      const colorful = max === 0 ? 0 : (max - Math.min(r, g, b)) / max
      const gain = plain * (1 + spare * (spare > 0 ? 1 - colorful : 1))
      const grey = luma(r, g, b)
      bytes[i] = grey + gain * (r - grey)
      bytes[i + 1] = grey + gain * (g - grey)
      bytes[i + 2] = grey + gain * (b - grey)
    }
  }
}

/** Each colour is its least channel, its nearest of yellow, cyan and magenta, and its nearest of red, green and blue. */
export function blackAndWhite(settings: Kind<'black-and-white'>): Adjust {
  const { reds, yellows, greens, cyans, blues, magentas } = settings
  const primary = [reds / 100, greens / 100, blues / 100]
  // Between two channels, by the one that is least.
  const secondary = [cyans / 100, magentas / 100, yellows / 100]
  return (bytes) => {
    for (let i = 0; i < bytes.length; i += 4) {
      const [r, g, b] = [bytes[i]!, bytes[i + 1]!, bytes[i + 2]!]
      const max = Math.max(r, g, b)
      const min = Math.min(r, g, b)
      const middle = r + g + b - max - min
      const most = r === max ? 0 : g === max ? 1 : 2
      const least = b === min ? 2 : g === min ? 1 : 0
      const grey = min + (middle - min) * secondary[least]! + (max - middle) * primary[most]!
      bytes[i] = bytes[i + 1] = bytes[i + 2] = grey
    }
  }
}

/** Looks up colours by lightness. */
export function mapLightness([red, green, blue]: readonly Uint8ClampedArray[]): Adjust {
  return (bytes) => {
    for (let i = 0; i < bytes.length; i += 4) {
      const light = Math.round(luma(bytes[i]!, bytes[i + 1]!, bytes[i + 2]!))
      bytes[i] = red![light]!
      bytes[i + 1] = green![light]!
      bytes[i + 2] = blue![light]!
    }
  }
}
