import type { Mixture } from '../data/mixtures.ts'

export interface Coverage {
  /** Modes with at least one point of high quality. */
  modes: number
  /** Share of points within three standard deviations of a mode. */
  highQuality: number
}

/** What VEEGAN and PacGAN report for points [N, 2], in the mixture's own units. */
export function coverage(points: Float32Array, { modes, deviation }: Mixture): Coverage {
  const reached = new Set<number>()
  let good = 0
  for (let at = 0; at < points.length; at += 2) {
    const distances = modes.map(([x, y]) => Math.hypot(points[at]! - x, points[at + 1]! - y))
    const nearest = Math.min(...distances)
    if (nearest > 3 * deviation) continue
    good++
    reached.add(distances.indexOf(nearest))
  }
  return { modes: reached.size, highQuality: good / (points.length / 2) }
}
