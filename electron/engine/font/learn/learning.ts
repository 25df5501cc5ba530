import { join } from 'node:path'
import type { z } from 'zod'
import { GanvasError } from '../../../contract/errors.ts'
import { FontScript } from '../../../contract/model/fontModel.ts'
import type { CallContext } from '../../../contract/server.ts'
import { text } from '../../../contract/text.ts'
import type {
  GlyphReference,
  LearnedStyle,
  Learning,
  ReadReferences,
  ReferencesFrom,
} from '../../../contract/tools/fontReferences.ts'
import type { GlyphOutline, SourceFacts } from '../../../contract/tools/fontWorks.ts'
import { pathOf } from '../../../tools/font/outline/path.ts'
import { isRedrawn, type Script, scriptOf } from '../../../tools/font/script.ts'
import { wantedCharacters } from '../make.ts'
import { type ModelsFolders, openFontModel } from '../style.ts'
import type { OpenWork, Works } from '../works.ts'
import { type LearnPlaces, learnStyle } from './learnStyle.ts'
import { withLessonThread } from './lessons.ts'
import { readSecondFont } from './readReferences.ts'
import { referencesIn, removeReferences } from './referenceLog.ts'

/** Glyphs that a round asks for. */
const ROUND = 30

/** What is known of the style of a font's characters of a script; what is best to draw is chosen when it is first asked for. */
export async function learningOf(
  works: Works,
  { name, script }: { name: string; script: Script },
  signal: AbortSignal,
): Promise<Learning> {
  const work = await works.open(name)
  const { named: before, learned } = work.learning[script]
  const named = before ?? (await nameGlyphs(works, work, script, signal))
  return {
    named: named.characters,
    covered: named.covered,
    references: referencesOf(work, script),
    learned,
  }
}

const referencesOf = ({ references }: OpenWork, script: Script): GlyphReference[] =>
  referencesIn(references).filter(({ character }) => isRedrawn(script, character))

async function nameGlyphs(works: Works, work: OpenWork, script: Script, signal: AbortSignal) {
  const order = { ...wantsOf(work, script), count: ROUND }
  const { chosen, covered } = await withLessonThread(await works.dataOf(work), (thread) =>
    thread.call('cover', order, { signal }),
  )
  const named = { characters: chosen, covered }
  await works.changeLearning(work.name, script, { named })
  return named
}

const wantsOf = (work: OpenWork, script: Script) => ({
  script,
  wanted: wantedCharacters(work.record.plan.characters),
  drawn: referencesOf(work, script).map(({ character }) => character),
})

type ReadResult = z.infer<typeof ReadReferences>

/** Reads references; see the procedure `fonts.addReferences`. */
export async function addReferences(
  works: Works,
  name: string,
  from: ReferencesFrom,
  signal: AbortSignal,
): Promise<ReadResult> {
  const work = await works.open(name)
  if (from.kind === 'glyphs') return kept(work, from.glyphs)
  const data = await works.dataOf(work)
  return withLessonThread(data, async (thread) => {
    if (from.kind === 'picture') {
      const outline = await thread.call('trace', { picture: from.picture }, { signal })
      if (outline.length === 0) throw new GanvasError('invalid-input', text('fonts.noInk'))
      const { character } = from
      return kept(work, [{ character, origin: { kind: 'drawn' }, path: pathOf(outline) }])
    }
    const { references, facts, said } = await readSecondFont(thread, from, wantsOf(work, from.script), signal)
    const others = work.record.references.filter(({ file }) => file !== facts.file)
    await works.change(name, { references: [...others, facts] })
    return { ...(await kept(work, references)), said }
  })
}

async function kept(work: OpenWork, references: readonly GlyphReference[]): Promise<ReadResult> {
  await work.references.add(references)
  return { read: references.map(({ character }) => character), said: null }
}

/** A glyph that somebody drew in place of another is a reference too, once a style of one's own is in the making. */
export async function learnFromCorrection(
  works: Works,
  name: string,
  { character, path }: Pick<GlyphOutline, 'character' | 'path'>,
): Promise<void> {
  const work = await works.open(name)
  const script = scriptOf(character)
  if (script === null || referencesOf(work, script).length === 0) return
  await work.references.add([{ character, origin: { kind: 'drawn' }, path }])
}

/** @param characters all that there are if not given */
export async function takeAway(
  works: Works,
  name: string,
  characters: readonly number[] | undefined,
): Promise<void> {
  const work = await works.open(name)
  const there = referencesIn(work.references)
  await removeReferences(work.references, characters ?? there.map(({ character }) => character))
  const left = referencesIn(work.references)
  const fonts = work.record.references.filter(({ file }) =>
    left.some(({ origin }) => origin.kind === 'font' && origin.file === file),
  )
  // What is best to draw is another thing without them.
  await works.change(name, { references: fonts })
  for (const script of FontScript.options)
    if (referencesOf(work, script).length === 0) await works.changeLearning(name, script, { named: null })
}

/** What the models of a font's own styles are called, before the rest of its name, and where they are learned. */
const ownPrefix: Record<Script, string> = { han: 'style-', latin: 'letters-' }
const lessonFolder: Record<Script, string> = { han: 'learning', latin: 'learning-letters' }

/** Learns the style of a font that is being made, and has the font drawn in it; see the procedure `fonts.learn`. */
export async function learnWork(
  works: Works,
  { name, model, steps }: { name: string; model: string; steps: number },
  places: Omit<LearnPlaces, 'folder'> & { modelsFolders: ModelsFolders },
  context: CallContext,
): Promise<LearnedStyle> {
  const work = await works.open(name)
  const { record, learning } = work
  const { source, bytes } = await works.dataOf(work)
  const base = await openFontModel(model, places.modelsFolders)
  const { script } = base.manifest.font!
  const references = referencesOf(work, script)
  const learned = await learnStyle(
    {
      source,
      bytes,
      base,
      references,
      said: saidOf(references, record.references),
      wanted: wantedCharacters(record.plan.characters),
      as: { id: name.replace(/^font-/, ownPrefix[script]), title: record.plan.said.family, overwrite: true },
      steps,
      round: (learning[script].learned?.round ?? 0) + 1,
    },
    { ...places, folder: join(work.folder, lessonFolder[script]) },
    context,
  )
  await works.changeLearning(name, script, { learned, named: null })
  await works.change(name, { rounds: { ...work.record.rounds, [learned.model]: learned.round } })
  return learned
}

/** Who drew the references, and under what licence. */
export function saidOf(
  references: readonly GlyphReference[],
  fonts: readonly SourceFacts[],
): { references: string; licence: string } {
  const drawn = references.filter(({ origin }) => origin.kind !== 'font').length
  const from = fonts.map(({ family, style }) => `${family} ${style}`)
  const own = drawn > 0 ? [`${drawn} drawn glyphs`] : []
  const licences = fonts.map(({ open, license, copyright }) =>
    open ? 'OFL-1.1' : license || copyright || 'not stated',
  )
  const mine = drawn > 0 ? ['of whoever drew them'] : []
  return {
    references: [...from, ...own].join(', '),
    licence: [...new Set([...licences, ...mine])].join(', '),
  }
}
