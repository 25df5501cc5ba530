import { randomUUID } from 'node:crypto'
import type { Psd, Layer as PsdLayer } from 'ag-psd'
import type { DocumentData, LayerId } from '../../../contract/document/index.ts'
import { text } from '../../../contract/text.ts'
import { breathe, type CodecOptions, type DecodedDocument } from '../decoded.ts'
import { checkDocumentBytes, checkSize } from '../limits.ts'
import { artboardOf } from './artboard.ts'
import { alphaOf, type Clipped, clipTo, isHard } from './clipping.ts'
import { applyFill, fillsSpecially } from './fillOpacity.ts'
import { decodeLayer, isEmpty, type LayerMask, type LayerPixels, multiplyAlpha, sizeOf } from './layer.ts'
import { masksOf } from './masks.ts'
import { LayerNotes } from './notes.ts'
import { isolated, propertiesOf } from './properties.ts'
import type { PsdHeader } from './sections.ts'
import { LayerTree } from './tree.ts'

/** What is around a layer: the masks of the groups that it is in, and the layers that an adjustment of it would change. */
interface Around {
  masks: readonly LayerMask[]
  below: readonly LayerId[]
}

/**
 * The layers of a file as a document. Masks and clipping are applied to the alpha; text, shapes and smart objects
 * keep the pixels they were saved with. Sizes are checked at once, and layers decoded one by one.
 * @throws GanvasError `too-large`
 */
export class PsdLayers {
  /** How many layers are not groups. */
  readonly total: number
  readonly notes = new LayerNotes()
  private readonly tree: LayerTree
  private readonly psd: Psd
  private readonly header: PsdHeader
  private readonly name: string
  private readonly icc: Uint8Array | undefined
  private readonly work: CodecOptions
  private done = 0

  /** `icc` is the profile to convert from, if any. */
  constructor(psd: Psd, header: PsdHeader, name: string, icc: Uint8Array | undefined, work: CodecOptions) {
    this.psd = psd
    this.header = header
    this.name = name
    this.icc = icc
    this.work = work
    this.tree = new LayerTree(header)
    this.total = this.checkLayers()
  }

  async decode(): Promise<DecodedDocument> {
    const root = await this.decodeChildren(this.psd.children ?? [], { masks: [], below: [] })
    const document: DocumentData = {
      id: randomUUID(),
      name: this.name.replace(/\.[^.]*$/, '').slice(0, 200),
      width: this.header.width,
      height: this.header.height,
      layers: this.tree.layers,
      root,
      active: root.at(-1) ?? null,
      selection: null,
      masks: [],
    }
    return { kind: 'document', document, rasters: this.tree.rasters, notices: this.notes.toNotices() }
  }

  /** @returns the number of layers that hold pixels. */
  private checkLayers(): number {
    const layers = leavesOf(this.psd.children ?? [])
    let bytes = 0
    for (const layer of layers) {
      const { width, height } = isEmpty(layer) ? this.header : sizeOf(layer)
      checkSize(text('sizes.layer', { layer: layer.name ?? '', name: this.name }), width, height)
      bytes += width * height * 4
    }
    checkDocumentBytes(this.name, bytes)
    return layers.length
  }

  /** @returns the ids, bottom first. */
  private async decodeChildren(children: readonly PsdLayer[], around: Around): Promise<LayerId[]> {
    const ids: LayerId[] = []
    for (let i = 0; i < children.length; ) {
      const base = children[i++]!
      const clipped: PsdLayer[] = []
      while (children[i]?.clipping) clipped.push(children[i++]!)
      const shown = clipped.filter((layer) => this.isShown(layer))
      if (!this.isShown(base)) continue
      await breathe(this.work)
      const id = await this.add(base, { ...around, below: [...around.below, ...ids] })
      if (shown.length === 0) ids.push(id)
      else ids.push(...clipTo(this.tree, id, await this.decodeClipped(shown)))
    }
    return ids
  }

