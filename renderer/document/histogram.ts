import type { LayerId } from '../../electron/contract/document/index.ts'
import { composite } from './composite.ts'
import type { DocumentSession } from './session.ts'
import { layerOf } from './tree.ts'

/** How many pixels have each value of a channel, 0 to 255. */
export interface Histogram {
  readonly red: Uint32Array
  readonly green: Uint32Array
  readonly blue: Uint32Array
}

/** Rows that a histogram is made of: enough that its shape is that of the picture, and few enough to be had at once. */
const ROWS = 96

/** The values of what lies below a layer, from rows spread over the document. Pixels that are transparent do not count. */
export function histogramBelow(session: DocumentSession, upTo: LayerId): Histogram {
  const { width, height } = session.data
  const histogram = emptyHistogram()
  if (!(upTo in session.data.layers)) return histogram
  const step = Math.max(1, height / ROWS)
  for (let y = step / 2; y < height; y += step) {
    const region = { x: 0, y: Math.floor(y), width, height: 1 }
    count(histogram, composite(session, { upTo, region }).data)
  }
  return histogram
}

/** The values of a layer's own pixels, likewise. */
export function histogramOf(session: DocumentSession, id: LayerId): Histogram {
  const { width, height } = session.data
  const histogram = emptyHistogram()
  const layer = { ...layerOf(session.data, id), visible: true, opacity: 1, blendMode: 'normal' as const }
  const scene = {
    data: { ...session.data, layers: { ...session.data.layers, [id]: layer } },
    rasters: session.rasters,
  }
  const step = Math.max(1, height / ROWS)
  for (let y = step / 2; y < height; y += step)
    count(
      histogram,
      composite(scene, { layers: [id], region: { x: 0, y: Math.floor(y), width, height: 1 } }).data,
    )
  return histogram
}

const emptyHistogram = (): Histogram => ({
  red: new Uint32Array(256),
  green: new Uint32Array(256),
  blue: new Uint32Array(256),
})

function count({ red, green, blue }: Histogram, rgba: Uint8Array): void {
  for (let i = 0; i < rgba.length; i += 4) {
    if (rgba[i + 3]! < 128) continue
    red[rgba[i]!]!++
    green[rgba[i + 1]!]!++
    blue[rgba[i + 2]!]!++
  }
}
