import { basename } from 'node:path'
import type { CallContext } from '../../contract/server.ts'
import { text } from '../../contract/text.ts'
import type { MadeFont, MakeFontInput } from '../../contract/tools/font.ts'
import { charactersIn, charactersOf } from '../../tools/font/characters.ts'
import { type Script, scriptOf } from '../../tools/font/script.ts'
import type { Mixture } from '../../tools/font/styles.ts'
import type { DesignedGlyph } from '../../tools/font/write/design.ts'
import { checkLeave, notice } from './licence.ts'
import { FontPool } from './pool.ts'
import { readFont } from './readFont.ts'
import { type FontModels, openModels } from './style.ts'
import { checkTarget, emptyDesign, withGlyphs, writeDesign } from './write.ts'

/** Characters that lack are named up to this many. */
const EXAMPLES = 8

/** Makes a font of another one; see the procedure `font.make`. */
export async function makeFont(
  input: MakeFontInput,
  context: CallContext,
  models: FontModels,
): Promise<MadeFont> {
  const began = performance.now()
  const { source, format, target, names, shape, permitted } = input
  const { signal, emit } = context
  await checkTarget(target, format)
  const bytes = await readFont(source.path, signal)
  const opened = await openModels(input.manners, models)
  const pool = new FontPool({ source, bytes, models: opened })
  try {
    const described = await pool.described()
    checkLeave(described, basename(source.path), names, permitted, emit)
    // What cannot be a name is told before the work begins.
    const design = emptyDesign(names, shape, described.names)
    const characters = wantedCharacters(input.characters)
    const mixtures = new Map(opened.map(({ font }, at) => [font.script, input.manners[at]!.mixture]))
    const glyphs = await drawn(pool, characters, mixtures, shape, context)
    const missing = missingOf(characters, glyphs)
    tellMissing(missing, characters.length, input, context)
    const whole = await withGlyphs(design, glyphs, pool, shape, signal)
    const { size } = await writeDesign(whole, format, target, pool, signal)
    return {
      path: target.path,
      size,
      glyphs: glyphs.length,
      missing,
      flagged: tellFlagged(glyphs, context),
      kerns: whole.kerning.length,
      copyright: design.names.copyright ?? '',
      license: design.names.license ?? '',
      seconds: (performance.now() - began) / 1000,
    }
  } finally {
    await pool.end()
  }
}

/** The characters of sets and of a text, ascending, each once. */
export function wantedCharacters({ sets, text: content }: MakeFontInput['characters']): number[] {
  const all = new Set([...sets.flatMap((set) => [...charactersOf(set)]), ...charactersIn(content)])
  return [...all].sort((a, b) => a - b)
}

async function drawn(
  pool: FontPool,
  characters: readonly number[],
  mixtures: ReadonlyMap<Script | null, Mixture>,
  shape: MakeFontInput['shape'],
  { signal, emit }: CallContext,
): Promise<DesignedGlyph[]> {
  const wanted = characters.map((character) => ({
    character,
    mixture: mixtures.get(scriptOf(character)) ?? null,
  }))
  const glyphs: DesignedGlyph[] = []
  await pool.drawAll(wanted, shape, {
    signal,
    onProgress: (step, total, secondsLeft) => emit({ kind: 'progress', step, total, secondsLeft }),
    onNotice: (said) => notice(emit, said),
    onDrawn: async (drawn) => void glyphs.push(...drawn.map(({ glyph }) => glyph)),
  })
  return glyphs.sort((a, b) => a.character - b.character)
}

function missingOf(characters: readonly number[], glyphs: readonly DesignedGlyph[]): number[] {
  const there = new Set(glyphs.map(({ character }) => character))
  return characters.filter((character) => !there.has(character))
}

function tellMissing(
  missing: readonly number[],
  total: number,
  { source }: MakeFontInput,
  { emit }: CallContext,
): void {
  if (missing.length === 0) return
  const examples = missing.slice(0, EXAMPLES).map((character) => String.fromCodePoint(character))
  const values = { count: missing.length, total, examples: examples.join(' ') }
  notice(emit, text('fonts.lacks', { name: basename(source.path), ...values }))
}

/** @returns the characters that do not reach their style's gate */
function tellFlagged(glyphs: readonly DesignedGlyph[], { emit }: CallContext): number[] {
  const flagged = glyphs.flatMap(({ character, flagged }) => (flagged ? [character] : []))
  if (flagged.length > 0) {
    const examples = flagged.slice(0, EXAMPLES).map((character) => String.fromCodePoint(character))
    const values = { count: flagged.length, total: glyphs.length, examples: examples.join(' ') }
    notice(emit, text('fonts.flagged', values))
  }
  return flagged
}
