/** Which source samples make each output sample, and how much of each; weights sum to 1. */
export interface Taps {
  /** First source index of each output's run. */
  starts: Int32Array
  /** `count` weights an output sample. */
  weights: Float32Array
  count: number
}

/**
 * - `cubic`    Catmull-Rom interpolation (Keys 1981, a = -1/2), for enlarging
 * - `gaussian` one step of a Gaussian pyramid: sigma is half the reduction
 * - `area`     the mean over the output pixel's footprint, for reducing at good quality
 */
export type Filter = 'cubic' | 'gaussian' | 'area'

/**
 * Resampling of `from` samples to `to`, both covering the same length, with centres at half-integers. What
 * lies beyond an end is its mirror image.
 */
export function resamplingTaps(from: number, to: number, filter: Filter): Taps {
  const ratio = from / to
  const { radius, weight } = kernel(filter, ratio)
  const runs = Array.from({ length: to }, (_, i) => run((i + 0.5) * ratio - 0.5, radius, weight, from))
  const count = Math.max(...runs.map((r) => r.size))
  const starts = new Int32Array(to)
  const weights = new Float32Array(to * count)
  for (const [i, r] of runs.entries()) {
    const start = Math.min(Math.min(...r.keys()), from - count)
    starts[i] = start
    for (const [index, w] of r) weights[i * count + index - start] = w
  }
  return { starts, weights, count }
}

/** Weights by source index, a run without gaps. */
function run(centre: number, radius: number, weight: (distance: number) => number, length: number) {
  const weights = new Map<number, number>()
  for (let j = Math.ceil(centre - radius); j <= Math.floor(centre + radius); j++) {
    const index = mirror(j, length)
    weights.set(index, (weights.get(index) ?? 0) + weight(Math.abs(j - centre)))
  }
  const total = [...weights.values()].reduce((a, b) => a + b)
  for (const [index, w] of weights) weights.set(index, w / total)
  return weights
}

function kernel(filter: Filter, ratio: number): { radius: number; weight: (distance: number) => number } {
  switch (filter) {
    case 'cubic':
      return { radius: 2, weight: catmullRom }
    case 'gaussian': {
      const sigma = Math.max(ratio, 1) / 2
      return { radius: 3 * sigma, weight: (d) => Math.exp(-(d * d) / (2 * sigma * sigma)) }
    }
    case 'area': {
      const half = Math.max(ratio, 1) / 2
      // How much of the unit pixel at distance d lies within the footprint.
      return { radius: half + 0.5, weight: (d) => Math.max(0, Math.min(1, half + 0.5 - d)) }
    }
  }
}

function catmullRom(d: number): number {
  if (d < 1) return (1.5 * d - 2.5) * d * d + 1
  return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0
}

/** Half-sample symmetric extension. */
function mirror(index: number, length: number): number {
  const i = ((index % (2 * length)) + 2 * length) % (2 * length)
  return i < length ? i : 2 * length - 1 - i
}
