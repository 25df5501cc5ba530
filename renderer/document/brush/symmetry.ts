import type { Matrix, Point } from '../transform.ts'

/** Where a stroke appears beside where it is drawn. */
export const symmetryKinds = ['none', 'vertical', 'horizontal', 'both', 'radial'] as const

export interface Symmetry {
  /** Mirrored on an upright axis, on a level one, on both; or turned around the middle. */
  readonly kind: (typeof symmetryKinds)[number]
  /** How many times a radial one appears, 2 to {@link MAX_IMAGES}. */
  readonly count: number
}

export const MAX_IMAGES = 24

/** The images of the plane about `centre`, itself first: from where the pointer is to where paint appears. */
export function imagesOf({ kind, count }: Symmetry, centre: Point): readonly Matrix[] {
  switch (kind) {
    case 'none':
      return [about(centre, 1, 0, 0, 1)]
    case 'vertical':
      return [about(centre, 1, 0, 0, 1), about(centre, -1, 0, 0, 1)]
    case 'horizontal':
      return [about(centre, 1, 0, 0, 1), about(centre, 1, 0, 0, -1)]
    case 'both':
      return [
        about(centre, 1, 0, 0, 1),
        about(centre, -1, 0, 0, 1),
        about(centre, 1, 0, 0, -1),
        about(centre, -1, 0, 0, -1),
      ]
    case 'radial':
      return Array.from({ length: Math.min(MAX_IMAGES, Math.max(2, count)) }, (_, k) => {
        const angle = (2 * Math.PI * k) / count
        return about(centre, Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle))
      })
  }
}

const about = ({ x, y }: Point, a: number, b: number, c: number, d: number): Matrix => ({
  a,
  b,
  c,
  d,
  e: x - a * x - c * y,
  f: y - b * x - d * y,
})
