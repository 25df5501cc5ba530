import { randomUUID } from 'node:crypto'
import type { Psd, Layer as PsdLayer } from 'ag-psd'
import type { BlendMode, DocumentData, Layer, LayerId, RasterLayer } from '../../../contract/document.ts'
import type { Pixels } from '../../../contract/pixels.ts'
import type { Notice, PsdFeature, Rasters } from '../../../contract/procedures/files.ts'
import { text } from '../../../contract/text.ts'
import { breathe, type DecodedDocument, notice, type Work } from '../decoded.ts'
import { checkDocumentBytes, checkSize } from '../limits.ts'
import { convertToSrgb } from '../profile.ts'
import { artboardOf } from './artboard.ts'
import { alphaOf, type Clipped, isHard, paintClipped } from './clipping.ts'
import { applyFill, fillsSpecially, isLostFill } from './fillOpacity.ts'
import { flatten } from './flatten.ts'
import { isDrawable } from './gradient.ts'
import { decodeLayer, type LayerMask, type LayerPixels, multiplyAlpha } from './layer.ts'
import { masksOf } from './masks.ts'
import { fromPsdMode } from './names.ts'
import type { PsdHeader } from './sections.ts'

/** What is left out of the layers; the others look as they did. */
const lost: readonly PsdFeature[] = ['adjustment', 'effects', 'fill-opacity', 'pattern']

/**
 * The layers of a file as a document. Masks and clipping are applied to the alpha; text, shapes and smart objects
 * keep the pixels they were saved with. Sizes are checked at once, and layers decoded one by one.
 * @throws GanvasError `too-large`
 */
export class PsdLayers {
  /** How many layers are not groups. */
  readonly total: number
  private readonly layers: Record<LayerId, Layer> = {}
  private readonly rasters: Rasters = {}
  private readonly flattened = new Map<PsdFeature, string[]>()
  private readonly approximated: string[] = []
  private readonly psd: Psd
  private readonly header: PsdHeader
  private readonly name: string
  private readonly icc: Uint8Array | undefined
  private readonly work: Work
  private done = 0

  /** `icc` is the profile to convert from, if any. */
  constructor(psd: Psd, header: PsdHeader, name: string, icc: Uint8Array | undefined, work: Work) {
    this.psd = psd
    this.header = header
    this.name = name
    this.icc = icc
    this.work = work
    this.total = this.checkLayers()
  }

  async decode(): Promise<DecodedDocument> {
    const root = await this.decodeChildren(this.psd.children ?? [], [])
    const document: DocumentData = {
      id: randomUUID(),
      name: this.name.replace(/\.[^.]*$/, '').slice(0, 200),
      width: this.header.width,
      height: this.header.height,
      layers: this.layers,
      root,
      active: root.at(-1) ?? null,
      selection: null,
      masks: [],
    }
    return { kind: 'document', document, rasters: this.rasters, notices: this.notices() }
  }

  /** @returns the number of layers that hold pixels. */
  private checkLayers(): number {
    let count = 0
    let bytes = 0
    const waiting = [...(this.psd.children ?? [])]
    for (let layer = waiting.pop(); layer; layer = waiting.pop()) {
      if (layer.children) waiting.push(...layer.children)
      const { width, height } = isEmpty(layer) ? this.header : sizeOf(layer)
      if (!layer.children)
        checkSize(text('sizes.layer', { layer: layer.name ?? '', name: this.name }), width, height)
      bytes += layer.children ? 0 : width * height * 4
      count += layer.children ? 0 : 1
    }
    checkDocumentBytes(this.name, bytes)
    return count
  }

  /** `masks` of the groups around, applied to every layer inside. @returns the ids, bottom first. */
  private async decodeChildren(
    children: readonly PsdLayer[],
    masks: readonly LayerMask[],
  ): Promise<LayerId[]> {
    const ids: LayerId[] = []
    for (let i = 0; i < children.length; ) {
      const base = children[i++]!
      const clipped: PsdLayer[] = []
      while (children[i]?.clipping) clipped.push(children[i++]!)
      const shown = clipped.filter((layer) => this.isShown(layer))
      if (!this.isShown(base)) continue
      await breathe(this.work)
      const id = base.children
        ? await this.addGroup(base, base.children, masks)
        : this.addLayer(base, await this.decodeOver(base, masks, ids))
      ids.push(...(shown.length > 0 ? await this.clip(id, shown, masks) : [id]))
    }
    return ids
  }

  /** Notes a layer of which nothing can be shown. */
  private isShown(layer: PsdLayer): boolean {
    const kind = layer.adjustment?.type
    if (!kind || kind === 'invert') return true
    this.flatten('adjustment', layer)
    return false
  }

