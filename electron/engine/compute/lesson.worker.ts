import { basename } from 'node:path'
import { workerData } from 'node:worker_threads'
import type { GlyphReference } from '../../contract/tools/fontReferences.ts'
import { packField } from '../../imaging/distances.ts'
import { charactersOf } from '../../tools/font/characters.ts'
import { hanFrame, renderField } from '../../tools/font/field.ts'
import { openFont } from '../../tools/font/file/fontFile.ts'
import { type Cover, coveringGlyphs } from '../../tools/font/learn/cover.ts'
import { type Drawing, examine, worstGlyphs } from '../../tools/font/learn/examine.ts'
import { makeLesson } from '../../tools/font/learn/lesson.ts'
import { outlineOf, pathOf } from '../../tools/font/outline/path.ts'
import { outlineOfPicture } from '../../tools/font/picture.ts'
import { redrawGlyph } from '../../tools/font/redraw.ts'
import { learnable } from '../../tools/font/references/learnable.ts'
import { referencesOfFont } from '../../tools/font/references/reference.ts'
import { isRedrawn } from '../../tools/font/script.ts'
import { openOn } from '../sessions/runtime.ts'
import { serveOrders } from '../threads/serve.ts'
import type { FontData } from './fontMessages.ts'
import { glyphNetworkOf } from './glyphNetwork.ts'
import type { LessonKind, LessonStart } from './lessonMessages.ts'

/* A thread that prepares the learning of a style and judges it. It checks between glyphs whether it was cancelled. */

const { source, bytes, model } = workerData as FontData
const opening = openFont(bytes, basename(source.path), { index: source.face, axes: source.axes })
// A failure is reported to the first order.
opening.catch(() => {})

/** Fewer characters than these are wanted: parts of usual ones count too, so that what is learned fits those to come. */
const FEW = 200
/** Characters by which a network is kept from forgetting its own styles, and those that are looked at for the worst. */
const [REHEARSED, LOOKED_AT] = [8, 120]
/** Copies of all references together that are learned from. */
const COPIES = 600
/** Glyphs that are told to be the worst. */
const WORST = 12
const SEED = 30

/** Characters of the source that a style is wanted of, and that a network redraws. */
async function candidates(wanted: readonly number[]): Promise<number[]> {
  const font = await opening
  const drawn = (characters: readonly number[]) =>
    characters.filter((character) => isRedrawn('han', character) && font.drawn(character))
  const found = drawn(wanted)
  if (found.length >= FEW) return found
  const usual = ['gb2312-1', 'jis-1'] as const
  return [...new Set([...found, ...usual.flatMap((set) => drawn(charactersOf(set)))])]
}

/** Of the source's glyphs. */
async function covering(among: readonly number[], drawn: readonly number[], count: number): Promise<Cover> {
  const font = await opening
  const outlined = (characters: readonly number[]) =>
    characters.flatMap((character) => {
      const outline = font.drawn(character)
      return outline ? [{ character, outline }] : []
    })
  return coveringGlyphs(outlined(among), outlined(drawn), count)
}

/** On the processor: a lesson is a matter of seconds. */
const openNetwork = async (network: Uint8Array, range: number) =>
  glyphNetworkOf(await openOn('cpu', network, { threads: 1 }), range)

const evenly = (all: readonly number[], count: number): number[] =>
  Array.from(
    { length: Math.min(count, all.length) },
    (_, k) => all[Math.floor((k * all.length) / Math.min(count, all.length))]!,
  )

const breatheFor = (signal: AbortSignal) => async () => {
  await new Promise((resolve) => setImmediate(resolve))
  signal.throwIfAborted()
}

async function pairsOf(references: readonly GlyphReference[]) {
  const font = await opening
  return learnable(
    references.map(({ character, origin, path }) => ({ character, origin, outline: outlineOf(path) })),
    font.drawn,
  ).pairs
}

const one = (length: number): Float32Array =>
  Float32Array.from({ length }, (_, k) => (k === length - 1 ? 1 : 0))

