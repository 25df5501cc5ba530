import { type Psd, type Layer as PsdLayer, writePsdUint8Array } from 'ag-psd'
import { gradient, solid } from '../codecs.fixture.ts'

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

export interface Merged {
  mode: number
  width: number
  height: number
  depth?: number
  channels?: number
  palette?: Uint8Array
  layers?: Uint8Array
  /** Raw planes, one after the other. */
  planes: number[]
  compression?: number
}

/** A PSD of nothing but a merged picture. */
export function mergedFile({
  mode,
  width,
  height,
  depth = 8,
  channels = 1,
  palette,
  layers,
  planes,
  compression = 0,
}: Merged) {
  const header = Buffer.alloc(26)
  header.write('8BPS')
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(channels, 12)
  header.writeUInt32BE(height, 14)
  header.writeUInt32BE(width, 18)
  header.writeUInt16BE(depth, 22)
  header.writeUInt16BE(mode, 24)
  const section = (data: Uint8Array = new Uint8Array(0)) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, data])
  }
  const parts = [header, section(palette), section(), section(layers), Uint8Array.of(0, compression)]
  return Buffer.concat([...parts, Uint8Array.from(planes)])
}
