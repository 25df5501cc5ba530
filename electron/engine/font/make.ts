import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { GanvasError } from '../../contract/errors.ts'
import type { CallContext } from '../../contract/server.ts'
import { type Text, text } from '../../contract/text.ts'
import type { MadeFont, MakeFontInput } from '../../contract/tools/font.ts'
import { charactersIn, charactersOf } from '../../tools/font/characters.ts'
import type { NameRecord } from '../../tools/font/file/names.ts'
import { licenceFrom, reservedIn, reservedNames } from '../../tools/font/make/licence.ts'
import type { DesignedGlyph, FontDesign } from '../../tools/font/write/design.ts'
import { namingOf, weightOf } from '../../tools/font/write/naming.ts'
import { writeUfo } from '../../tools/font/write/ufo/writeUfo.ts'
import type { FontKind } from '../compute/fontMessages.ts'
import { readWhole, writeAtomically } from '../disk.ts'
import { builtFile } from '../paths.ts'
import { Thread } from '../threads/thread.ts'
import { writeFolder } from '../writeFolder.ts'
import { type ModelsFolders, openStyle } from './style.ts'

const MAX_THREADS = 4
/** Glyphs that a thread is given at a time. */
const AT_A_TIME = 16
/** Characters that lack are named up to this many. */
const EXAMPLES = 8

/** Makes a font of another one; see the procedure `font.make`. */
export async function makeFont(
  input: MakeFontInput,
  context: CallContext,
  modelsFolders: ModelsFolders,
): Promise<MadeFont> {
  const began = performance.now()
  const { source, format, target } = input
  await checkTarget(input)
  const bytes = await readWhole(source.path, context.signal)
  const style = input.manner && (await openStyle(input.manner, modelsFolders))
  const data = { source, bytes, ...(style && { style }) }
  const threads = Array.from(
    { length: Math.min(MAX_THREADS, availableParallelism()) },
    () => new Thread<FontKind>(builtFile('font.worker.js'), data, { name: 'font thread' }),
  )
  try {
    const [first] = threads as [Thread<FontKind>]
    const { names } = await examined(first, input, context)
    const design = { ...designOf(input, names), glyphs: [], kerning: [] }
    // Names are checked before the work begins.
    namingOf(design)
    const characters = wanted(input)
    const glyphs = await drawn(threads, characters, input, context)
    const there = glyphs.map(({ character }) => character)
    tellMissing(characters, new Set(there), input, context)
    const { signal } = context
    const kerns = await first.call('kern', { characters: there }, { signal })
    const kerning = kerns.map((kern) => ({ ...kern, value: kern.value * input.shape.width }))
    const whole: FontDesign = { ...design, glyphs, kerning }
    const size =
      format === 'ufo'
        ? await writeUfoFolder(whole, input, signal)
        : await writeAtomically(
            target.path,
            [await first.call('write', { design: whole, format }, { signal })],
            {
              overwrite: target.overwrite,
              signal,
            },
          )
    return {
      path: target.path,
      size,
      glyphs: glyphs.length,
      missing: missingOf(characters, new Set(there)),
      flagged: tellFlagged(glyphs, context),
      kerns: kerning.length,
      copyright: design.names.copyright ?? '',
      license: design.names.license ?? '',
      seconds: (performance.now() - began) / 1000,
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.end()))
  }
}

/** @throws exists before any work where a file is there and may not be replaced */
async function checkTarget({ target: { path, overwrite }, format }: MakeFontInput): Promise<void> {
  const there = await stat(path).catch(() => null)
  if (there && !overwrite) throw alreadyThere(path)
  const replaceable = !there?.isDirectory() || (await stat(join(path, 'metainfo.plist')).catch(() => null))
  if (format === 'ufo' && !replaceable) throw new GanvasError('exists', text('fonts.noUfo', { path }))
}

const alreadyThere = (path: string) => new GanvasError('exists', text('files.exists', { path }))

