import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { DocumentData, RasterId } from '../contract/document.ts'
import type { EngineContract } from '../contract/engine.ts'
import { GanvasError } from '../contract/errors.ts'
import type { Pixels } from '../contract/pixels.ts'
import type { RecoveryEntry } from '../contract/procedures/files.ts'
import type { Handlers } from '../contract/server.ts'
import { text } from '../contract/text.ts'
import { decodePng, encodePng } from '../imaging/codecs/png.ts'
import { diskError, readWhole, writeAtomically } from './disk.ts'
import { workOf } from './progress.ts'
import { RasterShape } from './project/format.ts'
import { blank, lostNotice } from './project/open.ts'
import { checkTree, rastersOf } from './project/tree.ts'

type RecoveryHandlers = Pick<
  Handlers<EngineContract>,
  'recovery.putRaster' | 'recovery.commit' | 'recovery.list' | 'recovery.open' | 'recovery.discard'
>

/** `commit.json`: one consistent state of a document, and the file of each of its rasters. */
const Commit = z.object({
  savedAt: z.number(),
  projectPath: z.string().optional(),
  document: DocumentData,
  rasters: z.record(RasterId, RasterShape.extend({ file: z.string().regex(/^[a-z0-9.-]+$/) })),
})
type Commit = z.infer<typeof Commit>

const COMMIT = 'commit.json'
const DAY_MS = 86_400_000

/**
 * Autosave. Each document has a folder in `dataFolder`/recovery with a file per raster version and a commit that
 * names those that belong together. No file that the last commit names is ever overwritten, and the commit is
 * replaced by a rename: at any moment of a crash there is one whole state.
 */
export function createRecoveryHandlers({ dataFolder }: { dataFolder: string }): RecoveryHandlers {
  const root = join(dataFolder, 'recovery')
  const folderOf = (documentId: string) => join(root, documentId)

  return {
    'recovery.putRaster': async ({ documentId, raster, version, pixels }) => {
      const folder = folderOf(documentId)
      await fs.mkdir(folder, { recursive: true }).catch((error) => {
        throw diskError('makeFolder', folder, error)
      })
      const path = join(folder, rasterFile(raster, version, pixels))
      await writeAtomically(path, [await encodePng(pixels)], { overwrite: true })
      return {}
    },

    'recovery.commit': async ({ documentId, document, versions, projectPath }) => {
      checkTree(document, document.name)
      const folder = folderOf(documentId)
      const savedAt = Date.now()
      const files = await list(folder)
      const rasters: Commit['rasters'] = {}
      for (const id of rastersOf(document).keys()) rasters[id] = newestOf(files, id, versions[id])
      const commit: Commit = { savedAt, document, rasters, ...(projectPath !== undefined && { projectPath }) }
      await writeAtomically(join(folder, COMMIT), [Buffer.from(JSON.stringify(commit))], { overwrite: true })
      const named = new Set(Object.values(rasters).map(({ file }) => file))
      // A raster put while this commit ran belongs to the next one.
      const outdated = files.filter((file) => file !== COMMIT && !named.has(file))
      await Promise.all(outdated.map((file) => fs.rm(join(folder, file), { force: true }).catch(() => {})))
      return { savedAt }
    },

    'recovery.list': async () => {
      const entries = await Promise.all((await list(root)).map((id) => describeEntry(root, id)))
      const found = entries.filter((entry) => entry !== null)
      return { entries: found.sort((a, b) => b.savedAt - a.savedAt) }
    },

    'recovery.open': async ({ documentId }, context) => {
      const folder = folderOf(documentId)
      const { document, rasters: stored, projectPath } = await readCommit(folder, documentId)
      const work = workOf(context)
      const rasters: Record<RasterId, Pixels> = {}
      const lost: RasterId[] = []
      for (const [id, shape] of Object.entries(stored)) {
        context.signal.throwIfAborted()
        const pixels = await readRaster(join(folder, shape.file), shape)
        if (!pixels) lost.push(id)
        rasters[id] = pixels ?? blank(shape)
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

    'recovery.discard': async ({ documentId }) => {
      await remove(folderOf(documentId))
      return {}
    },
  }
}

/** `<raster>.<version>.<width>x<height>x<channels>.<time>-<random>.png`: a name is never used twice. */
function rasterFile(raster: RasterId, version: number, { width, height, channels }: Pixels): string {
  const shape = `${width}x${height}x${channels === 1 ? 1 : 4}`
  const stamp = `${Date.now().toString().padStart(15, '0')}-${randomBytes(4).toString('hex')}`
  return `${raster}.${version}.${shape}.${stamp}.png`
}

/** The newest file of a raster's version; a page that was reloaded counts versions from 0 again. */
function newestOf(files: string[], id: RasterId, version: number | undefined): Commit['rasters'][string] {
  const file = files
    .filter((name) => name.startsWith(`${id}.${version}.`) && name.endsWith('.png'))
    .sort((a, b) => (stampOf(a) < stampOf(b) ? -1 : 1))
    .at(-1)
  if (!file)
    throw new GanvasError(
      'invalid-input',
      `Autosave of the raster "${id}": version ${version ?? 'unknown'} was never put.`,
      { raster: id },
    )
  const [width, height, channels] = file.split('.')[2]!.split('x').map(Number)
  return { ...RasterShape.parse({ width, height, channels }), file }
}

function stampOf(file: string): string {
  return file.split('.')[3] ?? ''
}

async function readCommit(folder: string, documentId: string): Promise<Commit> {
  const bytes = await readWhole(join(folder, COMMIT))
  try {
    const commit = Commit.parse(JSON.parse(new TextDecoder().decode(bytes)))
    checkTree(commit.document, commit.document.name)
    const unstored = [...rastersOf(commit.document).keys()].find((id) => !commit.rasters[id])
    if (unstored !== undefined) throw new Error(`the raster "${unstored}" is not listed`)
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

async function describeEntry(root: string, documentId: string): Promise<RecoveryEntry | null> {
  const folder = join(root, documentId)
  const stat = await fs.stat(join(folder, COMMIT)).catch(() => null)
  if (!stat) {
    // Rasters without a commit, of a session that ended before its first: of no use once it is surely over.
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

async function readRaster(path: string, { width, height, channels }: RasterShape): Promise<Pixels | null> {
  try {
    const pixels = await decodePng(await readWhole(path), channels, path)
    return pixels.width === width && pixels.height === height ? pixels : null
  } catch (error) {
    if (error instanceof GanvasError) return null
    throw error
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
