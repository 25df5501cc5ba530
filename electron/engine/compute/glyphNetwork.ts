import type { Session } from '../../graph/session.ts'
import { FIELD_SIDE } from '../../tools/font/field.ts'
import type { GlyphNetwork } from '../../tools/font/redraw.ts'

/**
 * A session of a network that redraws glyphs, as tools call it.
 *
 * @param range pixels that are 1 in what it sees
 */
export function glyphNetworkOf(session: Session, range: number): GlyphNetwork {
  const shape = [1, 1, FIELD_SIDE, FIELD_SIDE]
  return {
    side: FIELD_SIDE,
    range,
    async run(field, weights) {
      const feeds = { input: { data: field, shape }, style: { data: weights, shape: [1, weights.length] } }
      return (await session.run(feeds)).output!.data as Float32Array
    },
  }
}
