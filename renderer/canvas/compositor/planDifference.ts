import type { Rect } from '../../../electron/contract/pixels.ts'
import { union } from '../../document/geometry.ts'
import type { Matrix } from '../../document/transform.ts'
import { boundsOf } from '../geometry.ts'
import { childrenOf, type MaskPlace, type PlanNode } from './plan.ts'

// Pure: what a change of plan changes on screen.

export interface PlanDifference {
  /** The part of the document to draw again, fractional; null: all of it. */
  readonly dirty: Rect | null
  /** The one top-level node that differs, when nothing else does: its index in both plans. */
  readonly only: number | null
}

const nothing: Rect = { x: 0, y: 0, width: 0, height: 0 }

export function planDifference(before: readonly PlanNode[], after: readonly PlanNode[]): PlanDifference {
  const kept = after.map((node) => node.layer).filter((layer) => before.some((node) => node.layer === layer))
  const wasKept = before.map((node) => node.layer).filter((layer) => kept.includes(layer))
  if (kept.some((layer, index) => layer !== wasKept[index])) return { dirty: null, only: null }
  const layers = new Set([...before, ...after].map((node) => node.layer))
  let dirty = nothing
  const changed: number[] = []
  for (const layer of layers) {
    const old = before.find((node) => node.layer === layer)
    const index = after.findIndex((node) => node.layer === layer)
    const now = after[index]
    if (old && now && sameNode(old, now)) continue
    changed.push(old && now ? index : -1)
    for (const node of [old, now]) if (node) dirty = union(dirty, nodeBounds(node))
  }
  const only = changed.length === 1 && changed[0]! >= 0 ? changed[0]! : null
  return { dirty, only }
}

/** In document pixels, fractional. */
export function nodeBounds(node: PlanNode): Rect {
  if (node.kind === 'adjustment') return node.bounds
  if (node.kind === 'group' || node.kind === 'stack')
    return node.children.reduce((sum, child) => union(sum, nodeBounds(child)), nothing)
  const { width, height } = node.kind === 'raster' ? node : node.preview.canvas
  return boundsOf(node.matrix, { x: 0, y: 0, width, height })
}

function sameNode(p: PlanNode, q: PlanNode): boolean {
  if (p.layer !== q.layer || p.opacity !== q.opacity || p.mode !== q.mode || p.kind !== q.kind) return false
  if (!sameMask(p.mask, q.mask) || !sameChildren(childrenOf(p), childrenOf(q))) return false
  if (p.kind === 'group') return p.isolated === (q as typeof p).isolated
  if (p.kind === 'raster')
    return p.raster === (q as typeof p).raster && sameMatrix(p.matrix, (q as typeof p).matrix)
  if (p.kind === 'adjustment') return p.adjustment === (q as typeof p).adjustment
  return p.kind === 'stack' || p.preview === (q as typeof p).preview
}

const sameChildren = (p: readonly PlanNode[], q: readonly PlanNode[]): boolean =>
  p.length === q.length && p.every((child, index) => sameNode(child, q[index]!))

const sameMask = (p: MaskPlace | undefined, q: MaskPlace | undefined): boolean =>
  p === q ||
  (p !== undefined &&
    q !== undefined &&
    p.raster === q.raster &&
    p.hides === q.hides &&
    sameMatrix(p.matrix, q.matrix))

function sameMatrix(p: Matrix, q: Matrix): boolean {
  return p.a === q.a && p.b === q.b && p.c === q.c && p.d === q.d && p.e === q.e && p.f === q.f
}
