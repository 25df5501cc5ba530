import { randomUUID } from 'node:crypto'
import type { Layer, LayerId } from '../../../contract/document/index.ts'
import type { Rasters } from '../../../contract/procedures/files.ts'
import { flatten } from './flatten.ts'
import type { LayerPixels } from './layer.ts'
import type { Properties } from './properties.ts'

/** The layers of a document while they are put together, each at the place that its file gives it. */
export class LayerTree {
  readonly layers: Record<LayerId, Layer> = {}
  readonly rasters: Rasters = {}
  private readonly size: { width: number; height: number }

  constructor(size: { width: number; height: number }) {
    this.size = size
  }

  addRaster(properties: Properties, kind: 'paint' | 'image', { left, top, pixels }: LayerPixels): LayerId {
    const id = randomUUID()
    this.rasters[id] = pixels
    const transform = { x: left, y: top, scaleX: 1, scaleY: 1, rotation: 0 }
    this.layers[id] = { ...properties, id, kind, raster: id, transform }
    return id
  }

  addGroup(properties: Properties, children: LayerId[], expanded: boolean): LayerId {
    const id = randomUUID()
    this.layers[id] = { ...properties, id, kind: 'group', expanded, children }
    return id
  }

  /** Changes properties of a layer or group. */
  change(id: LayerId, properties: Partial<Properties>): void {
    this.layers[id] = { ...this.layers[id]!, ...properties }
  }

  /** Puts layers on top of those in a group. */
  putInto(group: LayerId, ids: readonly LayerId[]): void {
    const layer = this.layers[group]!
    if (layer.kind !== 'group') throw new TypeError(`The layer "${layer.name}" is no group.`)
    this.layers[group] = { ...layer, children: [...layer.children, ...ids] }
  }

  /** What layers show together, over nothing. */
  composite(ids: readonly LayerId[]): LayerPixels {
    return flatten(this, ids, this.size)
  }

  /** What a layer or group shows by itself, without its opacity and mode: for a layer its own pixels, not a copy. */
  picture(id: LayerId): LayerPixels {
    const layer = this.layers[id]!
    if (layer.kind === 'group') return this.composite(layer.children)
    return { left: layer.transform.x, top: layer.transform.y, pixels: this.rasters[layer.raster]! }
  }

  /** Removes a layer, or a group with all that is in it. */
  remove(id: LayerId): void {
    const layer = this.layers[id]!
    if (layer.kind === 'group') for (const child of layer.children) this.remove(child)
    else delete this.rasters[layer.raster]
    delete this.layers[id]
  }
}