  /** Notes a layer of which nothing can be shown. */
  private isShown(layer: PsdLayer): boolean {
    const kind = layer.adjustment?.type
    if (!kind || kind === 'invert') return true
    this.notes.flatten('adjustment', layer)
    return false
  }

  private async add(layer: PsdLayer, around: Around): Promise<LayerId> {
    if (layer.children) return this.addGroup(layer, layer.children, around)
    const decoded = await this.decodePixels(layer, around.masks)
    if (layer.adjustment) multiplyAlpha(decoded, alphaOf(this.tree.composite(around.below)))
    return this.tree.addRaster(propertiesOf(layer), kindOf(layer), decoded)
  }

  /** The base has the masks of the groups around already. */
  private async decodeClipped(layers: readonly PsdLayer[]): Promise<Clipped[]> {
    const clipped: Clipped[] = []
    for (const layer of layers) {
      await breathe(this.work)
      this.notes.flatten('clipping', layer)
      const properties = propertiesOf(layer)
      properties.blendMode = isolated(properties.blendMode)
      clipped.push({ properties, kind: kindOf(layer), picture: await this.decodeAlone(layer) })
    }
    return clipped
  }

  private async decodeAlone(layer: PsdLayer): Promise<LayerPixels> {
    if (!layer.children) return this.decodePixels(layer, [])
    const id = await this.addGroup(layer, layer.children, { masks: [], below: [] })
    const picture = this.tree.picture(id)
    this.tree.remove(id)
    return picture
  }

  private async addGroup(group: PsdLayer, children: readonly PsdLayer[], around: Around): Promise<LayerId> {
    this.notes.add(group)
    const own = await masksOf(group, this.header)
    // Half masked one by one, layers that lie over each other hide more than they do masked together.
    if (leavesOf(children).length > 1 && !own.every(isHard)) this.notes.addInexact()
    const board = group.artboard && artboardOf(group.artboard)
    if (board) {
      this.notes.flatten('artboard', group)
      own.push(board.mask)
    }
    const properties = propertiesOf(group)
    const below = properties.blendMode === 'pass-through' ? [...around.below] : []
    if (board?.background) {
      const plain = { visible: true, locked: properties.locked, opacity: 1, blendMode: 'normal' as const }
      below.push(this.tree.addRaster({ ...plain, name: 'Artboard' }, 'image', board.background))
    }
    const ids = await this.decodeChildren(children, { masks: [...around.masks, ...own], below })
    const background = board?.background ? below.slice(-1) : []
    return this.tree.addGroup(properties, [...background, ...ids], group.opened ?? true)
  }

  /** The pixels of a layer with its own masks and those given. */
  private async decodePixels(layer: PsdLayer, masks: readonly LayerMask[]): Promise<LayerPixels> {
    this.notes.add(layer)
    // What the file says by numbers, and not by samples, is no color of its profile.
    const icc = layer.vectorFill ? undefined : this.icc
    const decoded = layer.adjustment ? this.white() : await decodeLayer(layer, this.header, icc)
    for (const mask of [...(await masksOf(layer, this.header)), ...masks]) multiplyAlpha(decoded, mask)
    const fill = layer.fillOpacity ?? 1
    const { blendMode } = propertiesOf(layer)
    if (fill < 1 && fillsSpecially(blendMode)) applyFill(decoded.pixels, blendMode, fill)
    this.work.progress?.(++this.done, this.total)
    return decoded
  }

  private white(): LayerPixels {
    const { width, height } = this.header
    const data = new Uint8Array(4 * width * height).fill(255)
    return { left: 0, top: 0, pixels: { width, height, channels: 4, data } }
  }
}

/** The layers in these that are no groups. */
const leavesOf = (layers: readonly PsdLayer[]): PsdLayer[] =>
  layers.flatMap((layer) => (layer.children ? leavesOf(layer.children) : [layer]))

/** A layer without pixels is one to paint on. */
const kindOf = (layer: PsdLayer) =>
  !layer.children && isEmpty(layer) && !layer.vectorFill && !layer.adjustment ? 'paint' : 'image'
