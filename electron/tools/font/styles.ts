import { GanvasError } from '../../contract/errors.ts'
import type { FontModel, FontStyle } from '../../contract/model/fontModel.ts'
import { text } from '../../contract/text.ts'
import { unpackField } from '../../imaging/distances.ts'
import { type Alignment, type AlignmentPair, fitAlignment } from './align.ts'
import { type Bearings, sameBearings } from './bearings.ts'
import type { Gate } from './judge/gate.ts'
import type { Outline } from './outline/outline.ts'
import type { Manner } from './redraw.ts'
import { frames } from './script.ts'

/** References that a source must have, for its own alignment to be fitted. */
const MIN_REFERENCES = 6

/** How much of each style is wanted, by name; a single one in the usual case. */
export type Mixture = Readonly<Record<string, number>>

/** A manner, and what its drawings are judged by. */
export interface JudgedManner extends Manner {
  gate: Gate
  /** Of kana. */
  kanaGate: Gate
  /** See {@link Fitted}. */
  ink: number | null
  bearings: Bearings
}

/**
 * How the network is to draw glyphs of a source in a style, or in a mixture of several, and by which gate they are judged: that of
 * the style that there is most of. The source is aligned to each of them by
 * the model's references; where it has too few of those characters, as the source that the style was learned from.
 *
 * @param drawn glyphs of the source, placed as `placed` in script.ts does
 * @param model its name, for messages
 * @param known what was fitted of the same source before, by style; new ones are added
 * @throws not-found for a style that the model lacks, invalid-input for weights that come to nothing
 */
export function mannerOf(
  font: FontModel,
  mixture: Mixture,
  drawn: (character: number) => Outline | null,
  model: string,
  known: Map<string, Fitted> = new Map(),
): JudgedManner {
  const { styles } = font
  for (const style of Object.keys(mixture))
    if (!styles.some(({ name }) => name === style)) {
      const names = styles.map(({ name }) => name).join(', ')
      throw new GanvasError('not-found', text('fonts.noStyle', { model, style, styles: names }))
    }
  const sum = Object.values(mixture).reduce((total, weight) => total + weight, 0)
  if (!(sum > 0)) throw new GanvasError('invalid-input', text('fonts.noStyleWeight'))
  const weights = Float32Array.from(styles, ({ name }) => (mixture[name] ?? 0) / sum)
  const fitted = (style: FontStyle) => {
    const found = known.get(style.name) ?? fittedTo(style, font, drawn)
    known.set(style.name, found)
    return found
  }
  const parts = styles.flatMap((style, at) =>
    weights[at] === 0 ? [] : [{ weight: weights[at]!, style, ...fitted(style) }],
  )
  const mean = (of: (part: (typeof parts)[number]) => number) =>
    parts.reduce((total, part) => total + part.weight * of(part), 0)
  const [most] = [...parts].sort((a, b) => b.weight - a.weight)
  const bearings = (style: FontStyle) => style.bearings ?? sameBearings
  return {
    frame: frames[font.script],
    weights,
    gate: most!.style.gate,
    kanaGate: most!.style.kanaGate ?? most!.style.gate,
    ink: parts.some(({ ink }) => ink === null) ? null : mean(({ ink }) => ink!),
    offset: mean(({ style }) => style.offset),
    bearings: {
      scale: mean(({ style }) => bearings(style).scale),
      add: mean(({ style }) => bearings(style).add),
      space: mean(({ style }) => bearings(style).space),
    },
    alignment: {
      scaleX: mean(({ alignment }) => alignment.scaleX),
      scaleY: mean(({ alignment }) => alignment.scaleY),
      slant: mean(({ alignment }) => alignment.slant),
      moveX: mean(({ alignment }) => alignment.moveX),
      moveY: mean(({ alignment }) => alignment.moveY),
    },
  }
}

/** What is known of a style beside a source: the source moved to it, and its amount of ink in terms of that one's. */
export interface Fitted {
  alignment: Alignment
  /** Null where the source has too few of the references. */
  ink: number | null
}

/**
 * How this source is aligned to a style.
 *
 * @param drawn glyphs of the source, placed
 */
export function fittedTo(
  style: FontStyle,
  { script, references: { characters, side } }: Pick<FontModel, 'script' | 'references'>,
  drawn: (character: number) => Outline | null,
): Fitted {
  const bytes = Uint8Array.from(atob(style.references), (letter) => letter.charCodeAt(0))
  const frame = frames[script]
  const pairs = [...characters].flatMap((character, at): AlignmentPair[] => {
    const source = drawn(character.codePointAt(0)!)
    const packed = bytes.subarray(at * side * side, (at + 1) * side * side)
    if (!source || packed.length < side * side) return []
    const data = unpackField(packed)
    // A blank one stands for a glyph that the style has not.
    return data.some((distance) => distance > 0) ? [{ source, target: { frame, side, data } }] : []
  })
  if (pairs.length < MIN_REFERENCES) return { alignment: style.alignment, ink: null }
  const { alignment, ink } = fitAlignment(pairs)
  return { alignment, ink }
}
