import type { BlendMode, RasterId } from '../../../electron/contract/document/index.ts'
import type { Rect } from '../../../electron/contract/pixels.ts'
import { nativeModes } from '../../document/blending/native.ts'
import { intersection, isEmpty } from '../../document/geometry.ts'
import { drawNow } from '../../document/rasters.ts'
import { inverse, type Matrix, multiply } from '../../document/transform.ts'
import { boundsOf, roundOut, scaleOf } from '../geometry.ts'
import { blendSurfaces } from './blendSurfaces.ts'
import { levelFor, type MipChain } from './mips.ts'
import type { PlanNode } from './plan.ts'
import { resetContext, type Surface, type SurfacePool } from './surface.ts'

/** Device pixels per picture pixel from which pixels are drawn as sharp squares. */
const CRISP_SCALE = 2

/** A region of the view to draw, and where its surfaces and pictures come from. */
export interface Frame {
  /** From document pixels to device pixels of the whole view. */
  readonly view: Matrix
  /** Whole device pixels of the view; its top-left corner is drawn at the surface's origin. */
  readonly region: Rect
  readonly pool: SurfacePool
  chainOf(raster: RasterId): MipChain
}

/** Draws nodes, bottom first, onto what the surface holds already. */
export function drawNodes(target: Surface, nodes: readonly PlanNode[], frame: Frame): void {
  for (const node of nodes) drawNode(target, node, frame)
}

function drawNode(target: Surface, node: PlanNode, frame: Frame): void {
  if (node.kind === 'group') drawGroup(target, node, frame)
  else if (nativeModes[node.mode]) drawPixels(target, node, frame, node.opacity, node.mode)
  else {
    const source = frame.pool.take()
    drawPixels(source, node, frame, 1, 'normal')
    blendOnto(target, source, node.mode, node.opacity, frame)
    frame.pool.give(source)
  }
}

function drawGroup(target: Surface, node: Extract<PlanNode, { kind: 'group' }>, frame: Frame): void {
  const inner = frame.pool.take()
  if (node.isolated) {
    drawNodes(inner, node.children, frame)
    blendOnto(target, inner, node.mode, node.opacity, frame)
  } else {
    inner.context.drawImage(target.canvas, 0, 0)
    drawNodes(inner, node.children, frame)
    crossfade(target, inner, node.opacity, frame.region)
  }
  frame.pool.give(inner)
}

/** Composites a surface that was drawn for the same frame. */
export function blendOnto(
  target: Surface,
  source: Surface,
  mode: BlendMode,
  opacity: number,
  frame: Frame,
): void {
  blendSurfaces(target, source, mode, opacity, frame.region, { x: frame.view.e, y: frame.view.f })
}

/** `target = (1 - amount) target + amount source`, alpha included. */
function crossfade(target: Surface, source: Surface, amount: number, { width, height }: Rect): void {
  const { context } = target
  resetContext(context)
  context.globalCompositeOperation = 'destination-out'
  context.globalAlpha = amount
  context.fillRect(0, 0, width, height)
  context.globalCompositeOperation = 'lighter'
  resetContext(source.context)
  context.drawImage(source.canvas, 0, 0, width, height, 0, 0, width, height)
  resetContext(context)
}

/** Draws the pixels of one node by a mode the canvas has itself. */
export function drawPixels(
  target: Surface,
  node: Exclude<PlanNode, { kind: 'group' }>,
  frame: Frame,
  opacity: number,
  mode: BlendMode,
): void {
  const { context } = target
  const toView = multiply(frame.view, node.matrix)
  const scale = scaleOf(toView)
  let source: CanvasImageSource
  let matrix = toView
  if (node.kind === 'preview') source = node.preview.canvas
  else {
    const { width, height } = node
    const chain = frame.chainOf(node.raster)
    const level = levelFor(scale, width, height)
    if (level > 0) {
      const part = visiblePart(toView, frame.region, width, height)
      if (isEmpty(part)) return
      chain.update(level, part, () => false)
      const factor = 2 ** level
      matrix = multiply(toView, { a: factor, b: 0, c: 0, d: factor, e: 0, f: 0 })
    }
    source = chain.canvas(level)
  }
  context.globalAlpha = opacity
  context.globalCompositeOperation = nativeModes[mode] ?? 'source-over'
  context.imageSmoothingEnabled = scale < CRISP_SCALE
  const { a, b, c, d, e, f } = matrix
  context.setTransform(a, b, c, d, e - frame.region.x, f - frame.region.y)
  context.drawImage(source, 0, 0)
  drawNow(context)
  resetContext(context)
}

/** The pixels of a `width` x `height` picture that `region` of the view shows, with a margin for smoothing. */
export function visiblePart(toView: Matrix, region: Rect, width: number, height: number): Rect {
  const inPicture = boundsOf(inverse(toView), region)
  const margin = Math.ceil(2 / scaleOf(toView)) + 2
  return intersection(roundOut(inPicture, margin), { x: 0, y: 0, width, height })
}
