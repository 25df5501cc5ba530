import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { heNormal, normal } from './initialisers.ts'
import { conv, convTranspose, leaky, linear } from './layers.ts'
import type { Net } from './net.ts'
import type { Weights } from './weights.ts'

export interface GlyphUnetOptions {
  /** Styles that it knows. */
  styles: number
  /** Channels at half the field's size; 2, 6 and 12 times as many at the three sizes below. */
  base?: number
  /** Numbers that a style is described by. */
  embedding?: number
}

/** Channels at a half, a quarter, an eighth and a sixteenth of the field's size, in units of the first. */
const GROWTH = [1, 2, 6, 12] as const

/** The part that reads the source's glyph, by the names of its weights. What the style says to it is none of it. */
export const readsSource = (weight: string): boolean =>
  /(^|\/)(in|down\d|middle1|waist)\//.test(weight) && !/\/film\//.test(weight)

/** Channels at the full size, before the last convolution. */
const FINEST = 8

/**
 * A U-Net that redraws a glyph in a style: `field` [N, 1, H, W], `style` [N, styles] -> [N, 1, H, W], fields of signed distances.
 *
 * A row of `style` is how much of each known style is wanted: one of them, or a mixture, whose embedding is the same mixture of
 * theirs. The embedding scales and shifts the channels after every convolution (FiLM, Perez et al. 2018), so that it has a say at
 * every size. Two by two pixels are taken as one of four channels; one convolution at the full size joins them again.
 */
export function glyphUnet(options: GlyphUnetOptions) {
  const net = glyphUnetWithCode(options)
  return (field: Value, style: Value, weights: Weights): Value => net({ input: field, style }, weights).value
}

/** The same of inputs called `input` and `style`; it hands out the `code` of the glyph [N, 12 base, H / 16, W / 16], from which it is drawn. */
export function glyphUnetWithCode({ styles, base = 16, embedding = 64 }: GlyphUnetOptions): Net {
  const [c0, c1, c2, c3] = GROWTH.map((times) => times * base) as [number, number, number, number]
  return ({ input: field, style }, weights) => {
    const table = weights.within('styles').parameter('weight', [styles, embedding], normal(0, 0.3))
    const wanted = op.matMul(style!, table)

    /** y <- leaky(y (1 + scale) + shift), scale and shift by the style. */
    const inStyle = (y: Value, scope: Weights): Value => {
      const channels = y.shape[1]!
      const both = linear(wanted, scope.within('film'), 2 * channels, { initial: normal(0, 0.05) })
      const [scale, shift] = op
        .split(both, [channels, channels], 1)
        .map((part) => op.reshape(part, [part.shape[0]!, channels, 1, 1]))
      return leaky(op.add(op.mul(y, op.add(scale!, 1)), shift!))
    }
    const initial = heNormal
    const same = (x: Value, name: string, filters: number) => {
      const scope = weights.within(name)
      return inStyle(conv(x, scope, filters, { kernel: 3, stride: 1, initial }), scope)
    }
    const down = (x: Value, name: string, filters: number) => {
      const scope = weights.within(name)
      return inStyle(conv(x, scope, filters, { initial }), scope)
    }
    const up = (x: Value, name: string, filters: number) => {
      const scope = weights.within(name)
      // A pixel of the result is made of a quarter of the kernel's sixteen places.
      const deviation = Math.sqrt(2 / (4 * x.shape[1]!))
      return inStyle(convTranspose(x, scope, filters, { initial: normal(0, deviation) }), scope)
    }
    /** Two convolutions that change what they are given. */
    const changed = (x: Value, name: string) => {
      const scope = weights.within(name)
      const inner = same(x, `${name}/first`, x.shape[1]!)
      const plain = conv(inner, scope.within('second'), x.shape[1]!, {
        kernel: 3,
        stride: 1,
        initial: normal(0, 0.01),
      })
      return op.add(x, plain)
    }

    const folded = op.apply('SpaceToDepth', [field!], { blocksize: 2 })
    const half = same(folded, 'in', c0)
    const quarter = down(half, 'down1', c1)
    const eighth = changed(down(quarter, 'down2', c2), 'middle1')
    const waist = changed(down(eighth, 'down3', c3), 'waist')
    const upEighth = up(waist, 'up3', c2)
    const upQuarter = up(op.concat([upEighth, eighth], 1), 'up2', c1)
    const upHalf = up(op.concat([same(upQuarter, 'middle2', c1), quarter], 1), 'up1', c0)
    const unfolding = same(op.concat([upHalf, half], 1), 'out1', 4 * FINEST)
    const full = op.apply('DepthToSpace', [unfolding], { blocksize: 2 })
    const value = conv(full, weights.within('out'), 1, { kernel: 3, stride: 1, initial: normal(0, 0.05) })
    return { value, heads: { code: waist } }
  }
}
