import { basename } from 'node:path'
import { workerData } from 'node:worker_threads'
import type { GlyphReference } from '../../contract/tools/fontReferences.ts'
import { packField } from '../../imaging/distances.ts'
import type { Alignment } from '../../tools/font/align.ts'
import { type Bearings, fitBearings, sameBearings } from '../../tools/font/bearings.ts'
import { charactersOf } from '../../tools/font/characters.ts'
import { renderField } from '../../tools/font/field.ts'
import { openFont } from '../../tools/font/file/fontFile.ts'
import { type Cover, coveringGlyphs } from '../../tools/font/learn/cover.ts'
import { type Drawing, examine, worstGlyphs } from '../../tools/font/learn/examine.ts'
import { makeLesson } from '../../tools/font/learn/lesson.ts'
import type { Outline } from '../../tools/font/outline/outline.ts'
import { outlineOf, pathOf } from '../../tools/font/outline/path.ts'
import { outlineOfPicture } from '../../tools/font/picture.ts'
import { redrawGlyph } from '../../tools/font/redraw.ts'
import { learnable, type ReferencePair } from '../../tools/font/references/learnable.ts'
import { referencesOfFont } from '../../tools/font/references/reference.ts'
import { frames, isRedrawn, placed, type Script } from '../../tools/font/script.ts'
import { sheetFor } from '../../tools/font/sheet/sheetFor.ts'
import { openOn } from '../sessions/runtime.ts'
import { serveOrders } from '../threads/serve.ts'
import { glyphNetworkOf } from './glyphNetwork.ts'
import type { LessonData, LessonKind, LessonStart } from './lessonMessages.ts'

/* A thread that prepares the learning of a style and judges it. It checks between glyphs whether it was cancelled. */

const { source, bytes, model } = workerData as LessonData
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
async function candidates(wanted: readonly number[], script: Script): Promise<number[]> {
  const font = await opening
  const drawn = (characters: readonly number[]) =>
    characters.filter((character) => isRedrawn(script, character) && font.drawn(character))
  const found = drawn(wanted)
  if (found.length >= FEW) return found
  return [...new Set([...found, ...USUAL[script].flatMap((set) => drawn(charactersOf(set)))])]
}

const USUAL = { han: ['gb2312-1', 'jis-1'], latin: ['latin-1'] } as const

/** The source's glyph of a character where networks of a script see it; null where it has none. */
async function placedGlyphs(script: Script): Promise<(character: number) => Outline | null> {
  const font = await opening
  return (character) => {
    const outline = font.drawn(character)
    return outline && placed(outline, font.advance(font.glyphOf(character)), script)
  }
}

