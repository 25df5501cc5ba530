import type { BrushSettings, Texture } from '../document/brush/index.ts'

/** A brush to take in hand: all that a stroke looks like, but for its size where that is not part of it. */
export interface BrushPreset {
  readonly name: string
  readonly brush: BrushSettings
}

export const builtInBrushes = [
  'softRound',
  'hardRound',
  'pencil',
  'ink',
  'marker',
  'chalk',
  'charcoal',
  'bristles',
  'dryBrush',
  'canvas',
  'spray',
] as const
export type BuiltInBrush = (typeof builtInBrushes)[number]

/** Most presets of one's own that are kept. */
export const MAX_PRESETS = 60

/** The brush that the studio starts with, and what its other brushes differ from. */
export const firstBrush: BrushSettings = {
  size: 40,
  hardness: 0.8,
  opacity: 1,
  smoothing: 0.3,
  pressureSize: true,
  pressureOpacity: false,
  antialias: true,
}

const made = (change: Partial<BrushSettings>, texture?: Partial<Texture>): BrushSettings => ({
  ...firstBrush,
  ...change,
  texture: { tip: 'round', grain: 'none', angle: 0, ...texture },
})

/** The brushes that the studio comes with. */
export const brushOf: Readonly<Record<BuiltInBrush, BrushSettings>> = {
  softRound: made({ hardness: 0, size: 60, pressureSize: false, pressureOpacity: true }),
  hardRound: made({ hardness: 1, size: 30 }),
  pencil: made({ size: 5, hardness: 0.6, opacity: 0.85, pressureOpacity: true }, { grain: 'paper' }),
  ink: made({ size: 16, hardness: 1 }, { tip: 'flat', angle: -40 }),
  marker: made({ size: 36, hardness: 0.95, opacity: 0.5, pressureSize: false }, { tip: 'flat', angle: 60 }),
  chalk: made({ size: 40, hardness: 0.9, pressureSize: false }, { grain: 'chalk' }),
  charcoal: made({ size: 60, hardness: 0.1, opacity: 0.9, pressureOpacity: true }, { grain: 'paper' }),
  bristles: made({ size: 60, hardness: 0.9, pressureSize: false }, { tip: 'bristles' }),
  dryBrush: made({ size: 70, hardness: 0.8, pressureSize: false }, { tip: 'bristles', grain: 'chalk' }),
  canvas: made({ size: 70, hardness: 0.5 }, { grain: 'canvas' }),
  spray: made({ size: 90, hardness: 0.2, pressureSize: false }, { tip: 'spray' }),
}
