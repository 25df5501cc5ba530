import type { BlendSettings } from '../../contract/document/index.ts'

export type Kernel = BlendSettings['kernel']

/** Standard deviation, in pixels, of the 3x3 Gaussian that the anchor is compared through. */
const ANCHOR_SIGMA = 0.5
/** Weight of each neighbour in that Gaussian, along one axis; the centre has the rest, so it sums to 1. */
export const ANCHOR_SIDE = (() => {
  const neighbour = Math.exp(-1 / (2 * ANCHOR_SIGMA ** 2))
  return neighbour / (1 + 2 * neighbour)
})()

/**
 * A gradient operator K. All are scaled to measure the slope a pixel, so that a weight means the same with
 * each of them.
 *
 * `scheme`: `forward` differences, `diagonal` differences (Roberts), or `central` differences smoothed across
 * by (side, centre, side).
 */
export interface GradientOperator {
  scheme: 'forward' | 'diagonal' | 'central'
  side: number
  centre: number
}

const central = (side: number, centre: number): GradientOperator => {
  const sum = 2 * side + centre
  return { scheme: 'central', side: side / sum, centre: centre / sum }
}

export const gradientOperators: Record<Kernel, GradientOperator> = {
  normal: { scheme: 'forward', side: 0, centre: 1 },
  roberts: { scheme: 'diagonal', side: 0, centre: 1 },
  sobel: central(1, 2),
  scharr: central(3, 10),
  prewitt: central(1, 1),
}

/**
 * The anchor's weight where the gradients alone are to decide: enough to settle the constant. Central
 * differences also miss the checkerboards, down to (with Sobel's smoothing) the fourth power of the distance
 * in frequency; there a smaller weight would amplify rounding errors to visible ones.
 */
export function vanishingWeight({ scheme }: GradientOperator): number {
  return scheme === 'central' ? 1e-6 : 1e-8
}

/** sin^2 of half the k-th of n cosine frequencies: half of 1 - cos, without its cancellation. */
function halfVersine(k: number, n: number): number {
  return Math.sin((Math.PI * k) / (2 * n)) ** 2
}

/** The symbol of the anchor's Gaussian along one axis. */
export function anchorSymbol(k: number, n: number): number {
  return 1 - 4 * ANCHOR_SIDE * halfVersine(k, n)
}

/**
 * The symbol of K^T K + weight * G over the n cosine frequencies of each axis, as three pairs of tables whose
 * products sum to it: `tables(width).x` by kx and `tables(height).y` by ky, three runs of n values each.
 */
export function symbolTables(
  operator: GradientOperator,
  weight: number,
  n: number,
): { x: Float32Array; y: Float32Array } {
  const x = new Float32Array(3 * n)
  const y = new Float32Array(3 * n)
  for (let k = 0; k < n; k++) {
    const v = halfVersine(k, n)
    const [x0, x1, y0, y1] = gradientSymbol(operator, v)
    const g = anchorSymbol(k, n)
    x.set([x0], k)
    x.set([x1], n + k)
    x.set([weight * g], 2 * n + k)
    y.set([y0], k)
    y.set([y1], n + k)
    y.set([g], 2 * n + k)
  }
  return { x, y }
}

/** |K|^2 = x0 y0 + x1 y1, given sin^2 of half the frequency of the axis. */
function gradientSymbol(
  { scheme, side, centre }: GradientOperator,
  v: number,
): [number, number, number, number] {
  switch (scheme) {
    case 'forward':
      return [4 * v, 1, 1, 4 * v]
    case 'diagonal':
      // 2 - 2 cos(wx) cos(wy), written without cancellation at low frequencies.
      return [4 * v, 1 - 2 * v, 1, 4 * v]
    case 'central': {
      const slope = 4 * v * (1 - v)
      const smooth = (centre + 2 * side * (1 - 2 * v)) ** 2
      return [slope, smooth, smooth, slope]
    }
  }
}

/**
 * For forward differences: the tridiagonal systems along y that remain at each cosine frequency kx, as the
 * off-diagonal h and the dominance g = diagonal - 2 |h|, computed without cancellation. Tables are padded to
 * whole blocks of 8 frequencies.
 */
export function tridiagonalTables(weight: number, width: number): { h: Float32Array; g: Float32Array } {
  const padded = Math.ceil(width / 8) * 8
  const h = new Float32Array(padded)
  const g = new Float32Array(padded).fill(1)
  for (let k = 0; k < width; k++) {
    const anchor = weight * anchorSymbol(k, width)
    const slope = 4 * halfVersine(k, width)
    h[k] = anchor * ANCHOR_SIDE - 1
    g[k] = slope + (h[k]! < 0 ? anchor : anchor * (1 - 4 * ANCHOR_SIDE) + 4)
  }
  return { h, g }
}
