import { createHash } from 'node:crypto'
import {
  type DocumentData,
  hasPixels,
  type RasterId,
  rastersOf,
  selectionsOf,
} from '../../contract/document/index.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { Notice, Rasters } from '../../contract/procedures/files.ts'
import { text } from '../../contract/text.ts'
import { type CodecOptions, type DecodedDocument, notice } from '../../imaging/codecs/decoded.ts'
import { checkDocumentBytes, checkSize } from '../../imaging/codecs/limits.ts'
import { decodePng } from '../../imaging/codecs/png.ts'
import { type Archive, openArchive } from './archive.ts'
import { entryNames, Manifest, parseSaved, type RasterShape, type SavedDocument, unsound } from './format.ts'
import { checkTree } from './tree.ts'

/**
 * Opens a `.ganvas` project. Rasters that are lost or damaged become transparent, with a notice; all else that
 * is wrong is refused before any raster is decoded.
 * @throws GanvasError `unreadable-file`, `newer-version`, `too-large`
 */
export async function unpackProject(
  bytes: Uint8Array,
  name: string,
  work: CodecOptions = {},
): Promise<DecodedDocument> {
  const archive = openArchive(bytes, name)
  // A newer Ganvas may keep its checksums in another way: the version speaks first.
  const saved = parseSaved(readJson(archive, entryNames.document, name), name)
  const sums = readManifest(archive, name)
  if (!matches(archive.read(entryNames.document)!, sums[entryNames.document]))
    throw new GanvasError('unreadable-file', text('projects.changed', { name }))
  checkTree(saved.document, name)
  const { document } = saved
  const shapes = checkShapes(saved, name)

  const rasters: Rasters = {}
  const lost: RasterId[] = []
  for (const [id, shape] of shapes) {
    work.signal?.throwIfAborted()
    const pixels = await readRaster(archive, sums, id, shape).catch((error) => {
      if (error instanceof GanvasError) return null
      throw error
    })
    if (!pixels) lost.push(id)
    rasters[id] = pixels ?? blank(shape)
    work.progress?.(Object.keys(rasters).length, shapes.size)
  }
  return { kind: 'document', document, rasters, notices: lostNotice(document, lost, shapes.size) }
}

function readManifest(archive: Archive, name: string): Record<string, string> {
  const manifest = Manifest.safeParse(readJson(archive, entryNames.manifest, name))
  if (!manifest.success) throw unsound(name, text('projectFaults.badChecksums'))
  return manifest.data.sha256
}

function readJson(archive: Archive, entry: string, name: string): unknown {
  const bytes = archive.read(entry)
  if (!bytes) {
    const reason = text(archive.complete ? 'projectFaults.otherZip' : 'projectFaults.cutShort')
    throw new GanvasError('unreadable-file', text('projects.none', { name, reason }), { entry })
  }
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    throw unsound(name, text('projectFaults.notJson', { entry }), { cause: error })
  }
}

/** The shapes of all rasters in use, judged before one of them is decoded. */
function checkShapes({ document, rasters }: SavedDocument, name: string): Map<RasterId, RasterShape> {
  const shapes = new Map<RasterId, RasterShape>()
  const selections = selectionsOf(document)
  let total = 0
  for (const [id, channels] of rastersOf(document)) {
    const shape = Object.hasOwn(rasters, id) ? rasters[id] : undefined
    if (!shape) throw unsound(name, text('projectFaults.rasterUnsized', { raster: id }))
    const { width, height } = shape
    checkSize(text('sizes.raster', { raster: id, name }), width, height)
    if (shape.channels !== channels)
      throw unsound(
        name,
        text('projectFaults.rasterChannels', { raster: id, channels: shape.channels, expected: channels }),
      )
    if (selections.has(id) && (width !== document.width || height !== document.height))
      throw unsound(name, text('projectFaults.rasterSize', { raster: id, width, height }))
    shapes.set(id, shape)
    total += width * height * channels
  }
  checkDocumentBytes(name, total)
  return shapes
}

async function readRaster(
  archive: Archive,
  sums: Record<string, string>,
  id: RasterId,
  { width, height, channels }: RasterShape,
): Promise<Pixels | null> {
  const entry = entryNames.raster(id)
  const bytes = archive.read(entry)
  if (!bytes || !matches(bytes, sums[entry])) return null
  const pixels = await decodePng(bytes, channels, entry)
  return pixels.width === width && pixels.height === height ? pixels : null
}

function matches(bytes: Uint8Array, sum: string | undefined): boolean {
  return createHash('sha256').update(bytes).digest('hex') === sum
}

/** What stands in for a lost raster. */
export function blank({ width, height, channels }: RasterShape): Pixels {
  return { width, height, channels, data: new Uint8Array(width * height * channels) }
}

/** The `recovered-partly` notice for lost rasters, naming their layers; none when nothing was lost. */
export function lostNotice(document: DocumentData, lost: RasterId[], total: number): Notice[] {
  if (lost.length === 0) return []
  const names = Object.values(document.layers)
    .filter((layer) => hasPixels(layer) && lost.includes(layer.raster))
    .map((layer) => layer.name)
  return [notice('recovered-partly', { lost: `${lost.length}`, total: `${total}`, layers: names.join(', ') })]
}
