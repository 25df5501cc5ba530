import type { FontModel } from '../../../contract/model/fontModel.ts'
import { packField, unpackField } from '../../../imaging/distances.ts'
import { Random } from '../../../nets/random.ts'
import { ALIGNMENT_SIDE, type Alignment, affineOf, fitAlignment } from '../align.ts'
import { type Frame, renderField } from '../field.ts'
import { type Outline, transformed } from '../outline/outline.ts'
import { type GlyphNetwork, redrawGlyph, shownTo } from '../redraw.ts'
import type { ReferencePair } from '../references/learnable.ts'
import { frames } from '../script.ts'
import { mannerOf } from '../styles.ts'
import { type FittedMixture, fitMixture } from './mixture.ts'

/** What is learned from: files as `GlyphSource` in electron/train/data reads them, and how the learning begins. */
export interface Lesson {
  /** How the source is moved to the style. */
  alignment: Alignment
  /** Of the network's own styles what is nearest to the new one. */
  mixture: FittedMixture
  /** Glyphs that are not learned from but looked at. */
  heldOut: ReferencePair[]
  /** By name; a style's two files are named by its place among the network's. */
  files: Map<string, Uint8Array>
  /** The name of the new style in them: the last one. */
  style: string
}

export interface LessonFrom {
  model: FontModel
  /** Its name, for messages. */
  modelId: string
  network: GlyphNetwork
  /** Glyphs of the source, placed. */
  drawn: (character: number) => Outline | null
  /** Characters of the source by whose glyphs the network is kept from forgetting its own styles. */
  rehearsed: readonly number[]
  /** About so many copies of all references together, each moved and scaled a little. */
  copies: number
  seed: number
  /** Awaited between glyphs. */
  breathe(): Promise<void>
}

/** References that are looked at and not learned from: of few ones, a quarter. */
const HELD_OUT = 5
/** References that the alignment and the mixture are fitted to. */
const [ALIGNED_BY, MIXED_BY] = [24, 8]
/** Copies of one reference, at the most. */
const MAX_COPIES = 24
/** How far a copy is scaled, as a share, and moved, in thousandths of the em; around the middle of the em. */
const [SCALED, MOVED] = [0.03, 26]
const MIDDLE = { x: 500, y: 380 }
/** Pixels from the border of the ink at which an error of a mixture no longer grows. */
const REACH = 4

/** Makes the glyphs that a network learns a style from, of at least `MIN_REFERENCES` pairs. */
export async function makeLesson(pairs: readonly ReferencePair[], from: LessonFrom): Promise<Lesson> {
  const { model, seed } = from
  const frame = frames[model.script]
  const mixed = [...new Random(seed, 'held out').permutation(pairs.length)].map((at) => pairs[at]!)
  const spared = Math.min(HELD_OUT, Math.floor(pairs.length / 4))
  const [heldOut, trained] = [mixed.slice(0, spared), mixed.slice(spared)]
  const { alignment } = fitAlignment(
    trained.slice(0, ALIGNED_BY).map(({ source, target }) => ({
      source,
      target: renderField(target, frame, ALIGNMENT_SIDE),
    })),
  )
  const mixture = await nearestMixture(trained.slice(0, MIXED_BY), alignment, from)
  const files = new Map<string, Uint8Array>()
  const place = (style: number) => String(style).padStart(3, '0')
  for (const [at, { name }] of model.styles.entries())
    addStyle(files, place(at), await rehearsal(name, from), 0)
  const style = place(model.styles.length)
  const own = await copies(trained, alignment, from)
  const looked = heldOut.map(({ character, source, target }) => ({
    character,
    source: packed(transformed(source, affineOf(alignment)), frame),
    target: packed(target, frame),
  }))
  addStyle(files, style, [...own, ...looked], looked.length)
  return { alignment, mixture, heldOut, files, style }
}

interface PackedPair {
  character: number
  source: Uint8Array
  target: Uint8Array
}

const packed = (outline: Outline, frame: Frame): Uint8Array => packField(renderField(outline, frame).data)

/** The two files of a style. */
function addStyle(
  files: Map<string, Uint8Array>,
  name: string,
  pairs: readonly PackedPair[],
  heldOut: number,
): void {
  const characters = pairs.map(({ character }) => character)
  const side = Math.sqrt(pairs[0]!.source.length)
  files.set(`${name}.json`, Buffer.from(JSON.stringify({ name, side, characters, heldOut })))
  files.set(`${name}.glyphs`, Buffer.concat(pairs.flatMap(({ source, target }) => [source, target])))
}

async function nearestMixture(
  pairs: readonly ReferencePair[],
  alignment: Alignment,
  { model, network, breathe }: LessonFrom,
): Promise<FittedMixture> {
  const frame = frames[model.script]
  const targets = pairs.map(({ target }) => renderField(target, frame).data)
  return fitMixture(model.styles.length, async (weights) => {
    let sum = 0
    for (const [k, { source }] of pairs.entries()) {
      await breathe()
      const { field } = await redrawGlyph(source, { frame, alignment, weights, offset: 0 }, network)
      sum += fieldError(field.data, targets[k]!)
    }
    return sum / pairs.length
  })
}

/** Mean difference of two fields near the border of the ink, in pixels. */
function fieldError(found: Float32Array, wanted: Float32Array): number {
  const near = (distance: number) => Math.max(-REACH, Math.min(REACH, distance))
  return found.reduce((sum, value, at) => sum + Math.abs(near(value) - near(wanted[at]!)), 0) / found.length
}

/** What the network draws now in one of its styles: it is to go on drawing that. */
async function rehearsal(
  style: string,
  { model, modelId, network, drawn, rehearsed, breathe }: LessonFrom,
): Promise<PackedPair[]> {
  const { frame, alignment, weights } = mannerOf(model, { [style]: 1 }, drawn, modelId)
  const pairs: PackedPair[] = []
  for (const character of rehearsed) {
    await breathe()
    const source = packed(transformed(drawn(character)!, affineOf(alignment)), frame)
    const target = await network.run(shownTo(network, unpackField(source)), weights)
    pairs.push({ character, source, target: packField(target.map((share) => share * network.range)) })
  }
  return pairs
}

/** The references as they are, and copies of them in which source and style are moved and scaled alike. */
async function copies(
  pairs: readonly ReferencePair[],
  alignment: Alignment,
  { model, copies: wanted, seed, breathe }: LessonFrom,
): Promise<PackedPair[]> {
  const each = Math.min(MAX_COPIES, Math.max(2, Math.ceil(wanted / pairs.length)))
  const found: PackedPair[] = []
  for (const { character, source, target } of pairs) {
    await breathe()
    const random = new Random(seed, 'copies', character)
    const aligned = transformed(source, affineOf(alignment))
    for (let copy = 0; copy < each; copy++) {
      const between = (reach: number) => (copy === 0 ? 0 : reach * (2 * random.uniform() - 1))
      const [xx, yy] = [1 + between(SCALED), 1 + between(SCALED)]
      const dx = between(MOVED) + (1 - xx) * MIDDLE.x
      const dy = between(MOVED) + (1 - yy) * MIDDLE.y
      const copied = (outline: Outline) =>
        packed(transformed(outline, { xx, xy: 0, yx: 0, yy, dx, dy }), frames[model.script])
      found.push({ character, source: copied(aligned), target: copied(target) })
    }
  }
  return found
}
