import type { ProofGlyph } from '../../../../electron/contract/tools/fontWorks.ts'

/** A part of a line of text that has room in one row: the same characters in both fonts. */
export interface Row {
  source: readonly ProofGlyph[]
  result: readonly ProofGlyph[]
}

/** What no row begins with: the least that Chinese and Japanese typesetting ask for. */
const closing = new Set([...'，。、；：！？）」』】》〉〕”’…,.;:!?)]'].map((each) => each.codePointAt(0)!))

const isWide = (character: number) => character > 0x2e80

/**
 * Rows of at most this length, in thousandths of the em: cut after spaces and at square characters, but before no closing mark.
 *
 * @param by whose advances count: the wider one's where both are shown
 */
export function rowsOf(line: Row, maxLength: number, by: 'source' | 'result'): Row[] {
  const glyphs = line[by]
  const cuts: number[] = []
  let [width, start] = [0, 0]
  for (let k = 0; k < glyphs.length; k++) {
    const { advance } = glyphs[k]!
    if (width + advance > maxLength && k > start) {
      const cut = cutBefore(glyphs, start, k)
      cuts.push(glyphs[cut]!.at)
      start = cut
      width = glyphs.slice(cut, k).reduce((sum, glyph) => sum + glyph.advance, 0)
    }
    width += advance
  }
  const ends = [0, ...cuts, Number.POSITIVE_INFINITY]
  return ends.slice(1).map((end, k) => {
    const within = ({ at }: ProofGlyph) => at >= ends[k]! && at < end
    return { source: line.source.filter(within), result: line.result.filter(within) }
  })
}

/** Which of the two is set wider. */
export function widerOf({ source, result }: Row): 'source' | 'result' {
  const length = (glyphs: readonly ProofGlyph[]) => glyphs.reduce((sum, { advance }) => sum + advance, 0)
  return length(source) > length(result) ? 'source' : 'result'
}

/** The last place up to `last` where a row may begin; `last` itself where there is none. */
function cutBefore(glyphs: readonly ProofGlyph[], first: number, last: number): number {
  for (let k = last; k > first; k--) {
    const [before, here] = [glyphs[k - 1]!.character, glyphs[k]!.character]
    if (closing.has(here) || here === 0x20) continue
    if (before === 0x20 || isWide(before) || isWide(here)) return k
  }
  return last
}
