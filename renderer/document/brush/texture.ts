import { tileNoise, weave } from './noise.ts'
import { dots, hairs } from './tips.ts'

/** The shapes of a brush's touch: a disk, a flat edge, hairs, drops. */
export const tipShapes = ['round', 'flat', 'bristles', 'spray'] as const
/** What it is painted on, fixed to the document: rough where little is touched. */
export const grains = ['none', 'paper', 'canvas', 'chalk'] as const

export interface Texture {
  readonly tip: (typeof tipShapes)[number]
  readonly grain: (typeof grains)[number]
  /** Degrees, clockwise, that the tip is turned by. */
  readonly angle: number
}

export const plainTexture: Texture = { tip: 'round', grain: 'none', angle: 0 }

export const isPlain = ({ tip, grain }: Texture): boolean => tip === 'round' && grain === 'none'

/** How much narrower than long a flat tip is. */
export const FLATNESS = 5

/** Side of a map of a tip, whose square the tip's disk touches. */
export const TIP_SIDE = 128

/** A tip's map, 0 to 255, for its `count`-th dab: drops fall anew each time. Null: its shape says all. */
export function tipMap(tip: Texture['tip'], count: number): Uint8Array | null {
  if (tip === 'bristles') return kept('hairs', () => hairs(TIP_SIDE))
  if (tip === 'spray') return kept(`drops ${count % 16}`, () => dots(TIP_SIDE, count % 16))
  return null
}

/** Side of the square that a grain repeats in, in document pixels. */
export const GRAIN_SIDE = 256

/** How high the ground rises, 0 to 255, {@link GRAIN_SIDE} squared; null: it is smooth. */
export function grainTile(grain: Texture['grain']): Uint8Array | null {
  if (grain === 'paper') return kept('paper', () => tileNoise(GRAIN_SIDE, [32, 64, 128], 1))
  if (grain === 'chalk') return kept('chalk', () => tileNoise(GRAIN_SIDE, [16, 64, 128], 2))
  if (grain === 'canvas') return kept('canvas', () => weave(GRAIN_SIDE))
  return null
}

/** How much more of the ground a full touch reaches than its lower half; chalk leaves the hollows bare. */
export const reachOfGrain: Record<Texture['grain'], number> = {
  none: 1,
  paper: 1.25,
  canvas: 1.2,
  chalk: 0.95,
}

const maps = new Map<string, Uint8Array>()

function kept(name: string, make: () => Uint8Array): Uint8Array {
  const known = maps.get(name)
  if (known) return known
  const made = make()
  maps.set(name, made)
  return made
}
