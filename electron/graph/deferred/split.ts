import { isElementwise, type Pass } from '../deferredPass.ts'
import type { Graph, Value } from '../graph.ts'
import { copy } from '../passes/copy.ts'
import { type Shape, sameShape, sizeOf } from '../shapes.ts'
import { expressionOf } from './expression.ts'

/** A graph in two: what the runtime computes, and what is computed from that afterwards. */
export interface Split {
  /** Without the outputs of the passes; what these need of it are outputs under their own names. */
  readonly graph: Graph
  readonly passes: readonly Pass[]
  /** Outputs that it has for the passes alone. */
  readonly between: readonly { readonly name: string; readonly shape: Shape }[]
}

/** Outputs that read the same tensors. */
interface Group {
  readonly outputs: string[]
  /** Inputs of the graph that are read. */
  readonly inputs: Set<Value>
  /** What the graph computes and hands out for them. */
  readonly cuts: Set<Value>
}

/**
 * Takes outputs out of a graph that follow, element by element, from inputs and from fewer computed tensors than there
 * are outputs: an optimiser's step, which follows from the gradient. The runtime then hands out the gradient alone.
 *
 * @param names    outputs that may be taken out
 * @param replaces the output whose contents go over those of an input while the runtime computes; null if none do
 * @returns null when there is nothing to take out
 */
export function split(
  graph: Graph,
  names: readonly string[],
  replaces: (input: string) => string | null,
): Split | null {
  const groups = grouped(names.flatMap((name) => groupOf(graph, name) ?? []))
  for (const group of groups) inlineCuts(graph, group)
  const taken = groups.filter(({ outputs, inputs, cuts }) => {
    // What the runtime writes over is not there any more afterwards.
    const stay = [...inputs].every(({ name }) => {
      const output = replaces(name)
      return output === null || !graph.outputs.has(output) || outputs.includes(output)
    })
    return stay && cuts.size < outputs.length
  })
  if (taken.length === 0) return null
  const passes = taken.map(({ outputs, inputs, cuts }) => {
    const roots = outputs.map((name) => ({ name, value: graph.outputs.get(name)! }))
    return expressionOf(roots, [...inputs, ...cuts])
  })
  const rest = shortened(graph, passes)
  // The runtime takes no model that computes nothing.
  return rest.graph.nodes.length === 0 ? null : { passes, ...rest }
}

/** What an output follows from; null where that is not element by element, or from no input. */
function groupOf(graph: Graph, name: string): Group | null {
  const root = graph.outputs.get(name)!
  if (sizeOf(root.shape) === 1 || !followsFromInput(root)) return null
  const group: Group = { outputs: [name], inputs: new Set(), cuts: new Set() }
  const visit = (value: Value): boolean =>
    tensorsOf(value)!.every((operand) => {
      if (isInput(operand)) group.inputs.add(operand)
      else if (operand.data) return false
      else if (followsFromInput(operand)) return visit(operand)
      else group.cuts.add(operand)
      return true
    })
  return visit(root) ? group : null
}

const isInput = ({ node, data }: Value): boolean => node === null && data === null

/** The operands of its own shape of a value that is computed from them element by element; null for any other value. */
export function tensorsOf({ node, dtype, shape }: Value): Value[] | null {
  if (!node || dtype !== 'float32' || !isElementwise(node.operator.name)) return null
  const operands = node.inputs as Value[]
  const tensors = operands.filter((operand) => sameShape(operand.shape, shape))
  return operands.every((operand) => tensors.includes(operand) || sizeOf(operand.shape) === 1)
    ? tensors
    : null
}

function followsFromInput(value: Value): boolean {
  return tensorsOf(value)?.some((operand) => isInput(operand) || followsFromInput(operand)) ?? false
}

/** Joins what reads the same tensor: it is read once, and written by nobody before others have read it. */
function grouped(found: readonly Group[]): Group[] {
  return found.reduce<Group[]>((groups, group) => {
    const reads = ({ inputs, cuts }: Group) => [...inputs, ...cuts]
    const own = new Set(reads(group))
    const related = groups.filter((other) => reads(other).some((value) => own.has(value)))
    const joined = [...related, group]
    return [
      ...groups.filter((other) => !related.includes(other)),
      {
        outputs: joined.flatMap(({ outputs }) => outputs),
        inputs: new Set(joined.flatMap(({ inputs }) => [...inputs])),
        cuts: new Set(joined.flatMap(({ cuts }) => [...cuts])),
      },
    ]
  }, [])
}

/** Computes again what follows from the others, such as the gradient's square from the gradient. */
function inlineCuts({ nodes }: Graph, { cuts }: Group): void {
  const known = new Set(cuts)
  const order = new Map(nodes.map((node, index) => [node, index]))
  const sorted = [...cuts].sort((a, b) => order.get(a.node!)! - order.get(b.node!)!)
  const follows = (value: Value): boolean =>
    tensorsOf(value)?.every((operand) => known.has(operand) || follows(operand)) ?? false
  for (const cut of sorted) if (follows(cut)) cuts.delete(cut)
}

function shortened(graph: Graph, passes: readonly Pass[]): Omit<Split, 'passes'> {
  const rest = copy(graph)
  const between: Value[] = []
  for (const { outputs } of passes) for (const { name } of outputs) rest.outputs.delete(name)
  const needed = new Set(passes.flatMap(({ tensors, scalars }) => [...tensors, ...scalars]))
  for (const name of needed) {
    const value = typeof name === 'string' ? rest.value(name) : undefined
    if (value && !isInput(value)) between.push(value)
  }
  for (const value of between) rest.output(value.name, value)
  return { graph: copy(rest), between }
}
