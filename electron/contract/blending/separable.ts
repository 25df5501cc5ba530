import type { BlendMode } from '../document/index.ts'

/**
 * Blend functions B(cb, cs) of one channel: backdrop and source in 0 to 1.
 *
 * Formulas: W3C Compositing and Blending Level 1, section 10.1, which follows Adobe's "PDF Blend Modes: Addendum"
 * (2006); the modes that W3C lacks (linear, vivid and pin light, hard mix, linear burn and dodge, subtract, divide)
 * as Photoshop defines them, ends included: a black layer of vivid light makes everything black, and hard mix is white only
 * where backdrop and source together are more than white. Results outside 0 to 1 are clamped by the caller.
 */
export type BlendFunction = (cb: number, cs: number) => number

const multiply: BlendFunction = (cb, cs) => cb * cs
const screen: BlendFunction = (cb, cs) => cb + cs - cb * cs
const hardLight: BlendFunction = (cb, cs) => (cs <= 0.5 ? multiply(cb, 2 * cs) : screen(cb, 2 * cs - 1))

const colorDodge: BlendFunction = (cb, cs) => {
  if (cb === 0) return 0
  return cs >= 1 ? 1 : Math.min(1, cb / (1 - cs))
}

const colorBurn: BlendFunction = (cb, cs) => {
  if (cb >= 1) return 1
  return cs <= 0 ? 0 : 1 - Math.min(1, (1 - cb) / cs)
}

const vividLight: BlendFunction = (cb, cs) => {
  if (cs === 0) return 0
  return cs <= 0.5 ? colorBurn(cb, 2 * cs) : colorDodge(cb, 2 * cs - 1)
}

/** Between 255 of 255 and 256: sums of fractions are not exact. */
const MORE_THAN_WHITE = 255.5 / 255

const softLight: BlendFunction = (cb, cs) => {
  if (cs <= 0.5) return cb - (1 - 2 * cs) * cb * (1 - cb)
  const lifted = cb <= 0.25 ? ((16 * cb - 12) * cb + 4) * cb : Math.sqrt(cb)
  return cb + (2 * cs - 1) * (lifted - cb)
}

export const separable = {
  normal: (_cb, cs) => cs,
  darken: Math.min,
  multiply,
  'color-burn': colorBurn,
  'linear-burn': (cb, cs) => cb + cs - 1,
  lighten: Math.max,
  screen,
  'color-dodge': colorDodge,
  'linear-dodge': (cb, cs) => cb + cs,
  overlay: (cb, cs) => hardLight(cs, cb),
  'soft-light': softLight,
  'hard-light': hardLight,
  'vivid-light': vividLight,
  'linear-light': (cb, cs) => cb + 2 * cs - 1,
  'pin-light': (cb, cs) => (cs <= 0.5 ? Math.min(cb, 2 * cs) : Math.max(cb, 2 * cs - 1)),
  'hard-mix': (cb, cs) => (cb + cs > MORE_THAN_WHITE ? 1 : 0),
  difference: (cb, cs) => Math.abs(cb - cs),
  exclusion: (cb, cs) => cb + cs - 2 * cb * cs,
  subtract: (cb, cs) => cb - cs,
  divide: (cb, cs) => (cb === 0 ? 0 : cs === 0 ? 1 : cb / cs),
} as const satisfies Partial<Record<BlendMode, BlendFunction>>

export type SeparableMode = keyof typeof separable

export const isSeparable = (mode: BlendMode): mode is SeparableMode => mode in separable

const tables = new Map<SeparableMode, Uint8ClampedArray>()

/** B for all pairs of 8-bit values, at `cb << 8 | cs`, rounded: one lookup serves every mode in the same loop. */
export function blendTable(mode: SeparableMode): Uint8ClampedArray {
  let table = tables.get(mode)
  if (!table) {
    table = new Uint8ClampedArray(65536)
    const blend = separable[mode]
    for (let cb = 0; cb < 256; cb++)
      for (let cs = 0; cs < 256; cs++) table[(cb << 8) | cs] = blend(cb / 255, cs / 255) * 255
    tables.set(mode, table)
  }
  return table
}
