import { readdir } from 'node:fs/promises'
import { join, parse } from 'node:path'
import { diskError } from '../../contract/diskError.ts'
import { DocumentData, hasPixels } from '../../contract/document/index.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { Rasters } from '../../contract/procedures/files.ts'
import { text } from '../../contract/text.ts'
import { decodeFile } from '../../imaging/codecs/decode.ts'
import { readWhole } from '../disk.ts'

/**
 * Reads the sample document: `document.json`, and beside it one picture per raster, named by the raster's id.
 * @throws GanvasError `not-found` when the installation lacks a part of it
 */
export async function readSample(folder: string): Promise<{ document: DocumentData; rasters: Rasters }> {
  const json = new TextDecoder().decode(await readWhole(join(folder, 'document.json')))
  const document = DocumentData.parse(JSON.parse(json))
  const files = await readdir(folder).catch((error) => {
    throw diskError('list', folder, error)
  })
  const ids = Object.values(document.layers).flatMap((layer) => (hasPixels(layer) ? [layer.raster] : []))
  const rasters: Rasters = {}
  for (const id of new Set(ids)) {
    const file = files.find((f) => parse(f).name === id && parse(f).ext !== '.json')
    if (!file) throw new GanvasError('not-found', text('files.sampleIncomplete', { raster: id, folder }))
    const decoded = await decodeFile(await readWhole(join(folder, file)), file)
    if (decoded.kind === 'picture') rasters[id] = decoded.pixels
  }
  return { document, rasters }
}
