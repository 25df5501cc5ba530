import { z } from 'zod'
import { LayerId, RasterId } from '../ids.ts'
import { MAX_SIDE } from '../pixels.ts'
import { Layer } from './layer.ts'

/** The version of {@link DocumentData}, equal to the number of migrations that lead to it. */
export const DOCUMENT_VERSION = 9

/** A selection kept for later: a 1-channel raster of the document's size. */
export const SavedMask = z.object({ id: z.string().max(64), name: z.string().max(200), raster: RasterId })
export type SavedMask = z.infer<typeof SavedMask>

/** Everything of a document but its pixels, which are kept by raster id beside it. */
/** What a camera noted of a picture: a block of Exif, in base64. */
export const Exif = z.base64().max(100_000)
export type Exif = z.infer<typeof Exif>

export const DocumentData = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  name: z.string().max(200),
  width: z.int().min(1).max(MAX_SIDE),
  height: z.int().min(1).max(MAX_SIDE),
  layers: z.record(LayerId, Layer),
  /** Top-level layers, bottom first; groups list theirs the same way. */
  root: z.array(LayerId),
  active: LayerId.nullable(),
  /** The current selection, as a 1-channel raster of the document's size; null: everything. */
  selection: RasterId.nullable(),
  masks: z.array(SavedMask),
  /** Of the picture that the document was opened from. */
  exif: Exif.optional(),
})
export type DocumentData = z.infer<typeof DocumentData>