  /**
   * Clips layers to one that was added. Where its edge is hard they stay layers, cut to it, in a group that has its mode and
   * opacity if those are not plain. A soft edge would show through them twice: there all become one layer.
   */
  private async clip(
    id: LayerId,
    clipped: readonly PsdLayer[],
    masks: readonly LayerMask[],
  ): Promise<LayerId[]> {
    const base = this.layers[id]!
    const parts: (Clipped & { layer: PsdLayer })[] = []
    for (const layer of clipped) {
      await breathe(this.work)
      this.flatten('clipping', layer)
      const { visible, opacity, blendMode } = this.common(layer, '')
      const decoded = layer.children
        ? await this.asPixels(await this.addGroup(layer, layer.children, masks))
        : await this.decodePixels(layer, masks)
      parts.push({ layer, decoded, visible, opacity, blendMode })
    }
    const whole = base.kind === 'group' ? this.composite(base.children) : this.pixelsOf(base)
    const shape = alphaOf(whole)
    if (!isHard(shape)) {
      paintClipped(whole, parts)
      this.remove(id)
      return [this.addPixels({ ...base, blendMode: plainMode(base.blendMode) }, whole)]
    }
    const ids = parts.map(({ layer, decoded }) => {
      multiplyAlpha(decoded, shape)
      return this.addLayer(layer, decoded)
    })
    if (base.kind === 'group') {
      this.layers[id] = {
        ...base,
        blendMode: plainMode(base.blendMode),
        children: [...base.children, ...ids],
      }
      return [id]
    }
    if (base.opacity === 1 && base.blendMode === 'normal' && base.visible) return [id, ...ids]
    this.layers[id] = { ...base, opacity: 1, blendMode: 'normal', visible: true }
    const { name, visible, locked, opacity, blendMode } = base
    const group = randomUUID()
    const common = { id: group, name, visible, locked, opacity, blendMode }
    this.layers[group] = { ...common, kind: 'group', expanded: true, children: [id, ...ids] }
    return [group]
  }

  private composite(ids: readonly LayerId[]): LayerPixels {
    return flatten({ layers: this.layers, rasters: this.rasters }, ids, this.header)
  }

  /** What a group that was added shows by itself, which it is replaced by. */
  private async asPixels(id: LayerId): Promise<LayerPixels> {
    const group = this.layers[id]!
    const pixels = this.composite(group.kind === 'group' ? group.children : [id])
    this.remove(id)
    return pixels
  }

  private pixelsOf(layer: RasterLayer): LayerPixels {
    return { left: layer.transform.x, top: layer.transform.y, pixels: this.rasters[layer.raster]! }
  }

  private remove(id: LayerId): void {
    const layer = this.layers[id]!
    if (layer.kind === 'group') for (const child of layer.children) this.remove(child)
    else delete this.rasters[layer.raster]
    delete this.layers[id]
  }

  private async addGroup(group: PsdLayer, children: readonly PsdLayer[], masks: readonly LayerMask[]) {
    this.noteFeatures(group)
    const id = randomUUID()
    const own = await masksOf(group, this.header)
    const board = group.artboard && artboardOf(group.artboard)
    if (board) {
      this.flatten('artboard', group)
      own.push(board.mask)
    }
    this.layers[id] = {
      ...this.common(group, id),
      kind: 'group',
      expanded: group.opened ?? true,
      children: await this.decodeChildren(children, [...masks, ...own]),
    }
    if (board?.background) {
      const { locked } = this.layers[id]
      const plain = { name: 'Artboard', visible: true, locked, opacity: 1, blendMode: 'normal' as const }
      const background = this.addPixels({ ...plain, id: '', kind: 'image' }, board.background)
      const added = this.layers[id]
      if (added.kind === 'group') this.layers[id] = { ...added, children: [background, ...added.children] }
    }
    return id
  }

  private async decodePixels(layer: PsdLayer, masks: readonly LayerMask[]): Promise<LayerPixels> {
    this.noteFeatures(layer)
    const { left, top, pixels } = layer.adjustment ? this.white() : decodeLayer(layer, this.header)
    const decoded = { left, top, pixels: layer.vectorFill ? pixels : await this.convert(pixels) }
    for (const mask of [...(await masksOf(layer, this.header)), ...masks]) multiplyAlpha(decoded, mask)
    const fill = layer.fillOpacity ?? 1
    const mode = fromPsdMode(layer.blendMode ?? 'normal') ?? 'normal'
    if (fill < 1 && fillsSpecially(mode)) applyFill(decoded.pixels, mode, fill)
    if (isLostFill(mode, fill)) this.flatten('fill-opacity', layer)
    this.work.progress?.(++this.done, this.total)
    return decoded
  }