/** Looks at what the source's maker allows. @throws unsupported where leave is needed and not said to be had */
async function examined(
  thread: Thread<FontKind>,
  { source, names, permitted }: MakeFontInput,
  { signal, emit }: CallContext,
): Promise<{ names: readonly NameRecord[] }> {
  const found = await thread.call('describe', {}, { signal })
  const name = basename(source.path)
  const { restricted, free, level } = found.embedding
  if (restricted && !permitted)
    throw new GanvasError('unsupported', text('fonts.restricted', { name, level }))
  if (!free && !restricted) notice(emit, text('fonts.embedding', { name, level }))
  if (!licenceFrom(found.names, { year: 0 }).open) return found
  for (const family of [names.family, ...Object.values(names.localFamilies)]) {
    const reserved = family && reservedIn(family, reservedNames(found.names))
    if (reserved)
      throw new GanvasError('invalid-input', text('fonts.reservedName', { family, reserved, name }))
  }
  notice(emit, text('fonts.openLicence', { name, family: names.family }))
  return found
}

const notice = (emit: CallContext['emit'], said: Text) => emit({ kind: 'notice', text: said })

function designOf(
  { names, shape }: MakeFontInput,
  source: readonly NameRecord[],
): Omit<FontDesign, 'glyphs' | 'kerning'> {
  const created = new Date()
  const { holder, style = shape.slant === 0 ? 'Regular' : 'Italic', ...given } = names
  const own = { year: created.getFullYear(), ...(holder !== undefined && { holder }) }
  const { copyright, license, licenseUrl } = licenceFrom(source, own)
  return {
    names: { ...given, style, copyright, license, licenseUrl },
    weight: weightOf(style),
    slant: shape.slant,
    created,
  }
}

function wanted({ characters: { sets, text: content } }: MakeFontInput): number[] {
  const all = new Set([...sets.flatMap((set) => [...charactersOf(set)]), ...charactersIn(content)])
  return [...all].sort((a, b) => a - b)
}

/** Glyphs of all characters, a few to each thread at a time, in the characters' order. */
async function drawn(
  threads: readonly Thread<FontKind>[],
  characters: readonly number[],
  { shape }: MakeFontInput,
  { signal, emit }: CallContext,
): Promise<DesignedGlyph[]> {
  const began = performance.now()
  const glyphs: DesignedGlyph[][] = []
  let [next, done] = [0, 0]
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  const work = async (thread: Thread<FontKind>) => {
    while (next < characters.length) {
      const at = next
      const part = characters.slice(at, at + AT_A_TIME)
      next += part.length
      glyphs[at / AT_A_TIME] = await thread.call('draw', { characters: part, shape }, { signal: either })
      done += part.length
      const secondsLeft = ((performance.now() - began) / 1000 / done) * (characters.length - done)
      emit({ kind: 'progress', step: done, total: characters.length, secondsLeft })
    }
  }
  try {
    await Promise.all(threads.map(work))
  } finally {
    stop.abort()
  }
  return glyphs.flat()
}

const missingOf = (characters: readonly number[], there: ReadonlySet<number>) =>
  characters.filter((character) => !there.has(character))

function tellMissing(
  characters: readonly number[],
  there: ReadonlySet<number>,
  { source }: MakeFontInput,
  { emit }: CallContext,
): void {
  const missing = missingOf(characters, there)
  if (missing.length === 0) return
  const examples = missing.slice(0, EXAMPLES).map((character) => String.fromCodePoint(character))
  const values = { count: missing.length, total: characters.length, examples: examples.join(' ') }
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

async function writeUfoFolder(
  design: FontDesign,
  { target: { path, overwrite } }: MakeFontInput,
  signal: AbortSignal,
): Promise<number> {
  const files = [...writeUfo(design)].map(([name, content]) => [name, Buffer.from(content)] as const)
  await writeFolder(path, files, { overwrite, signal, exists: () => alreadyThere(path) })
  return files.reduce((sum, [, { length }]) => sum + length, 0)
}
