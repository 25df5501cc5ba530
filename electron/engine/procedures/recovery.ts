import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { diskError } from '../../contract/diskError.ts'
import { DOCUMENT_VERSION, type RasterId, rasterIdsOf } from '../../contract/document/index.ts'
import type { EngineContract } from '../../contract/engine.ts'
import { defect, GanvasError } from '../../contract/errors.ts'
import { RECOVERY_TILE, type RecoveryEntry, type TiledRaster } from '../../contract/procedures/recovery.ts'
import type { CallContext, Handlers } from '../../contract/server.ts'
import { text } from '../../contract/text.ts'
import { encodePng } from '../../imaging/codecs/png.ts'
import { writeAtomically } from '../disk.ts'
import { type Claims, OWNER } from '../ownership/claims.ts'
import { codecOptionsOf } from '../progress.ts'
import { lostNotice } from '../project/open.ts'
import { checkTree } from '../project/tree.ts'
import { COMMIT, type Commit, readCommit, type StoredRaster } from '../recovery/commit.ts'
import { readTiled } from '../recovery/tiles.ts'

type RecoveryHandlers = Pick<
  Handlers<EngineContract>,
  'recovery.putTile' | 'recovery.commit' | 'recovery.list' | 'recovery.open' | 'recovery.discard'
>

const DAY_MS = 86_400_000

/** Holds what is claimed without a connection. */
const NOBODY = {}
const holderIn = ({ closed }: CallContext): object => closed ?? NOBODY

/**
 * Autosave. Each document has a folder in `dataFolder`/recovery with a file per tile of its rasters and a commit that
 * names those that belong together. No file is ever written twice, and the commit is replaced by a rename: at any
 * moment of a crash there is one whole state.
 */
export function createRecoveryHandlers({
  dataFolder,
  claims,
}: {
  dataFolder: string
  claims: Claims
}): RecoveryHandlers {
  const root = join(dataFolder, 'recovery')
  const folderOf = (documentId: string) => join(root, documentId)
  const writing = new Writing()
  /** The folder of a document, there and the caller's. @throws GanvasError `unavailable` when another page has it */
  const ownFolder = async (documentId: string, context: CallContext) => {
    const folder = folderOf(documentId)
    if (await claims.claim(folder, holderIn(context))) return folder
    throw new GanvasError('unavailable', text('projects.openElsewhere'), { documentId })
  }

  return {
    'recovery.putTile': ({ documentId, tile, pixels }, context) =>
      writing.add(documentId, async () => {
        const path = join(await ownFolder(documentId, context), fileOf(tile))
        // Flushed here, named by the commit: what is cut short on the way belongs to no state.
        await fs.writeFile(path, await encodePng(pixels), { flush: true }).catch((error) => {
          throw diskError('write', path, error)
        })
        return {}
      }),

    'recovery.commit': async ({ documentId, document, rasters: tiled, projectPath }, context) => {
      checkTree(document, document.name)
      const before = writing.ended(documentId)
      return writing.add(documentId, async () => {
        await before
        // No tile is put for a document without a visible pixel, so the folder may not be there yet.
        const folder = await ownFolder(documentId, context)
        const savedAt = Date.now()
        const files = await list(folder)
        const rasters = storedRasters([...rasterIdsOf(document)], tiled, new Set(files))
        const commit: Commit = {
          version: DOCUMENT_VERSION,
          savedAt,
          document,
          rasters,
          ...(projectPath !== undefined && { projectPath }),
        }
        await writeAtomically(join(folder, COMMIT), [Buffer.from(JSON.stringify(commit))], {
          overwrite: true,
        })
        const named = new Set(Object.values(rasters).flatMap((raster) => raster.files))
        // A tile put while this commit ran belongs to the next one.
        const outdated = files.filter((file) => file !== COMMIT && file !== OWNER && !named.has(file))
        await Promise.all(outdated.map((file) => fs.rm(join(folder, file), { force: true }).catch(() => {})))
        return { savedAt }
      })
    },

    'recovery.list': async (_, context) => {
      // What a page sent in its last moment, before it was reloaded, is not to be missed.
      await writing.ended()
      const documents = await list(root)
      const entries = await Promise.all(documents.map((id) => describeEntry(root, id)))
      const found = entries.filter((entry) => entry !== null)
      for (const entry of found)
        if (await claims.isOthers(folderOf(entry.documentId), holderIn(context))) entry.open = true
      return { entries: found.sort((a, b) => b.savedAt - a.savedAt) }
    },

    'recovery.open': async ({ documentId }, context) => {
      await writing.ended(documentId)
      const folder = folderOf(documentId)
      // First looked for: a claim makes the folder.
      await readCommit(folder, documentId)
      await ownFolder(documentId, context)
      const { document, rasters: stored, projectPath } = await readCommit(folder, documentId)
      const work = codecOptionsOf(context)
      const rasters: Record<RasterId, Awaited<ReturnType<typeof readTiled>>['pixels']> = {}
      const lost: RasterId[] = []
      for (const [id, raster] of Object.entries(stored)) {
        const { pixels, whole } = await readTiled(folder, raster, context.signal)
        if (!whole) lost.push(id)
        rasters[id] = pixels
        work.progress(Object.keys(rasters).length, Object.keys(stored).length)
      }
      const notices = lostNotice(document, lost, Object.keys(stored).length)
      return {
        kind: 'document',
        document,
        rasters,
        notices,
        ...(projectPath !== undefined && { projectPath }),
      }
    },

    'recovery.discard': async ({ documentId }, context) => {
      await writing.ended(documentId)
      const folder = folderOf(documentId)
      if (await claims.isOthers(folder, holderIn(context))) await ownFolder(documentId, context)
      await remove(folder)
      await claims.release(folder, holderIn(context))
      return {}
    },
  }
}

