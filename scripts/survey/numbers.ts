/** Statistics of the experiments. */

export const mean = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += values[k]!
  return sum / values.length
}

/** Pearson's correlation. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const [mx, my] = [mean(x), mean(y)]
  let [xx, xy, yy] = [0, 0, 0]
  for (let k = 0; k < x.length; k++) {
    const [dx, dy] = [x[k]! - mx, y[k]! - my]
    xx += dx * dx
    xy += dx * dy
    yy += dy * dy
  }
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy)
}

/** Spearman's correlation: of the ranks. */
export const rankCorrelation = (x: readonly number[], y: readonly number[]): number =>
  correlation(ranks(x), ranks(y))

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, k) => k).sort((a, b) => values[a]! - values[b]!)
  const found = new Array<number>(values.length)
  for (const [rank, k] of order.entries()) found[k] = rank
  return found
}

/** The place of the largest. */
export function largest(values: ArrayLike<number>): number {
  let best = 0
  for (let k = 1; k < values.length; k++) if (values[k]! > values[best]!) best = k
  return best
}

/** How often each of so many kinds occurs. */
export function countsOf(kinds: readonly number[], count: number): number[] {
  const counts = new Array<number>(count).fill(0)
  for (const kind of kinds) counts[kind]!++
  return counts
}

/** Kullback-Leibler divergence of the shares of counts from even ones. */
export const fromEven = (counts: readonly number[]): number => {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.reduce(
    (sum, count) => sum + (count > 0 ? (count / total) * Math.log((count / total) * counts.length) : 0),
    0,
  )
}

/** Mean absolute difference. */
export const difference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += Math.abs(a[k]! - b[k]!)
  return sum / a.length
}