  /** Pixels of a layer; those of an adjustment are only where the layers below it have some. */
  private async decodeOver(layer: PsdLayer, masks: readonly LayerMask[], below: readonly LayerId[]) {
    const decoded = await this.decodePixels(layer, masks)
    if (layer.adjustment) multiplyAlpha(decoded, alphaOf(this.composite(below)))
    return decoded
  }

  /** White in the mode "difference" turns colours into their opposites. */
  private white(): LayerPixels {
    const { width, height } = this.header
    const data = new Uint8Array(4 * width * height).fill(255)
    return { left: 0, top: 0, pixels: { width, height, channels: 4, data } }
  }

  private addLayer(layer: PsdLayer, decoded: LayerPixels): LayerId {
    const id = randomUUID()
    const common = this.common(layer, id)
    if (common.blendMode === 'pass-through') {
      this.approximated.push(common.name)
      common.blendMode = 'normal'
    }
    const kind = isEmpty(layer) && !layer.vectorFill && !layer.adjustment ? 'paint' : 'image'
    return this.addPixels({ ...common, kind }, decoded)
  }

  private addPixels(
    { name, visible, locked, opacity, blendMode, kind }: Omit<Layer, 'kind'> & { kind: Layer['kind'] },
    { left, top, pixels }: LayerPixels,
  ): LayerId {
    const id = randomUUID()
    this.rasters[id] = pixels
    this.layers[id] = {
      ...{ id, name, visible, locked, opacity, blendMode },
      kind: kind === 'paint' ? 'paint' : 'image',
      raster: id,
      transform: { x: left, y: top, scaleX: 1, scaleY: 1, rotation: 0 },
    }
    return id
  }

  private common(layer: PsdLayer, id: LayerId) {
    const known = fromPsdMode(layer.blendMode ?? 'normal')
    if (!known) this.approximated.push(layer.name ?? '')
    const blendMode: BlendMode = layer.adjustment ? 'difference' : (known ?? 'normal')
    const fill = fillsSpecially(blendMode) || layer.adjustment ? 1 : (layer.fillOpacity ?? 1)
    return {
      id,
      name: (layer.name ?? '').slice(0, 200),
      visible: !layer.hidden,
      locked: layer.protected?.composite ?? false,
      opacity: (layer.opacity ?? 1) * fill,
      blendMode,
    }
  }

  private async convert(pixels: Pixels): Promise<Pixels> {
    return this.icc ? convertToSrgb(pixels, this.icc) : pixels
  }

  private noteFeatures(layer: PsdLayer): void {
    if (layer.mask && !layer.mask.disabled) this.flatten('mask', layer)
    if (layer.effects && !layer.effects.disabled) this.flatten('effects', layer)
    if (layer.text) this.flatten('text', layer)
    if (layer.placedLayer) this.flatten('smart-object', layer)
    if (layer.vectorFill)
      this.flatten(isDrawable(layer.vectorFill) || !isEmpty(layer) ? 'fill' : 'pattern', layer)
    if (layer.vectorMask && !layer.vectorMask.disable && !layer.mask) this.flatten('vector-mask', layer)
  }

  private flatten(feature: PsdFeature, layer: PsdLayer): void {
    this.flattened.set(feature, [...(this.flattened.get(feature) ?? []), layer.name ?? ''])
  }

  /** Whether something of the file is not to be seen, so that its merged picture shows more than its layers. */
  get isIncomplete(): boolean {
    return this.approximated.length > 0 || lost.some((feature) => this.flattened.has(feature))
  }

  private notices(): Notice[] {
    const notices = [...this.flattened].map(([feature, layers]) =>
      notice('psd-feature-flattened', { feature, layers: layers.join(', ') }),
    )
    if (this.approximated.length > 0)
      notices.push(notice('psd-mode-approximated', { layers: this.approximated.join(', ') }))
    return notices
  }
}

function sizeOf({ left = 0, top = 0, right = 0, bottom = 0 }: PsdLayer) {
  return { width: right - left, height: bottom - top }
}

function isEmpty(layer: PsdLayer): boolean {
  const { width, height } = sizeOf(layer)
  return width === 0 || height === 0
}

/** A layer that stands for a group cannot let through what is below it. */
const plainMode = (mode: BlendMode): BlendMode => (mode === 'pass-through' ? 'normal' : mode)
