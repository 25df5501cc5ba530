import type { TextLayer } from '../../electron/contract/document/index.ts'
import { type Matrix, matrixOf, multiply } from './transform.ts'

/** A text whose outline is known: what it is drawn from at any scale. */
export type OutlinedText = Pick<TextLayer, 'text' | 'transform' | 'origin'> & { readonly outline: string }

/** The text that a layer is drawn from; null: it is drawn from its pixels. */
export function outlinedText(layer: object): OutlinedText | null {
  return 'outline' in layer && typeof layer.outline === 'string' ? (layer as OutlinedText) : null
}

/** From a text's own space to document pixels. */
export const textMatrix = ({ transform, origin }: Pick<TextLayer, 'transform' | 'origin'>): Matrix =>
  multiply(matrixOf(transform), { a: 1, b: 0, c: 0, d: 1, e: -origin.x, f: -origin.y })

/** How many paths are kept: those of texts in sight, and of the versions that are gone back to. */
const MAX_PATHS = 64
const paths = new Map<string, Path2D>()

/** An outline as a path; the same object while it is in use. */
export function pathFor(outline: string): Path2D {
  const path = paths.get(outline) ?? new Path2D(outline)
  // The one used last is the last to go.
  paths.delete(outline)
  paths.set(outline, path)
  const [oldest] = paths.keys()
  if (paths.size > MAX_PATHS && oldest !== undefined) paths.delete(oldest)
  return path
}

/** Fills an outline, smoothed, and leaves the context's transform and fill as they become. @param matrix from the text's own space */
export function fillText(
  context: OffscreenCanvasRenderingContext2D,
  outline: string,
  color: string,
  { a, b, c, d, e, f }: Matrix,
): void {
  context.setTransform(a, b, c, d, e, f)
  context.fillStyle = color
  context.fill(pathFor(outline))
}
