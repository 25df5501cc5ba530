import type { Input } from '../../../electron/contract/define.ts'
import type { EngineContract } from '../../../electron/contract/engine.ts'
import { currentSelection, type DocumentSession, type MaskRaster } from '../../document/index.ts'

export type Hints = Input<EngineContract, 'cutout.select'>['hints']
export type CutOutStroke = Hints['strokes'][number]

/** What was said of the object behind each selection that came of it: undo takes back what was said with the selection. */
const said = new WeakMap<MaskRaster, Hints>()

export function rememberHints(session: DocumentSession, hints: Hints): void {
  const selection = currentSelection(session)
  if (selection) said.set(selection, hints)
}

/** What to add to: what was said for this selection, else the selection itself as a first guess. */
export function currentHints(session: DocumentSession): Hints {
  const selection = currentSelection(session)
  if (!selection) return { strokes: [] }
  const { width, height, data } = selection
  return said.get(selection) ?? { strokes: [], start: { width, height, channels: 1, data } }
}
