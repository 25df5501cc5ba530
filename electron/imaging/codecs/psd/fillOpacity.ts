import type { BlendMode } from '../../../contract/document/index.ts'
import type { Pixels } from '../../../contract/pixels.ts'

/**
 * The colour that changes nothing below it, of the modes in which fill opacity moves a layer's colours towards that colour
 * instead of making the layer transparent. Hard mix is the eighth of them, and has no such colour: with less fill it is
 * another function, which no layer of Ganvas has.
 */
const neutral: Partial<Record<BlendMode, number>> = {
  'color-burn': 255,
  'linear-burn': 255,
  'color-dodge': 0,
  'linear-dodge': 0,
  'vivid-light': 127.5,
  'linear-light': 127.5,
  difference: 0,
}

export const fillsSpecially = (mode: BlendMode): boolean => mode in neutral

/** Whether a layer's fill opacity cannot be shown. */
export const isLostFill = (mode: BlendMode, fill: number): boolean => mode === 'hard-mix' && fill < 1

/** Applies the fill opacity of such a mode to the colours of a layer. */
export function applyFill({ data }: Pixels, mode: BlendMode, fill: number): void {
  const rest = neutral[mode]! * (1 - fill)
  for (let i = 0; i < data.length; i++) if ((i & 3) !== 3) data[i] = Math.round(rest + data[i]! * fill)
}
