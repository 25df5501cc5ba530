import { check } from '../check.ts'
import { constantOf } from '../constant.ts'
import { type Graph, keyOf, type Value } from '../graph.ts'
import { sizeOf } from '../shapes.ts'
import { copy } from './copy.ts'
import { lower } from './lower.ts'

/** Leaves out what no output needs. */
export const removeDeadCode = (graph: Graph): Graph => copy(graph)

/** Computes once what is the same operator, with the same attributes, of the same values. */
export function mergeCommonSubexpressions(graph: Graph): Graph {
  const seen = new Map<string, readonly Value[]>()
  return copy(graph, ({ name, operator, inputs, attributes, outputs }, imageOf, target) => {
    if (!operator.pure) return null
    const images = inputs.map((input) => input && imageOf(input))
    const key = keyOf(operator, images, attributes, outputs.length)
    const names = outputs.map((output) => output.name)
    const made =
      seen.get(key) ?? target.emit(operator, images, attributes, { name, names, outputCount: outputs.length })
    seen.set(key, made)
    return made
  })
}

/** Results up to this many elements are folded even if they are larger than what they are computed from. */
const smallResult = 1024

/** Replaces by its contents what no input has a say in, unless that is a small thing blown up, such as zeros. */
export const foldConstants = (graph: Graph): Graph =>
  copy(graph, ({ inputs, outputs }, _imageOf, target) => {
    const elements = (values: readonly (Value | null)[]) =>
      values.reduce((sum, value) => sum + (value ? sizeOf(value.shape) : 0), 0)
    if (elements(outputs) > Math.max(smallResult, elements(inputs))) return null
    const contents = outputs.map(constantOf)
    if (contents.some((tensor) => tensor === null)) return null
    return outputs.map((output, index) => target.constant(contents[index]!, output.name))
  })

/** All passes, each followed by the checker. Names of inputs and outputs stay, and so do the results. */
export function simplify(graph: Graph): Graph {
  return [lower, foldConstants, mergeCommonSubexpressions, removeDeadCode].reduce((current, pass) => {
    const result = pass(current)
    check(result)
    return result
  }, graph)
}
