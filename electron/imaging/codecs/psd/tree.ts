import { randomUUID } from 'node:crypto'
import {
  type Adjustment,
  type Layer,
  type LayerId,
  type LayerMask,
  shownBy,
} from '../../../contract/document/index.ts'
import type { Rasters } from '../../../contract/procedures/files.ts'
import type { LayerMask as DecodedMask, LayerPixels } from './layer.ts'
import type { Properties } from './properties.ts'
import type { TextPart } from './texts.ts'

/** What every layer may have beside its properties. */
export interface Extras {
  mask?: LayerMask
  clipped?: boolean
}

/** The layers of a document while they are put together, each at the place that its file gives it. */
export class LayerTree {
  readonly layers: Record<LayerId, Layer> = {}
  readonly rasters: Rasters = {}

  addRaster(
    properties: Properties & Extras & { alphaLocked?: boolean },
    kind: 'paint' | 'image',
    { left, top, pixels }: LayerPixels,
  ): LayerId {
    const id = randomUUID()
    this.rasters[id] = pixels
    this.layers[id] = { ...properties, id, kind, raster: id, transform: at(left, top) }
    return id
  }

  addText(properties: Properties & Extras, text: TextPart, { pixels }: LayerPixels): LayerId {
    const id = randomUUID()
    this.rasters[id] = pixels
    this.layers[id] = { ...properties, id, kind: 'text', raster: id, ...text }
    return id
  }

  addAdjustment(properties: Properties & Extras, adjustment: Adjustment): LayerId {
    const id = randomUUID()
    this.layers[id] = { ...properties, id, kind: 'adjustment', adjustment }
    return id
  }

  addGroup(properties: Properties & Extras, children: LayerId[], expanded: boolean): LayerId {
    const id = randomUUID()
    this.layers[id] = { ...properties, id, kind: 'group', expanded, children }
    return id
  }

  /** Keeps a mask as documents have it: whose beyond shows all or nothing. */
  addMask({ left, top, pixels, outside }: DecodedMask, enabled: boolean): LayerMask {
    const hides = outside >= 128
    const { width, height } = pixels
    const data = new Uint8Array(4 * width * height)
    for (let i = 0; i < width * height; i++) {
      if (!hides) data.fill(255, 4 * i, 4 * i + 3)
      data[4 * i + 3] = shownBy({ hides }, pixels.data[i]!)
    }
    const raster = randomUUID()
    // A raster has a pixel at least; one that hides or shows nothing more than what is beyond.
    this.rasters[raster] =
      width * height > 0
        ? { width, height, channels: 4, data }
        : { width: 1, height: 1, channels: 4, data: new Uint8Array(4) }
    return { raster, transform: at(left, top), hides, linked: true, enabled }
  }
}

const at = (x: number, y: number) => ({ x, y, scaleX: 1, scaleY: 1, rotation: 0 })
