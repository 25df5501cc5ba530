import { join } from 'node:path'
import { z } from 'zod'
import { DOCUMENT_VERSION, DocumentData, RasterId, rasterIdsOf } from '../../contract/document/index.ts'
import { GanvasError } from '../../contract/errors.ts'
import { MAX_SIDE } from '../../contract/pixels.ts'
import { text } from '../../contract/text.ts'
import { readWhole } from '../disk.ts'
import { RasterShape } from '../project/format.ts'
import { migrated } from '../project/migrations.ts'
import { checkTree } from '../project/tree.ts'

const FileName = z.string().regex(/^[a-z0-9.-]+$/)

/** A raster in square tiles of side `tile`, row by row; null: a tile of zeros. */
const StoredRaster = z.union([
  RasterShape.extend({ tile: z.int().min(1), files: z.array(FileName.nullable()) }),
  // As it was before rasters were kept in tiles.
  RasterShape.extend({ file: FileName }).transform(({ file, ...shape }) => ({
    ...shape,
    tile: MAX_SIDE,
    files: [file],
  })),
])
export type StoredRaster = z.infer<typeof StoredRaster>

/** `commit.json`: one consistent state of a document, and the files of each of its rasters. */
const Commit = z.object({
  /** The document's version; copies from before it was written down count as the last version of that time. */
  version: z.int().min(0).max(DOCUMENT_VERSION),
  savedAt: z.number(),
  projectPath: z.string().optional(),
  document: DocumentData,
  rasters: z.record(RasterId, StoredRaster),
})
export type Commit = z.infer<typeof Commit>

const Versioned = z.looseObject({ version: z.int().min(0).default(3) })

export const COMMIT = 'commit.json'

/** @throws GanvasError `not-found`, `unreadable-file`, `disk` */
export async function readCommit(folder: string, documentId: string): Promise<Commit> {
  const bytes = await readWhole(join(folder, COMMIT))
  try {
    const json = JSON.parse(new TextDecoder().decode(bytes))
    const { version } = Versioned.parse(json)
    const commit = Commit.parse(migrated({ ...json, version }, version))
    checkTree(commit.document, commit.document.name)
    for (const id of rasterIdsOf(commit.document)) {
      const raster = commit.rasters[id]
      if (!raster) throw new Error(`the raster "${id}" is not listed`)
      if (raster.files.length !== tilesOf(raster).length)
        throw new Error(`the raster "${id}" lacks some of its tiles`)
    }
    return commit
  } catch (error) {
    throw new GanvasError(
      'unreadable-file',
      text('projects.unrecoverable', { id: documentId }),
      { folder },
      { cause: error },
    )
  }
}

/** Where the tiles of a raster lie in it, in the order of its files. */
export function tilesOf({ width, height, tile }: Omit<StoredRaster, 'files' | 'channels'>) {
  const tiles = []
  for (let y = 0; y < height; y += tile)
    for (let x = 0; x < width; x += tile)
      tiles.push({ x, y, width: Math.min(tile, width - x), height: Math.min(tile, height - y) })
  return tiles
}
