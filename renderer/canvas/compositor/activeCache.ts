import type { Rect } from '../../../electron/contract/pixels.ts'
import { drawNow } from '../../document/rasters.ts'
import { blendOnto, drawNodes, type Frame } from './compose.ts'
import { CELL } from './dirtyCells.ts'
import type { PlanNode } from './plan.ts'
import { type Surface, viewSurface } from './surface.ts'

/** Each kept segment costs one view of memory; layers above that many are drawn afresh each time. */
const MAX_SEGMENTS = 8

/** A run of layers above the active one that can be composited among themselves first. */
interface Segment {
  readonly nodes: readonly PlanNode[]
  readonly mode: PlanNode['mode']
  readonly opacity: number
  /** Null: drawn each time, since it depends on what lies below or there are too many. */
  readonly surface: Surface | null
}

/**
 * While one layer changes under the user's hand, keeps what lies below it as one picture and what lies above
 * as few, cell by cell at view resolution. Compositing with normal mode is associative, so a run of such
 * layers is one picture; a layer of another mode is kept alone, since its result depends on what is below.
 *
 * It lives as long as the view and all other layers stay as they are.
 */
export class ActiveCache {
  readonly index: number
  readonly #columns: number
  readonly #belowNodes: readonly PlanNode[]
  readonly #below: Surface
  readonly #segments: readonly Segment[]
  readonly #ready: Uint8Array

  /** @param index of the active node in `nodes`. */
  constructor(nodes: readonly PlanNode[], index: number, width: number, height: number) {
    this.index = index
    this.#columns = Math.ceil(width / CELL)
    this.#ready = new Uint8Array(this.#columns * Math.ceil(height / CELL))
    this.#belowNodes = nodes.slice(0, index)
    this.#below = viewSurface(width, height)
    this.#segments = segmentsOf(nodes.slice(index + 1), width, height)
  }

  /** Draws all layers of `frame.region`, which lies within one cell, onto the transparent `target`. */
  draw(target: Surface, active: PlanNode, frame: Frame): void {
    this.#prepare(frame)
    const { x, y, width, height } = frame.region
    target.context.drawImage(this.#below.canvas, x, y, width, height, 0, 0, width, height)
    drawNow(target.context)
    drawNodes(target, [active], frame)
    for (const { surface, nodes, mode, opacity } of this.#segments) {
      if (!surface) {
        drawNodes(target, nodes, frame)
        continue
      }
      const source = frame.pool.take()
      source.context.drawImage(surface.canvas, x, y, width, height, 0, 0, width, height)
      drawNow(source.context)
      blendOnto(target, source, mode, opacity, frame)
      frame.pool.give(source)
    }
  }

  #prepare(frame: Frame): void {
    const column = Math.floor(frame.region.x / CELL)
    const row = Math.floor(frame.region.y / CELL)
    const key = row * this.#columns + column
    if (this.#ready[key]) return
    const cell = { ...frame, region: { x: column * CELL, y: row * CELL, width: CELL, height: CELL } }
    keep(this.#below, this.#belowNodes, cell)
    for (const { surface, nodes } of this.#segments) if (surface) keep(surface, nodes, cell)
    this.#ready[key] = 1
  }
}

function keep(kept: Surface, nodes: readonly PlanNode[], cell: Frame & { region: Rect }): void {
  const scratch = cell.pool.take()
  drawNodes(scratch, nodes, cell)
  kept.context.clearRect(cell.region.x, cell.region.y, CELL, CELL)
  kept.context.drawImage(scratch.canvas, cell.region.x, cell.region.y)
  cell.pool.give(scratch)
}

function segmentsOf(nodes: readonly PlanNode[], width: number, height: number): Segment[] {
  const runs: { nodes: PlanNode[]; mode: PlanNode['mode']; opacity: number; separable: boolean }[] = []
  for (const node of nodes) {
    const separable = node.kind !== 'adjustment' && (node.kind !== 'group' || node.isolated)
    const last = runs.at(-1)
    if (!separable) runs.push({ nodes: [node], mode: node.mode, opacity: 1, separable })
    else if (node.mode !== 'normal')
      runs.push({
        nodes: [{ ...node, mode: 'normal', opacity: 1 }],
        mode: node.mode,
        opacity: node.opacity,
        separable,
      })
    else if (last?.separable && last.mode === 'normal') last.nodes.push(node)
    else runs.push({ nodes: [node], mode: 'normal', opacity: 1, separable })
  }
  return runs.map(({ nodes: run, mode, opacity, separable }, index) =>
    separable && index < MAX_SEGMENTS
      ? { nodes: run, mode, opacity, surface: viewSurface(width, height) }
      : { nodes: nodesBack(run, mode, opacity), mode, opacity, surface: null },
  )
}

/** A run that is not kept is drawn with its own mode. */
function nodesBack(run: readonly PlanNode[], mode: PlanNode['mode'], opacity: number): readonly PlanNode[] {
  const [node, ...rest] = run
  return node && rest.length === 0 && mode !== 'normal' && mode !== 'pass-through'
    ? [{ ...node, mode, opacity }]
    : run
}
