import { randomUUID } from 'node:crypto'
import { initializeCanvas, type Psd, type Layer as PsdLayer, readPsd } from 'ag-psd'
import type { DocumentData, Layer, LayerId } from '../../../contract/document.ts'
import { GanvasError } from '../../../contract/errors.ts'
import type { Pixels } from '../../../contract/pixels.ts'
import type { Notice, Rasters } from '../../../contract/procedures/files.ts'
import { breathe, type Decoded, damaged, notice, type Work } from '../decoded.ts'
import { isWiderThanSrgb, profileName } from '../icc.ts'
import { checkDocumentBytes, checkSize } from '../limits.ts'
import { convertToSrgb } from '../profile.ts'
import { decodeComposite } from './composite.ts'
import { decodeLayer, type LayerMask, type LayerPixels, multiplyAlpha } from './layer.ts'
import { fromPsdMode } from './names.ts'
import { findResource, ICC_RESOURCE, type PsdHeader, RGB, readHeader } from './sections.ts'

// ag-psd asks for a canvas even where it only needs memory.
initializeCanvas(
  () => {
    throw new Error('PSD files are read without a canvas')
  },
  (width, height) => ({ width, height, data: new Uint8ClampedArray(width * height * 4) }) as ImageData,
)

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
 * Decodes a PSD or PSB file: its layers as a document, or its picture when it has none. Masks and clipping are
 * applied to the alpha; text, shapes and smart objects keep the pixels they were saved with. Layers are decoded
 * one by one, after all declared sizes were checked.
 * @throws GanvasError `unreadable-file`, `unsupported`, `too-large`
 */
export async function decodePsd(bytes: Uint8Array, name: string, work: Work = {}): Promise<Decoded> {
  const header = readHeader(bytes, name)
  checkSize(name, header.width, header.height)
  try {
    return await new PsdDecoder(bytes, header, name, work).decode()
  } catch (error) {
    if (error instanceof GanvasError || (error as Error).name === 'AbortError') throw error
    throw damaged(name, 'PSD', error)
  }
}

class PsdDecoder {
  private readonly layers: Record<LayerId, Layer> = {}
  private readonly rasters: Rasters = {}
  private readonly flattened = new Map<Feature, string[]>()
  private readonly approximated: string[] = []
  private readonly psd: Psd
  private readonly icc: Uint8Array | undefined
  private readonly total: number
  private done = 0

  private readonly header: PsdHeader
  private readonly name: string
  private readonly work: Work

  constructor(bytes: Uint8Array, header: PsdHeader, name: string, work: Work) {
    this.header = header
    this.name = name
    this.work = work
    this.psd = parse(bytes)
    const profile = header.mode === RGB ? findResource(bytes, ICC_RESOURCE) : undefined
    this.icc = profile && /srgb/i.test(profileName(profile)) ? undefined : profile
    this.total = this.checkLayers()
  }

  async decode(): Promise<Decoded> {
    if (this.total === 0) {
      const pixels = await this.convert(decodeComposite(this.psd, this.header))
      return { kind: 'picture', pixels, notices: this.notices() }
    }
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
      if (!layer.children) checkSize(`The layer "${layer.name}" of ${this.name}`, width, height)
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
    if (this.icc && isWiderThanSrgb(this.icc))
      notices.push(notice('wide-gamut-reduced', { profile: profileName(this.icc) }))
    if (this.header.depth > 8) notices.push(notice('sixteen-bit-reduced', { bits: `${this.header.depth}` }))
    return notices
  }
}

/** The structure without any pixels. Data that lies beyond the end of the file is an error, not zeros. */
function parse(bytes: Uint8Array): Psd {
  // ag-psd looks at the whole buffer behind a view.
  const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
  return readPsd(whole, {
    useRawData: true,
    useImageData: true,
    skipThumbnail: true,
    skipLinkedFilesData: true,
    // In its strict mode it would also refuse harmless oddities of other programs.
    debug: true,
    log: (message: unknown) => {
      if (message === 'Reading bytes exceeding buffer length') throw new RangeError('it is cut short')
    },
  })
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
