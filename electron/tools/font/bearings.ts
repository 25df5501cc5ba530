import type { FontStyle } from '../../contract/model/fontModel.ts'
import { controlBox, type Outline } from './outline/outline.ts'

/** How a style spaces its letters. */
export type Bearings = NonNullable<FontStyle['bearings']>

/** As the source has them. */
export const sameBearings: Bearings = { scale: 1, add: 0, space: 1 }

/** What a letter's advance is wider than its ink: both side bearings together, in thousandths of the em. */
export function bearingsOf(outline: Outline, advance: number): number {
  const box = controlBox(outline)
  return box ? advance - (box.right - box.left) : advance
}

/**
 * The advance of a redrawn letter: its ink, and side bearings as the style has them beside the source's. A network learns where ink
 * lies about the middle of the advance; how much room there is at either side, a field does not tell.
 *
 * @param source side bearings of the source's letter together, see {@link bearingsOf}
 * @returns thousandths of the em, at least 0
 */
export function letterAdvance(outline: Outline, source: number, { scale, add }: Bearings): number {
  const box = controlBox(outline)
  return Math.max(0, Math.round((box ? box.right - box.left : 0) + scale * source + add))
}

/**
 * The bearings of a style beside its source, by least squares.
 *
 * @param pairs side bearings of the same letters in the source, moved to the style, and in the style; at least two that differ
 * @param spaces advances of the space
 */
export function fitBearings(
  pairs: readonly { source: number; style: number }[],
  spaces: { source: number; style: number },
): Bearings {
  const mean = (of: (pair: (typeof pairs)[number]) => number) =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length
  const [x, y] = [mean(({ source }) => source), mean(({ style }) => style)]
  const scale =
    mean(({ source, style }) => (source - x) * (style - y)) /
    Math.max(
      1,
      mean(({ source }) => (source - x) ** 2),
    )
  return { scale, add: y - scale * x, space: spaces.style / spaces.source }
}
