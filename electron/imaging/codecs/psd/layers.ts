import { randomUUID } from 'node:crypto'
import type { Psd, Layer as PsdLayer } from 'ag-psd'
import type { DocumentData, LayerId } from '../../../contract/document/index.ts'
import { text } from '../../../contract/text.ts'
import { breathe, type CodecOptions, type DecodedDocument } from '../decoded.ts'
import { checkDocumentBytes, checkSize } from '../limits.ts'
import { fromPsdAdjustment } from './adjustments.ts'
import { artboardOf } from './artboard.ts'
import { applyFill, fillsSpecially } from './fillOpacity.ts'
import { decodeLayer, isEmpty, type LayerMask, type LayerPixels, sizeOf } from './layer.ts'
import { isOff, joined, masksOf } from './masks.ts'
import { LayerNotes } from './notes.ts'
import { type Properties, propertiesOf, protectsAlpha } from './properties.ts'
import type { PsdHeader } from './sections.ts'
import { fromPsdText } from './texts.ts'
import { type Extras, LayerTree } from './tree.ts'

/**
 * The layers of a file as a document. Text, shapes and smart objects keep the pixels they were saved with; text of one style can be edited. Sizes are checked at once, and layers decoded one by one.
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
    this.tree = new LayerTree()
    this.total = this.checkLayers()
  }

  async decode(): Promise<DecodedDocument> {
    const root = await this.decodeChildren(this.psd.children ?? [])
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
  private async decodeChildren(children: readonly PsdLayer[]): Promise<LayerId[]> {
    const ids: LayerId[] = []
    for (let i = 0; i < children.length; ) {
      const stack = [children[i++]!]
      while (children[i]?.clipping) stack.push(children[i++]!)
      // What is clipped to a layer that cannot be shown has nothing to show on.
      if (!this.isShown(stack[0]!)) continue
      for (const [k, layer] of stack.entries()) {
        if (k > 0 && !this.isShown(layer)) continue
        await breathe(this.work)
        ids.push(await this.add(layer, k > 0))
      }
    }
    return ids
  }

  /** Notes a layer of which nothing can be shown. */
  private isShown({ adjustment, ...layer }: PsdLayer): boolean {
    if (!adjustment || fromPsdAdjustment(adjustment)) return true
    this.notes.flatten('adjustment', layer)
    return false
  }

  private async add(layer: PsdLayer, clipped: boolean): Promise<LayerId> {
    this.notes.add(layer)
    const masks = await masksOf(layer, this.header)
    const extras = (board: readonly LayerMask[] = []): Extras => {
      const mask = joined([...masks, ...board], this.header)
      return {
        ...(mask && { mask: this.tree.addMask(mask, board.length > 0 || !isOff(layer)) }),
        ...(clipped && { clipped }),
      }
    }
    const properties = propertiesOf(layer)
    if (layer.children) return this.addGroup(layer, layer.children, properties, extras)
    if (layer.adjustment) {
      this.work.progress?.(++this.done, this.total)
      return this.tree.addAdjustment({ ...properties, ...extras() }, fromPsdAdjustment(layer.adjustment)!)
    }
    const pixels = await this.decodePixels(layer)
    const text = isEmpty(layer) ? null : fromPsdText(layer, pixels)
    if (text) return this.tree.addText({ ...properties, ...extras() }, text, pixels)
    if (layer.text) this.notes.flatten('text', layer)
    const lock = !properties.locked && protectsAlpha(layer) ? { alphaLocked: true } : {}
    return this.tree.addRaster({ ...properties, ...extras(), ...lock }, kindOf(layer), pixels)
  }

  private async addGroup(
    group: PsdLayer,
    children: readonly PsdLayer[],
    properties: Properties,
    extras: (board?: readonly LayerMask[]) => Extras,
  ): Promise<LayerId> {
    const board = group.artboard && artboardOf(group.artboard)
    const ids: LayerId[] = []
    if (board) this.notes.flatten('artboard', group)
    if (board?.background) {
      const plain = { visible: true, locked: properties.locked, opacity: 1, blendMode: 'normal' as const }
      ids.push(this.tree.addRaster({ ...plain, name: 'Artboard' }, 'image', board.background))
    }
    ids.push(...(await this.decodeChildren(children)))
    return this.tree.addGroup({ ...properties, ...extras(board && [board.mask]) }, ids, group.opened ?? true)
  }

  /** The pixels of a layer, without its masks. */
  private async decodePixels(layer: PsdLayer): Promise<LayerPixels> {
    // What the file says by numbers, and not by samples, is no color of its profile.
    const decoded = await decodeLayer(layer, this.header, layer.vectorFill ? undefined : this.icc)
    const fill = layer.fillOpacity ?? 1
    const { blendMode } = propertiesOf(layer)
    if (fill < 1 && fillsSpecially(blendMode)) applyFill(decoded.pixels, blendMode, fill)
    this.work.progress?.(++this.done, this.total)
    return decoded
  }
}

/** The layers in these that are no groups. */
const leavesOf = (layers: readonly PsdLayer[]): PsdLayer[] =>
  layers.flatMap((layer) => (layer.children ? leavesOf(layer.children) : [layer]))

/** A layer without pixels is one to paint on. */
const kindOf = (layer: PsdLayer) =>
  !layer.children && isEmpty(layer) && !layer.vectorFill && !layer.adjustment ? 'paint' : 'image'
