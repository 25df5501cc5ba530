import type { Results } from '../game/training.ts'

/** Mean absolute difference of two results of equal shape, by their names. */
export function meanDifference(results: Results, a: string, b: string): number {
  const [first, second] = [results.get(a)!.data, results.get(b)!.data]
  return first.reduce((sum, value, at) => sum + Math.abs(value - second[at]!), 0) / first.length
}
