import type { GlyphReference } from '../../../contract/tools/fontReferences.ts'
import { CharacterLog } from '../characterLog.ts'

/** The references of a font that is being made, as they are added; one without an outline was taken away. */
export type ReferenceLog = CharacterLog<GlyphReference>

export const openReferenceLog = (folder: string): Promise<ReferenceLog> =>
  CharacterLog.open(folder, 'references.jsonl')

/** Those that are there. */
export const referencesIn = (log: ReferenceLog): GlyphReference[] => log.all.filter(({ path }) => path !== '')

/** @throws GanvasError `disk` */
export const removeReferences = (log: ReferenceLog, characters: readonly number[]): Promise<void> =>
  log.add(characters.map((character) => ({ character, origin: { kind: 'drawn' }, path: '' })))
