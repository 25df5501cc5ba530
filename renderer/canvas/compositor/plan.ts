import type {
  Adjustment,
  BlendMode,
  DocumentData,
  Layer,
  LayerId,
  RasterId,
  RasterLayer,
} from '../../../electron/contract/document/index.ts'
import type { Rect } from '../../../electron/contract/pixels.ts'
import { outlinedText, textMatrix } from '../../document/outlinedText.ts'
import { type Matrix, matrixOf } from '../../document/transform.ts'
import { stacksOf } from '../../document/tree.ts'
import type { LayerPreview } from '../overlay.ts'
import { viewSurface } from './surface.ts'

// Pure: what is drawn, bottom first, as a tree without anything that has no effect.

interface NodeBase {
  /** The layer it stands for; `top` for the preview above all. */
  readonly layer: LayerId | 'top'
  readonly opacity: number
  readonly mode: BlendMode
  /** Where it shows; absent: wherever it has pixels. */
  readonly mask?: MaskPlace
}

/** Pixels and where they lie. */
export interface Placed {
  readonly raster: RasterId
  readonly width: number
  readonly height: number
  /** From raster pixels to document pixels. */
  readonly matrix: Matrix
}

export interface MaskPlace extends Placed {
  /** Alpha is what is hidden, rather than what is shown. */
  readonly hides: boolean
}

export interface RasterNode extends NodeBase, Placed {
  readonly kind: 'raster'
  /** What it is drawn from where its pixels are too few. Another one has other pixels too. */
  readonly text?: TextPlace
}

/** The outline of a text, and from its own space to document pixels. */
export interface TextPlace {
  readonly outline: string
  readonly color: string
  readonly matrix: Matrix
}

/** Changes the colours of what was drawn below it. */
export interface AdjustmentNode extends NodeBase {
  readonly kind: 'adjustment'
  readonly adjustment: Adjustment
  /** The document, all of which it changes. */
  readonly bounds: Rect
}

export interface PreviewNode extends NodeBase {
  readonly kind: 'preview'
  readonly preview: LayerPreview
  readonly matrix: Matrix
}

export interface GroupNode extends NodeBase {
  readonly kind: 'group'
  /** False: pass-through at less than full opacity. At full opacity its children stand in its place. */
  readonly isolated: boolean
  readonly children: readonly PlanNode[]
}

/** A base, the first child, and what is clipped to it: mixed with its colours alone, and shown where it shows. */
export interface StackNode extends NodeBase {
  readonly kind: 'stack'
  readonly children: readonly PlanNode[]
}

export type PlanNode = RasterNode | PreviewNode | AdjustmentNode | GroupNode | StackNode

/** What a node holds. */
export const childrenOf = (node: PlanNode): readonly PlanNode[] =>
  node.kind === 'group' || node.kind === 'stack' ? node.children : []

/** Where a raster's pixels count: its places among a node, its mask and what it holds, from raster to document pixels. */
export function placesOf(node: PlanNode, raster: RasterId): Matrix[] {
  const places = childrenOf(node).flatMap((child) => placesOf(child, raster))
  if (node.mask?.raster === raster) places.push(node.mask.matrix)
  if (node.kind === 'raster' && node.raster === raster) places.push(node.matrix)
  return places
}

export interface PlanSources {
  sizeOf(raster: RasterId): { readonly width: number; readonly height: number }
  previewOf(place: LayerId | 'top'): LayerPreview | undefined
  /** Whether it is left out, whatever the document says of it; absent: nothing is. */
  leavesOut?(place: LayerId | 'top'): boolean
}

export function planDocument(data: DocumentData, sources: PlanSources): PlanNode[] {
  const nodes = planLayers(data, data.root, sources)
  const top = sources.leavesOut?.('top') ? undefined : sources.previewOf('top')
  if (top) nodes.push(previewNode('top', top, top.opacity ?? 1, top.mode ?? 'normal'))
  return nodes
}

/** The mask of a layer in grey, as a plan of its own; null: the layer has none. */
export function planMask(data: DocumentData, id: LayerId, sources: PlanSources): PlanNode[] | null {
  const mask = data.layers[id]?.mask
  if (!mask) return null
  const { canvas, context } = viewSurface(1, 1)
  context.fillStyle = mask.hides ? '#fff' : '#000'
  context.fillRect(0, 0, 1, 1)
  const beyond = previewNode(
    'top',
    { canvas, x: 0, y: 0, width: data.width, height: data.height },
    1,
    'normal',
  )
  return [beyond, { kind: 'raster', layer: id, ...placed(mask, sources), opacity: 1, mode: 'normal' }]
}