serveOrders<LessonKind>({
  cover: async ({ wanted, drawn, count }) => covering(await candidates(wanted), drawn, count),

  async second({ second, wanted, drawn, count }) {
    const font = await openFont(second.bytes, second.name, { index: second.face })
    const { names, embedding, glyphCount, axes, characters } = font
    const had = (await candidates(wanted)).filter((character) => font.drawn(character))
    const { chosen } = await covering(had, drawn, count)
    const { references } = referencesOfFont(font, chosen)
    return {
      described: { names, embedding, glyphCount, axes, characters },
      references: references.map(({ outline, ...rest }) => ({ ...rest, path: pathOf(outline) })),
    }
  },

  trace: async ({ picture }) => outlineOfPicture(picture),

  async lesson({ references, wanted }, signal) {
    const font = await opening
    const { id, font: described, network } = model!
    const lesson = await makeLesson(await pairsOf(references), {
      model: described,
      modelId: id,
      network: await openNetwork(network, described.range),
      drawn: font.drawn,
      copies: COPIES,
      rehearsed: evenly(await candidates(wanted), REHEARSED),
      seed: SEED,
      breathe: breatheFor(signal),
    })
    const { alignment, mixture, heldOut, files, style } = lesson
    return {
      alignment,
      mixture: [...mixture.weights],
      heldOut: heldOut.map(({ character }) => character),
      style,
      files,
    }
  },

  async examine({ references, wanted, start, network }, signal) {
    const font = await opening
    const breathe = breatheFor(signal)
    const { font: described, network: base } = model!
    const before: Drawing = {
      network: await openNetwork(base, described.range),
      weights: Float32Array.from(start.mixture),
    }
    const after: Drawing = {
      network: await openNetwork(network, described.range),
      weights: one(described.styles.length + 1),
    }
    const pairs = await pairsOf(references)
    const { alignment } = start
    const heldOut = pairs.filter(({ character }) => start.heldOut.includes(character))
    const found = await examine({ alignment, before, after, heldOut, references: pairs, breathe })
    const there = new Set(pairs.map(({ character }) => character))
    const open = (await candidates(wanted)).filter((character) => !there.has(character))
    const looked = evenly(open, LOOKED_AT).map((character) => ({
      character,
      outline: font.drawn(character)!,
    }))
    const worst = await worstGlyphs(looked, { alignment, ...found }, after, breathe)
    const { overlapBefore, overlapAfter, offset, gate } = found
    return {
      overlapBefore,
      overlapAfter,
      offset,
      gate,
      shown: found.shown.map(({ character, ...outlines }) => ({
        character,
        source: pathOf(outlines.source),
        before: pathOf(outlines.before),
        after: pathOf(outlines.after),
        wanted: pathOf(outlines.wanted),
      })),
      worst: worst.slice(0, WORST).map(({ character, faults }) => ({ character, faults })),
      fields: await smallFields(references, start, found.offset, after),
    }
  },
})

/** What another source is aligned by: the style's own glyphs where they are there, else what the network draws; blank without either. */
async function smallFields(
  references: readonly GlyphReference[],
  { alignment }: LessonStart,
  offset: number,
  { network, weights }: Drawing,
): Promise<Uint8Array> {
  const { characters, side } = model!.font.references
  const font = await opening
  const own = new Map(references.map(({ character, path }) => [character, outlineOf(path)]))
  const fields: Uint8Array[] = []
  for (const each of characters) {
    const character = each.codePointAt(0)!
    const [mine, outline] = [own.get(character), font.drawn(character)]
    if (mine || !outline) fields.push(packField(renderField(mine ?? [], hanFrame, side).data))
    else {
      const { field } = await redrawGlyph(outline, { frame: hanFrame, alignment, weights, offset }, network)
      fields.push(packField(reduced(field.data, field.side, side)))
    }
  }
  return Buffer.concat(fields)
}

/** Bilinear; distances are in pixels of the smaller field then. */
function reduced(data: Float32Array, from: number, to: number): Float32Array {
  const scale = from / to
  return Float32Array.from({ length: to * to }, (_, at) => {
    const x = ((at % to) + 0.5) * scale - 0.5
    const y = (Math.floor(at / to) + 0.5) * scale - 0.5
    const [left, top] = [Math.floor(x), Math.floor(y)]
    const value = (column: number, row: number) =>
      data[Math.min(from - 1, Math.max(0, row)) * from + Math.min(from - 1, Math.max(0, column))]!
    const [p, q] = [x - left, y - top]
    const upper = value(left, top) * (1 - p) + value(left + 1, top) * p
    const lower = value(left, top + 1) * (1 - p) + value(left + 1, top + 1) * p
    return (upper * (1 - q) + lower * q) / scale
  })
}
