import { z } from 'zod'
import { job, procedure } from '../define.ts'
import { DocumentData, RasterId } from '../document/index.ts'
import { MAX_SIDE, Pixels } from '../pixels.ts'
import { Opened } from './files.ts'

/** The side of the squares that autosave sends: small enough to be read and sent between two frames. */
export const RECOVERY_TILE = 256

/** Chosen by the page and never used for two contents: a tile under a known name is never written again. */
export const TileName = z.string().regex(/^[a-z0-9-]{1,64}$/)
export type TileName = z.infer<typeof TileName>

/** A raster in tiles of {@link RECOVERY_TILE}, row by row from the top-left; null: a tile of zeros. */
export const TiledRaster = z
  .object({
    width: z.int().min(1).max(MAX_SIDE),
    height: z.int().min(1).max(MAX_SIDE),
    channels: z.union([z.literal(1), z.literal(4)]),
    tiles: z.array(TileName.nullable()),
  })
  .refine(
    ({ width, height, tiles }) =>
      tiles.length === Math.ceil(width / RECOVERY_TILE) * Math.ceil(height / RECOVERY_TILE),
    'the tiles must cover the raster',
  )
export type TiledRaster = z.infer<typeof TiledRaster>

export const RecoveryEntry = z.object({
  documentId: z.string(),
  name: z.string(),
  /** Milliseconds since 1970. */
  savedAt: z.number(),
  projectPath: z.string().optional(),
  /** Set when the entry cannot be read: it can only be discarded. */
  damaged: z.boolean().optional(),
  /** Set while another page, of this studio or of another on the same data folder, works on it. */
  open: z.boolean().optional(),
})
export type RecoveryEntry = z.infer<typeof RecoveryEntry>

/** A document that a page has open, as the page that takes its place finds it again. */
export const LiveDocument = z.object({
  /** What its recovery copy is kept under; there is one while it has changes, or was found in no file. */
  document: z.string(),
  /** Where it is found while it has no changes; null: nowhere. */
  file: z.string().nullable(),
})
export type LiveDocument = z.infer<typeof LiveDocument>

/** What a page has open, in the order of the tabs, and which of it is in front; -1: nothing. */
export const Live = z.object({ documents: z.array(LiveDocument), front: z.int().min(-1) })
export type Live = z.infer<typeof Live>

const nothing = z.object({})
const documentId = z.string().regex(/^[a-z0-9-]{1,64}$/)

/*
 * The connection that puts, commits or opens a recovery copy owns it until it is discarded, or the connection ends. To all others it is
 * `unavailable` meanwhile: they can only see it in the list.
 */
export const recoveryProcedures = {
  /** Autosave: tiles first, then a commit that names those that belong together. A crash between keeps the last commit. */
  'recovery.putTile': procedure(z.object({ documentId, tile: TileName, pixels: Pixels }), nothing),
  /** May be called before the tiles it names have been answered; waits for them. Tiles it does not name are forgotten. */
  'recovery.commit': procedure(
    z.object({
      documentId,
      document: DocumentData,
      rasters: z.record(RasterId, TiledRaster),
      projectPath: z.string().optional(),
    }),
    z.object({ savedAt: z.number() }),
  ),
  'recovery.list': procedure(nothing, z.object({ entries: z.array(RecoveryEntry) })),
  'recovery.open': job('files', z.object({ documentId }), Opened),
  'recovery.discard': procedure(z.object({ documentId }), nothing),
  /**
   * Keeps in mind what a page has open, under a name that the page chose, in case it ends without a word; nothing open: it
   * may end. `unavailable` while another page goes by that name.
   */
  'recovery.remember': procedure(Live.extend({ page: z.string().regex(/^[a-z0-9-]{1,64}$/) }), nothing),
  /** What pages had open that ended without a word, the latest first. It is told once. */
  'recovery.ended': procedure(nothing, z.object({ pages: z.array(Live) })),
}
