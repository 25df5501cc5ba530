import { type Alignment, affineOf } from './align.ts'
import { type Field, type Frame, renderField } from './field.ts'
import { type Outline, transformed } from './outline/outline.ts'

/** A network that redraws glyphs. */
export interface GlyphNetwork {
  /** Pixels of a field. */
  side: number
  /** Pixels that are 1 in what it sees and gives; distances beyond it are cut off. */
  range: number
  /** @param field of the aligned source, in parts of `range`; @param style how much of each of its styles, see {@link Manner} */
  run(field: Float32Array, style: Float32Array): Promise<Float32Array>
}

/** A style to redraw in. */
export interface Manner {
  /** The square of the em that the network sees. */
  frame: Frame
  /** How the source's glyphs are moved and scaled to this style. */
  alignment: Alignment
  /** How much of each style of the network; one of them, or a mixture. */
  weights: Float32Array
  /** Added to distances, in pixels: a network that is unsure draws too little ink. */
  offset: number
}

export interface Redrawn {
  /** What the network was shown. */
  source: Field
  field: Field
}

/** A glyph of the source in a style, as a field; `traceField` makes an outline of it. */
export async function redrawGlyph(outline: Outline, manner: Manner, network: GlyphNetwork): Promise<Redrawn> {
  const { side, range } = network
  const source = renderField(transformed(outline, affineOf(manner.alignment)), manner.frame, side)
  const result = await network.run(shownTo(network, source.data), manner.weights)
  const data = withoutComb(result, side).map((value) => range * value + manner.offset)
  return { source, field: { ...source, data } }
}

/** A field as a network sees it, of distances in pixels. */
export const shownTo = ({ range }: Pick<GlyphNetwork, 'range'>, field: Float32Array): Float32Array =>
  field.map((distance) => Math.max(-1, Math.min(1, distance / range)))

/**
 * Means by 1, 2, 1 along both axes. A network that draws blocks of two pixels leaves a comb of that period along borders, which
 * they take away whole; where a field is what it should be, rising evenly, they change nothing.
 */
function withoutComb(field: Float32Array, side: number): Float32Array {
  const along = (from: Float32Array, step: number) =>
    from.map((value, at) => {
      const place = Math.floor(at / step) % side
      const before = place > 0 ? from[at - step]! : value
      const after = place < side - 1 ? from[at + step]! : value
      return (before + 2 * value + after) / 4
    })
  return along(along(field, 1), side)
}
