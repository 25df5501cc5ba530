import type { GlyphWay } from '../../../../electron/contract/tools/fontWorks.ts'
import { engine } from '../../../app/connection.ts'
import { fontState, keepPlan, refreshGlyphs } from '../state.ts'

/** Makes a glyph in another way and shows it. @throws GanvasError as the engine does */
export async function redo(work: string, character: number, way: GlyphWay): Promise<void> {
  await keepPlan(work)
  await engine.call('fonts.redo', { name: work, character, way })
  fontState.setState(({ revision }) => ({ revision: revision + 1 }))
  await refreshGlyphs(work)
}
