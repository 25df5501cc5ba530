import type { BlendMode } from '../document/index.ts'

/**
 * Blend functions that look at a whole colour. Values are 0 to 255; `out` gets the result.
 *
 * Hue, saturation, colour and luminosity: W3C Compositing and Blending Level 1, section 10.2. Darker and lighter
 * colour choose one of the two colours by the same luminosity, as Photoshop does.
 */
export type ColorFunction = (
  out: Float64Array,
  rb: number,
  gb: number,
  bb: number,
  rs: number,
  gs: number,
  bs: number,
) => void

const luminosity = (r: number, g: number, b: number) => 0.3 * r + 0.59 * g + 0.11 * b

const saturation = (r: number, g: number, b: number) => Math.max(r, g, b) - Math.min(r, g, b)

/** Moves a colour to luminosity `target`, then towards that grey until it is back in gamut. */
function setLuminosity(out: Float64Array, r: number, g: number, b: number, target: number): void {
  const shift = target - luminosity(r, g, b)
  r += shift
  g += shift
  b += shift
  const low = Math.min(r, g, b)
  const high = Math.max(r, g, b)
  let scale = 1
  if (low < 0) scale = target / (target - low)
  if (high > 255) scale = Math.min(scale, (255 - target) / (high - target))
  out[0] = target + (r - target) * scale
  out[1] = target + (g - target) * scale
  out[2] = target + (b - target) * scale
}

/** Stretches a colour so that its saturation is `target` and its least channel 0; grey becomes black. */
function setSaturation(out: Float64Array, r: number, g: number, b: number, target: number): void {
  const low = Math.min(r, g, b)
  const range = Math.max(r, g, b) - low
  const scale = range > 0 ? target / range : 0
  out[0] = (r - low) * scale
  out[1] = (g - low) * scale
  out[2] = (b - low) * scale
}

export const nonSeparable = {
  hue(out, rb, gb, bb, rs, gs, bs) {
    setSaturation(out, rs, gs, bs, saturation(rb, gb, bb))
    setLuminosity(out, out[0]!, out[1]!, out[2]!, luminosity(rb, gb, bb))
  },
  saturation(out, rb, gb, bb, rs, gs, bs) {
    setSaturation(out, rb, gb, bb, saturation(rs, gs, bs))
    setLuminosity(out, out[0]!, out[1]!, out[2]!, luminosity(rb, gb, bb))
  },
  color(out, rb, gb, bb, rs, gs, bs) {
    setLuminosity(out, rs, gs, bs, luminosity(rb, gb, bb))
  },
  luminosity(out, rb, gb, bb, rs, gs, bs) {
    setLuminosity(out, rb, gb, bb, luminosity(rs, gs, bs))
  },
  'darker-color'(out, rb, gb, bb, rs, gs, bs) {
    choose(out, luminosity(rs, gs, bs) < luminosity(rb, gb, bb), rb, gb, bb, rs, gs, bs)
  },
  'lighter-color'(out, rb, gb, bb, rs, gs, bs) {
    choose(out, luminosity(rs, gs, bs) > luminosity(rb, gb, bb), rb, gb, bb, rs, gs, bs)
  },
} as const satisfies Partial<Record<BlendMode, ColorFunction>>

function choose(
  out: Float64Array,
  source: boolean,
  rb: number,
  gb: number,
  bb: number,
  rs: number,
  gs: number,
  bs: number,
): void {
  out[0] = source ? rs : rb
  out[1] = source ? gs : gb
  out[2] = source ? bs : bb
}

export type NonSeparableMode = keyof typeof nonSeparable
