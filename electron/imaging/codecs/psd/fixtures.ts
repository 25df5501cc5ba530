import { type Psd, type Layer as PsdLayer, writePsdUint8Array } from 'ag-psd'
import { gradient, solid } from '../fixtures.ts'

/** PSD files as another program writes them, for tests. */

/** A file of 8 x 6 pixels. */
export function foreign(psd: Partial<Psd>): Uint8Array {
  const imageData = { width: 8, height: 6, data: gradient(8, 6).data }
  return writePsdUint8Array({ width: 8, height: 6, imageData, ...psd }, { noBackground: true })
}

/** A layer of one dark color that fills the file. */
export function pixelLayer(name: string, more: Partial<PsdLayer> = {}): PsdLayer {
  return {
    name,
    left: 0,
    top: 0,
    imageData: { width: 8, height: 6, data: solid(8, 6, [9, 8, 7, 255]).data },
    ...more,
  }
}

/** The file with its layer section emptied, as flattened files have it. */
export function withoutLayers(): Uint8Array {
  const bytes = Buffer.from(foreign({}))
  const resources = 26 + 4
  const section = resources + 4 + bytes.readUInt32BE(resources)
  const end = section + 4 + bytes.readUInt32BE(section)
  return new Uint8Array(Buffer.concat([bytes.subarray(0, section), Buffer.alloc(4), bytes.subarray(end)]))
}
