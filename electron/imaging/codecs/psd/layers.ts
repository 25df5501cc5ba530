import { randomUUID } from 'node:crypto'
import type { Psd, Layer as PsdLayer } from 'ag-psd'
import type { DocumentData, Layer, LayerId } from '../../../contract/document.ts'
import type { Pixels } from '../../../contract/pixels.ts'
import type { Notice, Rasters } from '../../../contract/procedures/files.ts'
import { text } from '../../../contract/text.ts'
import { breathe, type DecodedDocument, notice, type Work } from '../decoded.ts'
import { checkDocumentBytes, checkSize } from '../limits.ts'
import { convertToSrgb } from '../profile.ts'
import { decodeLayer, type LayerMask, type LayerPixels, multiplyAlpha } from './layer.ts'
import { fromPsdMode } from './names.ts'
import type { PsdHeader } from './sections.ts'

/** What a layer can have that documents do not; translated by the page. */
type Feature =
  | 'adjustment'
  | 'artboard'
  | 'clipping'
  | 'effects'
  | 'fill'
  | 'mask'
  | 'smart-object'
  | 'text'
  | 'vector-mask'

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
  private readonly flattened = new Map<Feature, string[]>()
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
    let base: LayerMask | null = null
    for (const [i, child] of children.entries()) {
      await breathe(this.work)
      if (child.children) {
        ids.push(await this.addGroup(child, child.children, masks))
        base = null
        continue
      }
      if (child.adjustment) {
        this.flatten('adjustment', child)
        continue
      }
      const decoded = await this.decodePixels(child)
      for (const mask of masks) multiplyAlpha(decoded, mask)
      if (child.clipping) {
        this.flatten('clipping', child)
        if (base) multiplyAlpha(decoded, base)
      } else base = children[i + 1]?.clipping ? alphaOf(decoded) : null
      ids.push(this.addLayer(child, decoded))
      this.work.progress?.(++this.done, this.total)
    }
    return ids
  }

  private async addGroup(group: PsdLayer, children: readonly PsdLayer[], masks: readonly LayerMask[]) {
    if (group.artboard) this.flatten('artboard', group)
    this.noteFeatures(group)
    const mask = decodeLayer(group, this.header).mask
    const id = randomUUID()
    this.layers[id] = {
      ...this.common(group, id),
      kind: 'group',
      expanded: group.opened ?? true,
      children: await this.decodeChildren(children, mask ? [...masks, mask] : masks),
    }
    return id
  }

  private async decodePixels(layer: PsdLayer): Promise<LayerPixels> {
    this.noteFeatures(layer)
    const { left, top, pixels, mask } = decodeLayer(layer, this.header)
    const decoded = { left, top, pixels: await this.convert(pixels) }
    if (mask) multiplyAlpha(decoded, mask)
    return decoded
  }

  private addLayer(layer: PsdLayer, { left, top, pixels }: LayerPixels): LayerId {
    const id = randomUUID()
    const common = this.common(layer, id)
    if (common.blendMode === 'pass-through') {
      this.approximated.push(common.name)
      common.blendMode = 'normal'
    }
    this.rasters[id] = pixels
    this.layers[id] = {
      ...common,
      kind: isEmpty(layer) && !layer.vectorFill ? 'paint' : 'image',
      raster: id,
      transform: { x: left, y: top, scaleX: 1, scaleY: 1, rotation: 0 },
    }
    return id
  }

  private common(layer: PsdLayer, id: LayerId) {
    const blendMode = fromPsdMode(layer.blendMode ?? 'normal')
    if (!blendMode) this.approximated.push(layer.name ?? '')
    return {
      id,
      name: (layer.name ?? '').slice(0, 200),
      visible: !layer.hidden,
      locked: layer.protected?.composite ?? false,
      opacity: (layer.opacity ?? 1) * (layer.fillOpacity ?? 1),
      blendMode: blendMode ?? 'normal',
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
    if (layer.vectorFill) this.flatten('fill', layer)
    if (layer.vectorMask && !layer.vectorMask.disable && !layer.mask) this.flatten('vector-mask', layer)
  }

  private flatten(feature: Feature, layer: PsdLayer): void {
    this.flattened.set(feature, [...(this.flattened.get(feature) ?? []), layer.name ?? ''])
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

/** The alpha of a layer by itself, before a layer clipped to it changes anything. */
function alphaOf({ left, top, pixels: { width, height, data } }: LayerPixels): LayerMask {
  const alpha = new Uint8Array(width * height)
  for (let i = 0; i < alpha.length; i++) alpha[i] = data[4 * i + 3]!
  return { left, top, pixels: { width, height, channels: 1, data: alpha }, outside: 0 }
}
