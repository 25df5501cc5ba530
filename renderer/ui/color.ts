/** Hue in degrees 0 to 360, saturation and value 0 to 1. */
export interface Hsv {
  readonly h: number
  readonly s: number
  readonly v: number
}

/** Red, green, blue, 0 to 255. */
export type Rgb = readonly [number, number, number]

/** `#rrggbb`, also from `rgb`, `#rgb` and upper case; null when it is no colour. */
export function parseHex(text: string): string | null {
  const digits = text.trim().replace(/^#/, '').toLowerCase()
  if (/^[0-9a-f]{6}$/.test(digits)) return `#${digits}`
  if (/^[0-9a-f]{3}$/.test(digits)) return `#${[...digits].map((digit) => digit + digit).join('')}`
  return null
}

export function hexToRgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

export function rgbToHex(rgb: Rgb): string {
  return `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`
}

/** Grey has no hue of its own: it gets `hue`, so that a slider does not jump while a colour passes through grey. */
export function rgbToHsv(rgb: Rgb, hue = 0): Hsv {
  const [r, g, b] = [rgb[0] / 255, rgb[1] / 255, rgb[2] / 255]
  const v = Math.max(r, g, b)
  const chroma = v - Math.min(r, g, b)
  if (chroma === 0) return { h: hue, s: 0, v }
  const sector = v === r ? (g - b) / chroma : v === g ? (b - r) / chroma + 2 : (r - g) / chroma + 4
  return { h: (sector * 60 + 360) % 360, s: chroma / v, v }
}

export function hsvToRgb({ h, s, v }: Hsv): Rgb {
  const channel = (offset: number) => {
    const k = (offset + h / 60) % 6
    return Math.round(255 * (v - v * s * Math.max(0, Math.min(k, 4 - k, 1))))
  }
  return [channel(5), channel(3), channel(1)]
}
