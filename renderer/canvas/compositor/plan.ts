import type { BlendMode, DocumentData, LayerId, RasterId } from '../../../electron/contract/document/index.ts'
import { type Matrix, matrixOf } from '../../document/transform.ts'
import type { LayerPreview } from '../overlay.ts'

// Pure: what is drawn, bottom first, as a tree without anything that has no effect.

interface NodeBase {
  /** The layer it stands for; `top` for the preview above all. */
  readonly layer: LayerId | 'top'
  readonly opacity: number
  readonly mode: BlendMode
}

export interface RasterNode extends NodeBase {
  readonly kind: 'raster'
  readonly raster: RasterId
  readonly width: number
  readonly height: number
  /** From raster pixels to document pixels. */
  readonly matrix: Matrix
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

export type PlanNode = RasterNode | PreviewNode | GroupNode

/** Where a raster's pixels are drawn: its places among a node and what that holds, from raster to document pixels. */
export function placesOf(node: PlanNode, raster: RasterId): Matrix[] {
  if (node.kind === 'group') return node.children.flatMap((child) => placesOf(child, raster))
  return node.kind === 'raster' && node.raster === raster ? [node.matrix] : []
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

function planLayers(data: DocumentData, ids: readonly LayerId[], sources: PlanSources): PlanNode[] {
  return ids.flatMap((id): PlanNode[] => {
    const layer = data.layers[id]
    if (!layer?.visible || layer.opacity === 0 || sources.leavesOut?.(id)) return []
    const { opacity, blendMode: mode } = layer
    if (layer.kind === 'group') {
      const children = planLayers(data, layer.children, sources)
      if (children.length === 0) return []
      if (mode === 'pass-through' && opacity === 1) return children
      return [{ kind: 'group', layer: id, opacity, mode, isolated: mode !== 'pass-through', children }]
    }
    const preview = sources.previewOf(id)
    if (preview) return [previewNode(id, preview, opacity, mode)]
    const { width, height } = sources.sizeOf(layer.raster)
    const matrix = matrixOf(layer.transform)
    return [{ kind: 'raster', layer: id, raster: layer.raster, width, height, matrix, opacity, mode }]
  })
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

/** The rasters that a plan draws. */
export function rastersOf(nodes: readonly PlanNode[]): Set<RasterId> {
  const result = new Set<RasterId>()
  const visit = (node: PlanNode) => {
    if (node.kind === 'raster') result.add(node.raster)
    else if (node.kind === 'group') node.children.forEach(visit)
  }
  nodes.forEach(visit)
  return result
}

/** Whether `node` is, or holds, the layer. */
export function holdsLayer(node: PlanNode, layer: LayerId | 'top'): boolean {
  return (
    node.layer === layer || (node.kind === 'group' && node.children.some((child) => holdsLayer(child, layer)))
  )
}
