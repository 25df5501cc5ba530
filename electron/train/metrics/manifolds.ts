import type { FeatureRows } from './featureDistances.ts'

/** Neighbours of a point that are taken for near it. */
const NEIGHBOURS = 3

/**
 * Precision and recall of what was made (Kynkäänniemi et al. 2019): the share of made pictures that lie where real ones do, and the
 * share of real ones that lie where made ones do. A place is a ball around a point of the other set, as far as its third
 * neighbour in that set. Two sets of one kind have the same share both ways, which depends on how many there are.
 */
export function precisionRecall(real: FeatureRows, made: FeatureRows): { precision: number; recall: number } {
  return { precision: covered(made, real), recall: covered(real, made) }
}

/** The share of points that lie in a ball of the others. */
function covered(points: FeatureRows, others: FeatureRows): number {
  const count = countOf(points)
  const centres = countOf(others)
  const radii = Array.from({ length: centres }, (_, i) => {
    const near = Array.from({ length: centres }, (_, j) => squared(others, i, others, j)).sort(
      (a, b) => a - b,
    )
    // The nearest is the point itself.
    return near[Math.min(NEIGHBOURS, centres - 1)]!
  })
  let hits = 0
  for (let i = 0; i < count; i++)
    if (radii.some((radius, j) => squared(points, i, others, j) <= radius)) hits++
  return hits / count
}

const countOf = ({ rows, dimensions }: FeatureRows): number => rows.length / dimensions

function squared(a: FeatureRows, i: number, b: FeatureRows, j: number): number {
  const { dimensions } = a
  let sum = 0
  for (let k = 0; k < dimensions; k++) sum += (a.rows[i * dimensions + k]! - b.rows[j * dimensions + k]!) ** 2
  return sum
}
