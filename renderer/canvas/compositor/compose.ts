import { adjusting } from '../../../electron/contract/adjusting/adjust.ts'
import type { BlendMode, RasterId } from '../../../electron/contract/document/index.ts'
import type { Rect } from '../../../electron/contract/pixels.ts'
import { nativeModes } from '../../document/blending/native.ts'
import { intersection, isEmpty } from '../../document/geometry.ts'
import { fillText } from '../../document/outlinedText.ts'
import { drawNow } from '../../document/rasters.ts'
import { inverse, type Matrix, multiply } from '../../document/transform.ts'
import { boundsOf, roundOut, scaleOf } from '../geometry.ts'
import { blendSurfaces } from './blendSurfaces.ts'
import { levelFor, type MipChain } from './mips.ts'
import type { MaskPlace, Placed, PlanNode, TextPlace } from './plan.ts'
import { resetContext, type Surface, type SurfacePool } from './surface.ts'

/** Device pixels per picture pixel from which pixels are drawn as sharp squares, unless the layer itself is enlarged. */
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
  if (node.kind === 'adjustment') drawAdjustment(target, node, frame)
  else if (node.kind === 'group' && !node.isolated) drawThrough(target, node, frame)
  else if (!node.mask && isPixels(node) && nativeModes[node.mode])
    drawPixels(target, node, frame, node.opacity, node.mode)
  else {
    const source = frame.pool.take()
    drawAlone(source, node, frame)
    blendOnto(target, source, node.mode, node.opacity, frame)
    frame.pool.give(source)
  }
}

type Closed = Exclude<PlanNode, { kind: 'adjustment' }>
type PixelNode = Extract<PlanNode, { kind: 'raster' | 'preview' }>

const isPixels = (node: PlanNode): node is PixelNode => node.kind === 'raster' || node.kind === 'preview'

/** Draws a node, with its mask, onto an empty surface as if it were opaque and normal. */
function drawAlone(surface: Surface, node: Closed, frame: Frame): void {
  if (node.kind === 'group') drawNodes(surface, node.children, frame)
  else if (node.kind === 'stack') drawStack(surface, node.children, frame)
  else drawPixels(surface, node, frame, 1, 'normal')
  if (node.mask) applyMask(surface, node.mask, frame)
}

function drawStack(surface: Surface, [base, ...clipped]: readonly PlanNode[], frame: Frame): void {
  if (base) drawNode(surface, base, frame)
  for (const node of clipped) {
    if (node.kind === 'adjustment') {
      drawAdjustment(surface, node, frame)
      continue
    }
    const source = frame.pool.take()
    drawAlone(source, node, frame)
    blendAtop(surface, source, node.mode, node.opacity, frame)
    frame.pool.give(source)
  }
}

/** A group whose children are mixed with what lies below it. */
function drawThrough(target: Surface, node: Extract<PlanNode, { kind: 'group' }>, frame: Frame): void {
  const inner = frame.pool.take()
  inner.context.drawImage(target.canvas, 0, 0)
  drawNodes(inner, node.children, frame)
  const shown = node.mask && maskSurface(node.mask, frame)
  crossfade(target, inner, node.opacity, frame.region, shown)
  if (shown) frame.pool.give(shown)
  frame.pool.give(inner)
}

function drawAdjustment(
  target: Surface,
  node: Extract<PlanNode, { kind: 'adjustment' }>,
  frame: Frame,
): void {
  const { width, height } = frame.region
  const pixels = target.context.getImageData(0, 0, width, height)
  adjusting(node.adjustment)(pixels.data)
  if (!node.mask && node.opacity === 1 && node.mode === 'normal') {
    target.context.putImageData(pixels, 0, 0)
    return
  }
  for (let i = 3; i < pixels.data.length; i += 4) pixels.data[i] = 255
  const source = frame.pool.take()
  source.context.putImageData(pixels, 0, 0)
  if (node.mask) applyMask(source, node.mask, frame)
  blendAtop(target, source, node.mode, node.opacity, frame)
  frame.pool.give(source)
}

function applyMask(surface: Surface, mask: MaskPlace, frame: Frame): void {
  const shown = maskSurface(mask, frame)
  const { width, height } = frame.region
  surface.context.globalCompositeOperation = 'destination-in'
  surface.context.drawImage(shown.canvas, 0, 0, width, height, 0, 0, width, height)
  drawNow(surface.context)
  resetContext(surface.context)
  frame.pool.give(shown)
}

