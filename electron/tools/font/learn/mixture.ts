/** How much of another style is tried, one after the other: less and less. */
const SHARES = [0.5, 0.3, 0.15]
/** Styles that are tried in a mixture: those that are nearest by themselves. */
const TRIED = 6

export interface FittedMixture {
  /** How much of each style; together 1. */
  weights: Float32Array
  /** What it comes to. */
  error: number
}

/**
 * The mixture of a network's styles that comes nearest to some references: the nearest style, and then of each other near one a
 * share, where that comes nearer.
 *
 * @param styles how many there are
 * @param errorOf how far glyphs of a mixture are from the references
 */
export async function fitMixture(
  styles: number,
  errorOf: (weights: Float32Array) => Promise<number>,
): Promise<FittedMixture> {
  const single = (style: number) => Float32Array.from({ length: styles }, (_, k) => (k === style ? 1 : 0))
  const singles: { style: number; error: number }[] = []
  for (let style = 0; style < styles; style++) singles.push({ style, error: await errorOf(single(style)) })
  singles.sort((a, b) => a.error - b.error)
  let best: FittedMixture = { weights: single(singles[0]!.style), error: singles[0]!.error }
  for (const share of SHARES)
    for (const { style } of singles.slice(0, TRIED)) {
      const weights = best.weights.map((weight, k) => (1 - share) * weight + (k === style ? share : 0))
      const error = await errorOf(weights)
      if (error < best.error) best = { weights, error }
    }
  return best
}