function planLayers(data: DocumentData, ids: readonly LayerId[], sources: PlanSources): PlanNode[] {
  return stacksOf(data, ids).flatMap(({ base, clipped }): PlanNode[] => {
    const below = planLayer(data, base, sources)
    const above = clipped.flatMap((id) => planLayer(data, id, sources).map(closed))
    if (above.length === 0) return below
    // Without its base, nothing of what is clipped to it shows.
    if (below.length === 0) return []
    const layer = data.layers[base]!
    const inner = isPlain(layer) ? groupNode(layer, below) : below[0]!
    const { opacity, mode } = closed(inner)
    const children = [{ ...closed(inner), opacity: 1, mode: 'normal' as const }, ...above]
    return [{ kind: 'stack', layer: base, opacity, mode, children }]
  })
}

/** Nothing of a group by itself has an effect: its children stand in its place. */
const isPlain = (layer: Layer): boolean =>
  layer.kind === 'group' && layer.blendMode === 'pass-through' && layer.opacity === 1 && !layer.mask?.enabled

function groupNode({ id, opacity, blendMode: mode }: Layer, children: readonly PlanNode[]): GroupNode {
  return { kind: 'group', layer: id, opacity, mode, isolated: mode !== 'pass-through', children }
}

/** What is mixed with its base alone lets nothing through from below. */
function closed<T extends PlanNode>(node: T): T {
  if (node.kind === 'group') return { ...node, isolated: true, mode: openMode(node.mode) }
  return node
}

const openMode = (mode: BlendMode): BlendMode => (mode === 'pass-through' ? 'normal' : mode)

function planLayer(data: DocumentData, id: LayerId, sources: PlanSources): PlanNode[] {
  const layer = data.layers[id]
  if (!layer?.visible || layer.opacity === 0 || sources.leavesOut?.(id)) return []
  const { opacity, blendMode: mode } = layer
  const mask = maskPlace(layer, sources)
  if (layer.kind === 'group') {
    const children = planLayers(data, layer.children, sources)
    if (children.length === 0) return []
    // Clipped, even a plain group is one thing.
    return isPlain(layer) && !layer.clipped ? children : [{ ...groupNode(layer, children), ...mask }]
  }
  if (layer.kind === 'adjustment') {
    const bounds = { x: 0, y: 0, width: data.width, height: data.height }
    return [{ kind: 'adjustment', layer: id, adjustment: layer.adjustment, bounds, opacity, mode, ...mask }]
  }
  const preview = sources.previewOf(id)
  if (preview) return [{ ...previewNode(id, preview, opacity, mode), ...(preview.masked && mask) }]
  return [
    { kind: 'raster', layer: id, ...placed(layer, sources), opacity, mode, ...mask, ...textPlace(layer) },
  ]
}

function textPlace(layer: RasterLayer): { text?: TextPlace } {
  const outlined = outlinedText(layer)
  if (!outlined) return {}
  const { outline, text } = outlined
  return { text: { outline, color: text.color, matrix: textMatrix(outlined) } }
}

function placed(
  { raster, transform }: Pick<RasterLayer, 'raster' | 'transform'>,
  sources: PlanSources,
): Placed {
  const { width, height } = sources.sizeOf(raster)
  return { raster, width, height, matrix: matrixOf(transform) }
}

function maskPlace({ mask }: Layer, sources: PlanSources): { mask?: MaskPlace } {
  return mask?.enabled ? { mask: { ...placed(mask, sources), hides: mask.hides } } : {}
}

function previewNode(
  layer: LayerId | 'top',
  preview: LayerPreview,
  opacity: number,
  mode: BlendMode,
): PreviewNode {
  const { canvas, x, y, width, height } = preview
  const matrix = { a: width / canvas.width, b: 0, c: 0, d: height / canvas.height, e: x, f: y }
  return { kind: 'preview', layer, preview, matrix, opacity, mode }
}

/** The rasters that a plan draws, or masks with. */
export function rastersOf(nodes: readonly PlanNode[]): Set<RasterId> {
  const result = new Set<RasterId>()
  const visit = (node: PlanNode) => {
    if (node.kind === 'raster') result.add(node.raster)
    if (node.mask) result.add(node.mask.raster)
    childrenOf(node).forEach(visit)
  }
  nodes.forEach(visit)
  return result
}

/** Whether `node` is, or holds, the layer. */
export const holdsLayer = (node: PlanNode, layer: LayerId | 'top'): boolean =>
  node.layer === layer || childrenOf(node).some((child) => holdsLayer(child, layer))
