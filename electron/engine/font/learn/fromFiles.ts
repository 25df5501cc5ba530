import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, parse } from 'node:path'
import { GanvasError } from '../../../contract/errors.ts'
import type { CallContext } from '../../../contract/server.ts'
import { type Text, text } from '../../../contract/text.ts'
import type { GlyphReference, LearnedStyle, LearnStyleInput } from '../../../contract/tools/fontReferences.ts'
import type { SourceFacts } from '../../../contract/tools/fontWorks.ts'
import { decodeAsPicture } from '../../../imaging/codecs/decode.ts'
import { isPictureName } from '../../../imaging/codecs/names.ts'
import { pathOf } from '../../../tools/font/outline/path.ts'
import type { Script } from '../../../tools/font/script.ts'
import type { Sheet } from '../../../tools/font/sheet/readSheet.ts'
import type { LessonKind } from '../../compute/lessonMessages.ts'
import { readWhole } from '../../disk.ts'
import type { Thread } from '../../threads/thread.ts'
import { notice } from '../licence.ts'
import { wantedCharacters } from '../make.ts'
import { isUfo, readFont } from '../readFont.ts'
import { sheetPicture } from '../sheets.ts'
import { type ModelsFolders, openFontModel } from '../style.ts'
import { saidOf } from './learning.ts'
import { type LearnPlaces, learnStyle } from './learnStyle.ts'
import { withLessonThread } from './lessons.ts'
import { readSecondFont } from './readReferences.ts'

/** Learns a style of references in files; see the procedure `font.learn`. */
export async function learnFromFiles(
  input: LearnStyleInput,
  places: Omit<LearnPlaces, 'folder'> & { modelsFolders: ModelsFolders },
  context: CallContext,
): Promise<LearnedStyle> {
  const { source, as, overwrite } = input
  const base = await openFontModel(input.model, places.modelsFolders)
  if (!overwrite && (await stat(join(places.ownFolder(), as)).catch(() => null)))
    throw new GanvasError('exists', text('models.there', { model: as, folder: places.ownFolder() }))
  const bytes = await readFont(source.path, context.signal)
  const wanted = wantedCharacters(input.characters)
  const { references, fonts } = await withLessonThread({ source, bytes }, (thread) =>
    readFrom(thread, input, { script: base.manifest.font!.script, wanted }, context),
  )
  const folder = await mkdtemp(join(tmpdir(), 'ganvas-learning-'))
  try {
    return await learnStyle(
      {
        source,
        bytes,
        base,
        references,
        said: saidOf(references, fonts),
        wanted,
        as: { id: as, title: as, overwrite },
        round: 1,
        steps: input.steps,
      },
      { ...places, folder: join(folder, 'lesson') },
      context,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readFrom(
  thread: Thread<LessonKind>,
  { references: path, face, count, permitted }: LearnStyleInput,
  { script, wanted }: { script: Script; wanted: number[] },
  context: CallContext,
): Promise<{ references: GlyphReference[]; fonts: SourceFacts[] }> {
  const found = await stat(path).catch(() => null)
  if (found?.isDirectory() && !(await isUfo(path)))
    return { references: await readFolder(thread, path, context), fonts: [] }
  const { signal, emit } = context
  const from = { file: { path }, face, count, permitted }
  const { references, facts, said } = await readSecondFont(
    thread,
    from,
    { script, wanted, drawn: [] },
    signal,
  )
  if (said) notice(emit, said)
  return { references, fonts: [facts] }
}

/**
 * References of a folder: its pictures that are named by a character, as it is or by its code point (永.png, U+6C38.png, uni6C38.png),
 * and pages of printed templates, which say their characters themselves. What is not drawn, cut off or torn on a page is left out and told; other
 * files are left out.
 */
async function readFolder(
  thread: Thread<LessonKind>,
  folder: string,
  context: CallContext,
): Promise<GlyphReference[]> {
  const { signal } = context
  const references: GlyphReference[] = []
  for (const file of (await readdir(folder)).sort()) {
    const character = characterNamed(parse(file).name)
    if (!isPictureName(file)) continue
    if (character === null) {
      references.push(...(await readPage(thread, join(folder, file), context)))
      continue
    }
    const picture = await decodeAsPicture(await readWhole(join(folder, file), signal), file)
    const outline = await thread.call('trace', { picture }, { signal })
    if (outline.length > 0)
      references.push({ character, origin: { kind: 'picture', file }, path: pathOf(outline) })
  }
  if (references.length === 0) throw new GanvasError('not-found', text('fonts.noPictures', { folder }))
  return references
}

async function readPage(
  thread: Thread<LessonKind>,
  path: string,
  { signal, emit }: CallContext,
): Promise<GlyphReference[]> {
  const file = basename(path)
  const picture = await sheetPicture(await readWhole(path, signal), file)
  const sheet = await thread.call('sheet', { picture, name: file, characters: [] }, { signal })
  for (const said of leftOut(sheet, file)) notice(emit, said)
  return sheet.cells.flatMap(({ character, state, outline }, cell): GlyphReference[] =>
    state !== 'drawn' || character === null
      ? []
      : [{ character, origin: { kind: 'sheet', file, cell }, path: pathOf(outline) }],
  )
}

/** What of a page is not taken, as sentences. */
function leftOut({ cells, undrawn }: Sheet, name: string): Text[] {
  const inState = (wanted: string) =>
    cells.flatMap(({ state, character }) => (state === wanted && character !== null ? [character] : []))
  const unread = cells.filter(({ character, state }) => character === null && state !== 'torn').length
  const lists = [
    ['fonts.cellsEmpty', undrawn],
    ['fonts.cellsCut', inState('cut')],
    ['fonts.cellsTorn', inState('torn')],
  ] as const
  return [
    ...lists.flatMap(([key, characters]) =>
      characters.length > 0 ? [text(key, { name, characters: listed(characters) })] : [],
    ),
    ...(unread > 0 ? [text('fonts.cellsUnread', { name, count: unread })] : []),
  ]
}

const listed = (characters: readonly number[]) =>
  characters.map((character) => String.fromCodePoint(character)).join(' ')

/** The code point that a file is named by; null where it is named otherwise. */
export function characterNamed(name: string): number | null {
  const code = /^(?:U\+|uni|u)?([0-9A-F]{4,6})$/i.exec(name)?.[1]
  if (code) return Number.parseInt(code, 16)
  const [character, ...rest] = [...name.normalize('NFC')]
  return character && rest.length === 0 ? character.codePointAt(0)! : null
}
