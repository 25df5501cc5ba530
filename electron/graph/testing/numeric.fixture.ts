import { evaluate } from '../evaluate.ts'
import type { Graph, Value } from '../graph.ts'

const step = 1e-5

/** Gradient of a scalar by central differences of the reference evaluator, element by element. */
export function centralDifferences(
  graph: Graph,
  loss: Value,
  feeds: ReadonlyMap<Value, Float64Array>,
  wrt: Value,
): Float64Array {
  const point = feeds.get(wrt)!
  const lossAt = (element: number, offset: number) => {
    const moved = point.slice()
    moved[element]! += offset
    return evaluate(graph, new Map([...feeds, [wrt, moved]]), [loss])[0]!.data[0]!
  }
  return point.map((_, element) => (lossAt(element, step) - lossAt(element, -step)) / (2 * step))
}

/** Largest difference, relative to the largest number where that is above one. */
export function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY
  let [largest, worst] = [1, 0]
  for (let at = 0; at < expected.length; at++) {
    largest = Math.max(largest, Math.abs(expected[at]!))
    const difference = Math.abs(actual[at]! - expected[at]!)
    worst =
      Number.isNaN(difference) && !Object.is(actual[at], expected[at])
        ? Number.POSITIVE_INFINITY
        : Math.max(worst, difference || 0)
  }
  return worst / largest
}
