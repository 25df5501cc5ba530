import LineBreaker from 'linebreak'
import type { Paragraph } from './paragraph.ts'

/** A part of a paragraph's graphemes, from the first to before the last. */
export type LinePart = readonly [first: number, end: number]

/**
 * Breaks a paragraph where Unicode's annex 14 allows it, so that no Chinese full stop begins a line and no opening bracket ends
 * one, as late as fits; within a word only where the word alone is too long. Spaces at the end of a line take no room.
 *
 * @param widths how far the pen goes on at each grapheme
 */
export function breakLines(
  { text, graphemes }: Paragraph,
  widths: readonly number[],
  room: number,
): LinePart[] {
  const breaks = opportunities(text)
  const lines: LinePart[] = []
  let first = 0
  let fits = -1
  let [width, inked] = [0, 0]
  for (let at = 0; at < graphemes.length; at++) {
    width += widths[at]!
    if (!graphemes[at]!.space) inked = width
    // A hair more than the room is what rounding adds.
    if (inked > room + 1e-6 && at > first) {
      const end = fits > first ? fits : at
      lines.push([first, end])
      first = end
      fits = -1
      width = inked = 0
      at = end - 1
    } else if (breaks.has(graphemes[at]!.to)) fits = at + 1
  }
  lines.push([first, graphemes.length])
  return lines
}

function opportunities(text: string): Set<number> {
  const breaker = new LineBreaker(text)
  const places = new Set<number>()
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) places.add(next.position)
  return places
}