/** Of the source's glyphs. */
async function covering(
  script: Script,
  among: readonly number[],
  drawn: readonly number[],
  count: number,
): Promise<Cover> {
  const glyphs = await placedGlyphs(script)
  const outlined = (characters: readonly number[]) =>
    characters.flatMap((character) => {
      const outline = glyphs(character)
      return outline ? [{ character, outline }] : []
    })
  return coveringGlyphs(outlined(among), outlined(drawn), count, frames[script])
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

async function pairsOf(references: readonly GlyphReference[], script: Script) {
  return learnable(
    references.map(({ path, ...reference }) => ({ ...reference, outline: outlineOf(path) })),
    await opening,
    script,
  ).pairs
}

const one = (length: number): Float32Array =>
  Float32Array.from({ length }, (_, k) => (k === length - 1 ? 1 : 0))

serveOrders<LessonKind>({
  cover: async ({ script, wanted, drawn, count }) =>
    covering(script, await candidates(wanted, script), drawn, count),

  async second({ second, script, wanted, drawn, count }) {
    const font = await openFont(second.bytes, second.name, { index: second.face })
    const { names, embedding, glyphCount, axes, characters } = font
    const had = (await candidates(wanted, script)).filter((character) => font.drawn(character))
    const { chosen } = await covering(script, had, drawn, count)
    const { references } = referencesOfFont(font, chosen)
    return {
      described: { names, embedding, glyphCount, axes, characters },
      references: references.map(({ outline, ...rest }) => ({ ...rest, path: pathOf(outline) })),
    }
  },

  trace: async ({ picture }) => outlineOfPicture(picture),

  sheet: async ({ picture, name, characters }) => sheetFor(await opening, picture, name, characters),

  async lesson({ references, wanted }, signal) {
    const { id, font: described, network } = model!
    const { script } = described
    const lesson = await makeLesson(await pairsOf(references, script), {
      model: described,
      modelId: id,
      network: await openNetwork(network, described.range),
      drawn: await placedGlyphs(script),
      copies: COPIES,
      rehearsed: evenly(await candidates(wanted, script), REHEARSED),
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
    const breathe = breatheFor(signal)
    const { font: described, network: base } = model!
    const { script } = described
    const frame = frames[script]
    const glyphs = await placedGlyphs(script)
    const before: Drawing = {
      network: await openNetwork(base, described.range),
      weights: Float32Array.from(start.mixture),
    }
    const after: Drawing = {
      network: await openNetwork(network, described.range),
      weights: one(described.styles.length + 1),
    }
    const pairs = await pairsOf(references, script)
    const { alignment } = start
    const heldOut = pairs.filter(({ character }) => start.heldOut.includes(character))
    const found = await examine({ frame, alignment, before, after, heldOut, references: pairs, breathe })
    const there = new Set(pairs.map(({ character }) => character))
    const open = (await candidates(wanted, script)).filter((character) => !there.has(character))
    const looked = evenly(open, LOOKED_AT).map((character) => ({
      character,
      outline: glyphs(character)!,
    }))
    const worst = await worstGlyphs(looked, { frame, alignment, ...found }, after, breathe)
    const { overlapBefore, overlapAfter, offset, gate } = found
    return {
      overlapBefore,
      overlapAfter,
      offset,
      gate,
      ...(script === 'latin' && { bearings: bearingsFrom(pairs, alignment) }),
      shown: found.shown.map(({ character, ...outlines }) => ({
        character,
        source: pathOf(outlines.source),
        before: pathOf(outlines.before),
        after: pathOf(outlines.after),
        wanted: pathOf(outlines.wanted),
      })),
      worst: worst.slice(0, WORST).map(({ character, faults }) => ({ character, faults })),
      fields: await smallFields(pairs, start, found.offset, after),
    }
  },
})

/** How the style spaces letters and digits beside the moved source; its space keeps the source's share of a letter. */
function bearingsFrom(pairs: readonly ReferencePair[], { scaleX }: Alignment): Bearings {
  const letters = pairs.filter(({ character }) => /[\p{L}\p{N}]/u.test(String.fromCodePoint(character)))
  if (letters.length < 2) return sameBearings
  const spaced = letters.map(({ bearings: { source, style } }) => ({ source: scaleX * source, style }))
  return fitBearings(spaced, { source: 1, style: scaleX })
}

/** What another source is aligned by: the style's own glyphs where they are there, else what the network draws; blank without either. */
async function smallFields(
  pairs: readonly ReferencePair[],
  { alignment }: LessonStart,
  offset: number,
  { network, weights }: Drawing,
): Promise<Uint8Array> {
  const { script, references } = model!.font
  const { characters, side } = references
  const frame = frames[script]
  const glyphs = await placedGlyphs(script)
  const own = new Map(pairs.map(({ character, target }) => [character, target]))
  const fields: Uint8Array[] = []
  for (const each of characters) {
    const character = each.codePointAt(0)!
    const [mine, outline] = [own.get(character), glyphs(character)]
    if (mine || !outline) fields.push(packField(renderField(mine ?? [], frame, side).data))
    else {
      const { field } = await redrawGlyph(outline, { frame, alignment, weights, offset }, network)
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
