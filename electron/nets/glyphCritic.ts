import * as op from '../graph/builder.ts'
import { sizeOf } from '../graph/shapes.ts'
import { dcganDown } from './dcgan.ts'
import { linear } from './layers.ts'
import type { Net } from './net.ts'

export interface GlyphCriticOptions {
  /** Styles that it tells from each other. */
  styles: number
  /** Channels at half the field's size; they double with every halving, down to 4 px. */
  base?: number
}

/**
 * zi2zi's critic (Tian 2017) of fields: `input` [N, 1, side, side], a glyph, beside the `source` that it was drawn from -> how real it
 * looks [N, 1]. It hands out the `scores` of the styles [N, styles], which are read off the same features.
 *
 * @throws invalid-input for a side that is no power of two from 8 up
 */
export const glyphCritic =
  ({ styles, base = 16 }: GlyphCriticOptions): Net =>
  ({ input, source }, weights) => {
    const [rows, , size] = input!.shape as [number, number, number]
    const features = dcganDown(op.concat([input!, source!], 1), weights, { size, base }).at(-1)!
    const flat = op.reshape(features, [rows, sizeOf(features.shape) / rows])
    const read = (name: string, outputs: number) => linear(flat, weights.within(name), outputs)
    return { value: read('real', 1), heads: { scores: read('style', styles) } }
  }
