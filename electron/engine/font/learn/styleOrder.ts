import type { FontSource } from '../../../contract/tools/font.ts'
import type { GlyphReference } from '../../../contract/tools/fontReferences.ts'
import type { LoadedModel } from '../../models/folder.ts'

/** A style to learn. */
export interface StyleOrder {
  source: FontSource
  bytes: Uint8Array
  base: LoadedModel
  references: readonly GlyphReference[]
  /** The fonts that references are from, and their licence, for whoever reads of the model. */
  said: { references: string; licence: string }
  /** Characters that glyphs are wanted of in the end. */
  wanted: readonly number[]
  /** The model that it becomes. */
  as: { id: string; title: string; overwrite: boolean }
  round: number
  steps: number
}