/** What a mask shows of the region, as the alpha of a surface of the pool. */
function maskSurface(mask: MaskPlace, frame: Frame): Surface {
  const shown = frame.pool.take()
  if (!mask.hides) drawRaster(shown, mask, frame, 1, 'source-over')
  else {
    shown.context.fillRect(0, 0, frame.region.width, frame.region.height)
    drawRaster(shown, mask, frame, 1, 'destination-out')
  }
  return shown
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

/** Composites a surface that was drawn for the same frame where `target` shows, mixed with its colours alone. */
function blendAtop(target: Surface, source: Surface, mode: BlendMode, opacity: number, frame: Frame): void {
  const { region, view } = frame
  blendSurfaces(target, source, mode, opacity, region, { x: view.e, y: view.f }, true)
}

/** `target = (1 - amount) target + amount source`, alpha included; by as much as `shown` covers. */
function crossfade(
  target: Surface,
  source: Surface,
  amount: number,
  { width, height }: Rect,
  shown?: Surface,
): void {
  const { context } = target
  resetContext(context)
  context.globalCompositeOperation = 'destination-out'
  context.globalAlpha = amount
  if (shown) context.drawImage(shown.canvas, 0, 0, width, height, 0, 0, width, height)
  else context.fillRect(0, 0, width, height)
  drawNow(context)
  context.globalCompositeOperation = 'lighter'
  resetContext(source.context)
  if (shown) {
    source.context.globalCompositeOperation = 'destination-in'
    source.context.drawImage(shown.canvas, 0, 0, width, height, 0, 0, width, height)
    drawNow(source.context)
    resetContext(source.context)
  }
  context.drawImage(source.canvas, 0, 0, width, height, 0, 0, width, height)
  resetContext(context)
}

/** Draws the pixels of one node by a mode the canvas has itself. */
function drawPixels(target: Surface, node: PixelNode, frame: Frame, opacity: number, mode: BlendMode): void {
  const operation = nativeModes[mode] ?? 'source-over'
  if (node.kind === 'raster' && node.text && isCoarse(multiply(frame.view, node.matrix)))
    drawText(target, node.text, frame, opacity, operation)
  else if (node.kind === 'raster') drawRaster(target, node, frame, opacity, operation)
  else drawPlaced(target, node.preview.canvas, multiply(frame.view, node.matrix), frame, opacity, operation)
}

/** Draws a raster, from the level of its chain that has a pixel for each of the view. */
function drawRaster(
  target: Surface,
  { raster, width, height, matrix }: Placed,
  frame: Frame,
  opacity: number,
  operation: GlobalCompositeOperation,
): void {
  const toView = multiply(frame.view, matrix)
  const chain = frame.chainOf(raster)
  const level = levelFor(scaleOf(toView), width, height)
  if (level === 0) {
    drawPlaced(target, chain.canvas(0), toView, frame, opacity, operation)
    return
  }
  const part = visiblePart(toView, frame.region, width, height)
  if (isEmpty(part)) return
  chain.update(level, part, () => false)
  const factor = 2 ** level
  const placed = multiply(toView, { a: factor, b: 0, c: 0, d: factor, e: 0, f: 0 })
  drawPlaced(target, chain.canvas(level), placed, frame, opacity, operation)
}

/** Whether the pixels of a picture are larger than the view's, or turned. */
const isCoarse = (toView: Matrix): boolean =>
  toView.b !== 0 || toView.c !== 0 || Math.max(Math.abs(toView.a), Math.abs(toView.d)) > 1

function drawText(
  { context }: Surface,
  { outline, color, matrix }: TextPlace,
  { view, region }: Frame,
  opacity: number,
  operation: GlobalCompositeOperation,
): void {
  const shift = { a: 1, b: 0, c: 0, d: 1, e: -region.x, f: -region.y }
  context.globalAlpha = opacity
  context.globalCompositeOperation = operation
  fillText(context, outline, color, multiply(shift, multiply(view, matrix)))
  resetContext(context)
}

function drawPlaced(
  { context }: Surface,
  source: CanvasImageSource,
  { a, b, c, d, e, f }: Matrix,
  { view, region }: Frame,
  opacity: number,
  operation: GlobalCompositeOperation,
): void {
  const scale = scaleOf({ a, b, c, d, e, f })
  context.globalAlpha = opacity
  context.globalCompositeOperation = operation
  // An enlarged layer is smooth wherever it is written; its squares would be seen on the canvas alone.
  context.imageSmoothingEnabled = scale < CRISP_SCALE || scale > 1.001 * scaleOf(view)
  context.setTransform(a, b, c, d, e - region.x, f - region.y)
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
