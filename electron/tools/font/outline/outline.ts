/**
 * Outlines of a glyph. All lengths in this folder are thousandths of the em (whatever grid the file has), y upwards from the
 * baseline.
 */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Runs from the end of the one before it to `to`: a line, a quadratic curve or a cubic one. */
export type Segment =
  | { readonly kind: 'line'; readonly to: Point }
  | { readonly kind: 'quadratic'; readonly control: Point; readonly to: Point }
  | { readonly kind: 'cubic'; readonly first: Point; readonly second: Point; readonly to: Point }

/** Closed: the last segment ends at `start`. */
export interface Contour {
  readonly start: Point
  readonly segments: readonly Segment[]
}

/** What is wound around at all is ink (the non-zero rule). */
export type Outline = readonly Contour[]

export interface Box {
  left: number
  bottom: number
  right: number
  top: number
}

/** A linear map and a move: (x, y) -> (xx x + xy y + dx, yx x + yy y + dy). */
export interface Affine {
  xx: number
  xy: number
  yx: number
  yy: number
  dx: number
  dy: number
}

/** The outline with every point mapped. A map that mirrors turns contours round. */
export function mapped(outline: Outline, map: (point: Point) => Point): Outline {
  return outline.map(({ start, segments }) => ({
    start: map(start),
    segments: segments.map((segment): Segment => {
      const to = map(segment.to)
      if (segment.kind === 'line') return { kind: 'line', to }
      if (segment.kind === 'quadratic') return { kind: 'quadratic', control: map(segment.control), to }
      return { kind: 'cubic', first: map(segment.first), second: map(segment.second), to }
    }),
  }))
}

export const transformed = (outline: Outline, { xx, xy, yx, yy, dx, dy }: Affine): Outline =>
  mapped(outline, ({ x, y }) => ({ x: xx * x + xy * y + dx, y: yx * x + yy * y + dy }))

/** The contour run through the other way. */
export function reversed({ start, segments }: Contour): Contour {
  const from = [start, ...segments.map(({ to }) => to)]
  return {
    start: from.at(-1)!,
    segments: segments
      .map((segment, at): Segment => {
        const to = from[at]!
        if (segment.kind === 'line') return { kind: 'line', to }
        if (segment.kind === 'quadratic') return { ...segment, to }
        return { kind: 'cubic', first: segment.second, second: segment.first, to }
      })
      .reverse(),
  }
}

export const countSegments = (outline: Outline): number =>
  outline.reduce((sum, { segments }) => sum + segments.length, 0)

/** The bounding box of all points, control points included; null without contours. */
export function controlBox(outline: Outline): Box | null {
  const box = { left: Infinity, bottom: Infinity, right: -Infinity, top: -Infinity }
  mapped(outline, (point) => {
    box.left = Math.min(box.left, point.x)
    box.right = Math.max(box.right, point.x)
    box.bottom = Math.min(box.bottom, point.y)
    box.top = Math.max(box.top, point.y)
    return point
  })
  return box.left > box.right ? null : box
}