/** What is being written for each document, so that what depends on it can wait. */
class Writing {
  readonly #works = new Map<string, Set<Promise<unknown>>>()

  add<T>(documentId: string, work: () => Promise<T>): Promise<T> {
    const works = this.#works.get(documentId) ?? new Set()
    this.#works.set(documentId, works)
    const running = work().finally(() => {
      works.delete(running)
      if (works.size === 0) this.#works.delete(documentId)
    })
    works.add(running)
    return running
  }

  /** Resolves when all that was added so far, for one document or for all, is done or has failed. */
  async ended(documentId?: string): Promise<void> {
    const sets = documentId === undefined ? [...this.#works.values()] : [this.#works.get(documentId) ?? []]
    await Promise.allSettled(sets.flatMap((works) => [...works]))
  }
}

const fileOf = (tile: string) => `${tile}.png`

/** @throws GanvasError `invalid-input` when a raster, or a file of it, is not there */
function storedRasters(
  ids: readonly RasterId[],
  tiled: Readonly<Record<RasterId, TiledRaster>>,
  files: ReadonlySet<string>,
): Record<RasterId, StoredRaster> {
  const stored: Record<RasterId, StoredRaster> = {}
  for (const id of ids) {
    const raster = tiled[id]
    const missing = raster?.tiles.find((tile) => tile !== null && !files.has(fileOf(tile)))
    if (!raster || missing !== undefined)
      throw defect(
        'invalid-input',
        `Autosave of the raster "${id}": ${raster ? `the tile "${missing}"` : 'it'} was never put.`,
        { raster: id },
      )
    const { width, height, channels, tiles } = raster
    const names = tiles.map((tile) => tile && fileOf(tile))
    stored[id] = { width, height, channels, tile: RECOVERY_TILE, files: names }
  }
  return stored
}

async function describeEntry(root: string, documentId: string): Promise<RecoveryEntry | null> {
  const folder = join(root, documentId)
  const stat = await fs.stat(join(folder, COMMIT)).catch(() => null)
  if (!stat) {
    // Tiles without a commit, of a session that ended before its first: of no use once it is surely over.
    const age = Date.now() - ((await fs.stat(folder).catch(() => null))?.mtimeMs ?? Date.now())
    if (age > DAY_MS) await remove(folder).catch(() => {})
    return null
  }
  try {
    const { savedAt, document, projectPath } = await readCommit(folder, documentId)
    return { documentId, name: document.name, savedAt, ...(projectPath !== undefined && { projectPath }) }
  } catch {
    return { documentId, name: documentId, savedAt: stat.mtimeMs, damaged: true }
  }
}

async function list(folder: string): Promise<string[]> {
  return fs.readdir(folder).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw diskError('list', folder, error)
  })
}

async function remove(folder: string): Promise<void> {
  await fs.rm(folder, { recursive: true, force: true }).catch((error) => {
    throw diskError('remove', folder, error)
  })
}
