import { GanvasError } from '../../contract/errors.ts'
import type { FontModel, FontStyle } from '../../contract/procedures/models.ts'
import { text } from '../../contract/text.ts'
import { unpackField } from '../../imaging/distances.ts'
import { type Alignment, type AlignmentPair, fitAlignment } from './align.ts'
import { hanFrame } from './field.ts'
import type { Gate } from './judge/structure.ts'
import type { Outline } from './outline/outline.ts'
import type { Manner } from './redraw.ts'

/** References that a source must have, for its own alignment to be fitted. */
const MIN_REFERENCES = 6

/** How much of each style is wanted, by name; a single one in the usual case. */
export type Mixture = Readonly<Record<string, number>>

/**
 * How the network is to draw glyphs of a source in a style, or in a mixture of several, and by which gate they are judged: that of
 * the style that there is most of. The source is aligned to each of them by
 * the model's references; where it has too few of those characters, as the source that the style was learned from.
 *
 * @param drawn glyphs of the source
 * @param model its name, for messages
 * @throws not-found for a style that the model lacks, invalid-input for weights that come to nothing
 */
export function mannerOf(
  { references, styles }: FontModel,
  mixture: Mixture,
  drawn: (character: number) => Outline | null,
  model: string,
): Manner & { gate: Gate } {
  for (const style of Object.keys(mixture))
    if (!styles.some(({ name }) => name === style)) {
      const names = styles.map(({ name }) => name).join(', ')
      throw new GanvasError('not-found', text('fonts.noStyle', { model, style, styles: names }))
    }
  const sum = Object.values(mixture).reduce((total, weight) => total + weight, 0)
  if (!(sum > 0)) throw new GanvasError('invalid-input', text('fonts.noStyleWeight'))
  const weights = Float32Array.from(styles, ({ name }) => (mixture[name] ?? 0) / sum)
  const parts = styles.flatMap((style, at) =>
    weights[at] === 0
      ? []
      : [{ weight: weights[at]!, style, alignment: alignmentTo(style, references, drawn) }],
  )
  const mean = (of: (part: (typeof parts)[number]) => number) =>
    parts.reduce((total, part) => total + part.weight * of(part), 0)
  const [most] = [...parts].sort((a, b) => b.weight - a.weight)
  return {
    weights,
    gate: most!.style.gate,
    offset: mean(({ style }) => style.offset),
    alignment: {
      scaleX: mean(({ alignment }) => alignment.scaleX),
      scaleY: mean(({ alignment }) => alignment.scaleY),
      slant: mean(({ alignment }) => alignment.slant),
      moveX: mean(({ alignment }) => alignment.moveX),
      moveY: mean(({ alignment }) => alignment.moveY),
    },
  }
}

/** The alignment of this source to a style, fitted to the reference characters; the style's own where too few are drawn. */
function alignmentTo(
  style: FontStyle,
  { characters, side }: FontModel['references'],
  drawn: (character: number) => Outline | null,
): Alignment {
  const bytes = Uint8Array.from(atob(style.references), (letter) => letter.charCodeAt(0))
  const pairs = [...characters].flatMap((character, at): AlignmentPair[] => {
    const source = drawn(character.codePointAt(0)!)
    const packed = bytes.subarray(at * side * side, (at + 1) * side * side)
    if (!source || packed.length < side * side) return []
    return [{ source, target: { frame: hanFrame, side, data: unpackField(packed) } }]
  })
  return pairs.length < MIN_REFERENCES ? style.alignment : fitAlignment(pairs).alignment
}
