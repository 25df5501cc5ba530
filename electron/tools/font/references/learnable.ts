import { GanvasError } from '../../../contract/errors.ts'
import { text } from '../../../contract/text.ts'
import { renderField } from '../field.ts'
import type { Outline } from '../outline/outline.ts'
import { pathOf } from '../outline/path.ts'
import { isRedrawn } from '../script.ts'
import type { Reference } from './reference.ts'

/** So few glyphs tell nothing of a style but its weight and width. */
export const MIN_REFERENCES = 10

/** A character as the source draws it and as the style does. */
export interface ReferencePair {
  character: number
  source: Outline
  target: Outline
}

export interface Learnable {
  pairs: ReferencePair[]
  /** Characters that the source lacks: a network is shown the source's glyph. */
  withoutSource: number[]
  /** Characters that no model redraws, such as letters. */
  other: number[]
  /** Characters whose references have no ink within the em. */
  empty: number[]
}

/**
 * What of some references a style can be learned from: Han characters and kana that the source has and that have ink. The last
 * reference of a character counts.
 *
 * @param drawn the source's glyphs
 * @throws invalid-input where too few are left, naming why, or where all show the same
 */
export function learnable(
  references: readonly Reference[],
  drawn: (character: number) => Outline | null,
): Learnable {
  const found: Learnable = { pairs: [], withoutSource: [], other: [], empty: [] }
  const last = new Map(references.map((reference) => [reference.character, reference]))
  for (const { character, outline } of last.values()) {
    const source = drawn(character)
    if (!isRedrawn('han', character)) found.other.push(character)
    else if (!source) found.withoutSource.push(character)
    else {
      if (hasInk(outline)) found.pairs.push({ character, source, target: outline })
      else found.empty.push(character)
    }
  }
  checkEnough(found, last.size)
  return found
}

const hasInk = (outline: Outline): boolean => renderField(outline).data.some((distance) => distance > 0)

function checkEnough({ pairs, withoutSource, other, empty }: Learnable, given: number): void {
  if (pairs.length < MIN_REFERENCES)
    throw new GanvasError(
      'invalid-input',
      text('fonts.fewReferences', {
        count: pairs.length,
        least: MIN_REFERENCES,
        given,
        lacking: withoutSource.length,
        other: other.length,
        empty: empty.length,
      }),
    )
  if (new Set(pairs.map(({ target }) => pathOf(target))).size === 1)
    throw new GanvasError('invalid-input', text('fonts.sameReferences'))
}
