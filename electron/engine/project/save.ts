import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { strToU8, type Zippable, zipSync } from 'fflate'
import PQueue from 'p-queue'
import {
  DOCUMENT_VERSION,
  type DocumentData,
  type RasterId,
  rastersOf,
} from '../../contract/document/index.ts'
import { defect, GanvasError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { Rasters } from '../../contract/procedures/files.ts'
import { text } from '../../contract/text.ts'
import type { CodecOptions } from '../../imaging/codecs/decoded.ts'
import { encodePng, encodePreview } from '../../imaging/codecs/png.ts'
import { gigabytes, MAX_FILE_BYTES } from '../disk.ts'
import { entryNames, MIMETYPE, type RasterShape, type SavedDocument } from './format.ts'
import { checkTree } from './tree.ts'

const PREVIEW_SIDE = 1024

/**
 * Packs a document as a `.ganvas` project. Rasters that the document does not refer to are left out.
 * @throws GanvasError `invalid-input` when one it refers to is missing, `too-large`
 */
export async function packProject(
  document: DocumentData,
  rasters: Rasters,
  composite: Pixels,
  work: CodecOptions = {},
): Promise<Uint8Array> {
  checkTree(document, document.name)
  const shapes: Record<RasterId, RasterShape> = {}
  for (const [id, channels] of rastersOf(document)) {
    const raster = rasters[id]
    if (!raster || (raster.channels === 1) !== (channels === 1))
      throw defect(
        'invalid-input',
        `The document refers to the raster "${id}", which ${raster ? `has ${raster.channels} channels` : 'was not sent'}.`,
        { raster: id },
      )
    shapes[id] = { width: raster.width, height: raster.height, channels }
  }
  const pictures = await encodeAll(shapes, rasters, composite, work)
  const saved: SavedDocument = { version: DOCUMENT_VERSION, document, rasters: shapes }
  const documentJson = strToU8(JSON.stringify(saved))
  const sums = Object.entries({ [entryNames.document]: documentJson, ...pictures }).map(([name, bytes]) => [
    name,
    createHash('sha256').update(bytes).digest('hex'),
  ])
  const manifest = strToU8(JSON.stringify({ sha256: Object.fromEntries(sums) }))
  const size = Object.values(pictures).reduce((sum, bytes) => sum + bytes.length, documentJson.length * 3)
  if (size > MAX_FILE_BYTES)
    throw new GanvasError(
      'too-large',
      text('projects.tooLarge', { size: gigabytes(size), limit: gigabytes(MAX_FILE_BYTES) }),
    )
  work.signal?.throwIfAborted()
  const entries: Zippable = {
    [entryNames.mimetype]: [strToU8(MIMETYPE), { level: 0 }],
    [entryNames.document]: documentJson,
    [entryNames.manifest]: manifest,
  }
  // PNG is deflated already.
  for (const [name, bytes] of Object.entries(pictures)) entries[name] = [bytes, { level: 0 }]
  return zipSync(entries)
}

async function encodeAll(
  shapes: Record<RasterId, RasterShape>,
  rasters: Rasters,
  composite: Pixels,
  { signal, progress }: CodecOptions,
): Promise<Record<string, Uint8Array>> {
  const ids = Object.keys(shapes)
  const total = ids.length + 1
  const queue = new PQueue({ concurrency: availableParallelism() })
  let done = 0
  const encoded = new Map<string, Uint8Array>()
  const add = (name: string, encode: () => Promise<Uint8Array>) =>
    queue.add(async () => {
      signal?.throwIfAborted()
      encoded.set(name, await encode())
      progress?.(++done, total)
    })
  await Promise.all([
    ...ids.map((id) => add(entryNames.raster(id), () => encodePng(rasters[id]!))),
    add(entryNames.preview, () => encodePreview(composite, PREVIEW_SIDE)),
  ])
  // In the order of the document, whichever was done first.
  return Object.fromEntries(
    [...ids.map(entryNames.raster), entryNames.preview].map((name) => [name, encoded.get(name)!]),
  )
}
