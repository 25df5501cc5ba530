import { basename } from 'node:path'
import { GanvasError } from '../../../contract/errors.ts'
import type { FileSource } from '../../../contract/fileEnds.ts'
import { type Text, text } from '../../../contract/text.ts'
import type { GlyphReference } from '../../../contract/tools/fontReferences.ts'
import type { SourceFacts } from '../../../contract/tools/fontWorks.ts'
import type { Script } from '../../../tools/font/script.ts'
import type { LessonKind } from '../../compute/lessonMessages.ts'
import type { Thread } from '../../threads/thread.ts'
import { readFont } from '../readFont.ts'
import { factsOf } from '../sourceFacts.ts'

/** Glyphs of a second font, and what it says of itself. */
export interface SecondFont {
  references: GlyphReference[]
  facts: SourceFacts
  /** What its maker wants to be told, where it may be embedded in documents alone. */
  said: Text | null
}

/**
 * Reads glyphs of a second font: of the characters whose parts cover most, of those that it has.
 *
 * @param thread has the source open
 * @param order characters that glyphs are wanted of in the end, and those that are drawn already
 * @throws GanvasError as `openFont` does; `unsupported` where its maker's leave is needed and not said to be had
 */
export async function readSecondFont(
  thread: Thread<LessonKind>,
  { file, face, count, permitted }: { file: FileSource; face: number; count: number; permitted: boolean },
  order: { script: Script; wanted: number[]; drawn: number[] },
  signal: AbortSignal,
): Promise<SecondFont> {
  const bytes = 'bytes' in file ? file.bytes : await readFont(file.path, signal)
  const name = 'bytes' in file ? file.name : basename(file.path)
  const second = { bytes, name, face }
  const { described, references } = await thread.call('second', { second, ...order, count }, { signal })
  const { restricted, free, level } = described.embedding
  if (restricted && !permitted)
    throw new GanvasError('unsupported', text('fonts.restricted', { name, level }))
  return {
    references,
    facts: factsOf(described, name, face),
    said: free || restricted ? null : text('fonts.embedding', { name, level }),
  }
}
