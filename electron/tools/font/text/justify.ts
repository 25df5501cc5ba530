import type { Paragraph } from './paragraph.ts'

/**
 * What is added after which graphemes to fill a line, in ems: evenly after its spaces and between characters that are set
 * square. A line with neither stays as it is.
 */
export function extraAfter(
  { graphemes }: Paragraph,
  first: number,
  end: number,
  free: number,
): Map<number, number> {
  const gaps: number[] = []
  for (let at = first; at < end - 1; at++) {
    const [here, next] = [graphemes[at]!, graphemes[at + 1]!]
    if (here.space || (here.upright && (next.upright || !next.space))) gaps.push(at)
  }
  return free > 0 ? new Map(gaps.map((at) => [at, free / gaps.length])) : new Map()
}
