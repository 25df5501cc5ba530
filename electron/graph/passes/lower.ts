import type { Graph } from '../graph.ts'
import { copy } from './copy.ts'

/** Rewrites nodes that the runtime has no good kernel for by operators that it does have. */
export function lower(graph: Graph): Graph {
  if (!graph.nodes.some(({ operator }) => operator.lower)) return graph
  return copy(graph, ({ name, operator, inputs, attributes }, imageOf, target) => {
    if (!operator.lower) return null
    const images = inputs.map((input) => input && imageOf(input))
    return target.within(`${name}_lowered`, () => operator.lower!({ inputs: images, attributes }))
  })
}
