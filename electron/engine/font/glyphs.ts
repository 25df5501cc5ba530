import { createHash } from 'node:crypto'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { GlyphOutline, GlyphState, GlyphWay } from '../../contract/tools/fontWorks.ts'
import { charactersIn } from '../../tools/font/characters.ts'
import { outlineOf, pathOf } from '../../tools/font/outline/path.ts'
import { scriptOf } from '../../tools/font/script.ts'
import type { DesignedGlyph } from '../../tools/font/write/design.ts'
import type { DrawnGlyph, FontKind, WantedGlyph } from '../compute/fontMessages.ts'
import type { LoggedGlyph } from './glyphLog.ts'
import { wantedCharacters } from './make.ts'
import type { FontPool } from './pool.ts'
import type { OwnWay, WorkRecord } from './record.ts'
import type { OpenWork, Works } from './works.ts'

const DRAWN = 'drawn'

/** How a character's glyph is to be made. */
export function wantedOf({ plan: { styles }, own }: WorkRecord, character: number): WantedGlyph {
  const way = own[character]
  const script = scriptOf(character)
  const style = script && styles[script]
  if (style?.kind !== 'model' || way?.kind === 'source') return { character, mixture: null }
  return { character, mixture: way?.kind === 'mixture' ? way.mixture : style.mixture }
}

/** What a thread needs to set lines of text in the font that is made. */
export const laying = (
  record: WorkRecord,
  lines: string[],
  vertical: boolean,
): FontKind['orders']['lay']['input'] => ({
  lines,
  vertical,
  shape: record.plan.shape,
  wanted: charactersIn(lines.join('')).map((character) => wantedOf(record, character)),
})

/** By what a glyph is made: equal keys make equal glyphs. */
export function keyOf(record: WorkRecord, character: number): string {
  const { plan, own } = record
  if (own[character]?.kind === 'drawn') return DRAWN
  const { mixture } = wantedOf(record, character)
  const script = scriptOf(character)
  const style = script && plan.styles[script]
  const styled =
    mixture && style?.kind === 'model'
      ? { model: style.model, round: style.round, mixture: Object.entries(mixture).sort() }
      : null
  return createHash('sha1')
    .update(JSON.stringify([Object.entries(plan.axes).sort(), Object.entries(plan.shape).sort(), styled]))
    .digest('hex')
    .slice(0, 12)
}

/** The glyph as it was made, if it would be made the same again. */
export function madeOf({ record, log }: OpenWork, character: number): LoggedGlyph | undefined {
  const glyph = log.get(character)
  return glyph?.key === keyOf(record, character) ? glyph : undefined
}

export const loggedOf = ({ glyph, origin, faults }: DrawnGlyph, key: string): LoggedGlyph => ({
  key,
  character: glyph.character,
  origin,
  faults,
  advance: glyph.advance,
  path: pathOf(glyph.outline),
  ...(glyph.vertical && { vertical: pathOf(glyph.vertical) }),
})

export const designedOf = ({ character, advance, path, vertical, faults }: GlyphOutline): DesignedGlyph => ({
  character,
  advance,
  outline: outlineOf(path),
  ...(vertical && { vertical: outlineOf(vertical) }),
  ...(faults.length > 0 && { flagged: true }),
})

/** Glyphs as they will be written: those that are made, and the others drawn now. */
export async function outlinesOf(
  work: OpenWork,
  characters: readonly number[],
  pool: FontPool,
  signal: AbortSignal,
): Promise<GlyphOutline[]> {
  const { record } = work
  const made = characters.flatMap((character) => madeOf(work, character) ?? [])
  const there = new Set(made.map(({ character }) => character))
  const open = characters.filter((character) => !there.has(character))
  const drawn = await pool.share(
    open.map((character) => wantedOf(record, character)),
    (thread, wanted) => thread.call('draw', { wanted, shape: record.plan.shape }, { signal }),
  )
  return [...made, ...drawn.map((each) => loggedOf(each, keyOf(record, each.glyph.character)))]
}

/** All that the plan asks for. */
export async function statesOf(work: OpenWork, pool: FontPool): Promise<GlyphState[]> {
  const { record } = work
  const { characters } = await pool.described()
  const mapped = new Set(characters)
  return wantedCharacters(record.plan.characters).map((character) => {
    const glyph = madeOf(work, character)
    const planned = wantedOf(record, character).mixture ? 'style' : 'source'
    return {
      character,
      script: scriptOf(character),
      state: glyph ? 'made' : mapped.has(character) ? 'open' : 'lacking',
      origin: glyph?.origin ?? planned,
      faults: glyph?.faults ?? [],
      own: record.own[character] !== undefined,
    }
  })
}

/** Makes a glyph in another way, and keeps to it; see the procedure `fonts.redo`. */
export async function redoGlyph(
  works: Works,
  name: string,
  character: number,
  way: GlyphWay,
  signal: AbortSignal,
): Promise<GlyphOutline> {
  const work = await works.open(name)
  const remember = (own: OwnWay | null) => {
    const { [character]: _, ...others } = work.record.own
    return works.change(name, { own: own ? { ...others, [character]: own } : others })
  }
  return works.withPool(work, async (pool) => {
    const glyph = await (async (): Promise<LoggedGlyph> => {
      if (way.kind === 'picture') {
        const outline = await pool.first.call('trace', { picture: way.picture }, { signal })
        if (outline.length === 0) throw new GanvasError('invalid-input', text('fonts.noInk'))
        const [usual] = await outlinesOf(work, [character], pool, signal)
        const advance = usual?.advance ?? 1000
        const drawn = { character, outline, advance }
        await remember({ kind: 'drawn' })
        return loggedOf({ glyph: drawn, origin: 'drawn', faults: [] }, DRAWN)
      }
      if (way.kind === 'mixture' || way.kind === 'source') await remember(way)
      else if (way.kind === 'plan') await remember(null)
      const [made] = await outlinesOf(work, [character], pool, signal)
      if (!made)
        throw new GanvasError(
          'not-found',
          text('fonts.noGlyph', { character: String.fromCodePoint(character) }),
        )
      return { ...made, faults: way.kind === 'accept' ? [] : made.faults, key: keyOf(work.record, character) }
    })()
    await work.log.add([glyph])
    return glyph
  })
}
