import { split } from '../../graph/deferred/split.ts'
import type { Deferred } from '../../graph/deferredPass.ts'
import { ancestorsOf } from '../../graph/evaluate.ts'
import type { Graph, Node, Value } from '../../graph/graph.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { simplify } from '../../graph/passes/simplify.ts'
import type { Shape } from '../../graph/shapes.ts'
import type { NoiseKind } from '../../nets/weights.ts'
import type { Moment, StateTensor, StepBuilder } from './step.ts'

/** A training step ready to run: an ONNX model, and what each of its inputs and outputs is for. */
export interface Program {
  readonly model: Uint8Array
  /** State tensors that are read or written. */
  readonly state: readonly StateTensor[]
  /** Those that are read. */
  readonly read: readonly string[]
  /** State tensors that are written. The output is called `next/<name>`. */
  readonly written: readonly string[]
  /** Those of them whose new contents may go over the old ones while the step runs. */
  readonly inPlace: ReadonlySet<string>
  readonly data: readonly { readonly name: string; readonly shape: Shape }[]
  readonly noises: readonly { readonly name: string; readonly shape: Shape; readonly kind: NoiseKind }[]
  readonly scalars: ReadonlyMap<string, (moment: Moment) => number>
  /** Names of the curves; the outputs are called `report/<name>`. */
  readonly reports: readonly string[]
  /** Tensors handed out; the outputs are called `result/<name>`. */
  readonly results: readonly { readonly name: string; readonly shape: Shape }[]
  readonly updated: ReadonlySet<string>
  /** The model for the processor, without the updates of parameters: those are one pass over memory afterwards. */
  readonly deferred: () => Deferred | null
}

export const nextName = (name: string): string => `next/${name}`
export const reportName = (name: string): string => `report/${name}`
export const resultName = (name: string): string => `result/${name}`

/**
 * Simplifies the graph of a step, and writes it as a model.
 *
 * @param readOnly leaves all state tensors as they are: running means, too, of a network that runs as in training
 */
export function compileStep(step: StepBuilder, { readOnly = false } = {}): Program {
  const { graph } = step
  const changed = [...step.state.keys()].filter((name) => step.current(name) !== graph.value(name))
  const written = readOnly ? [] : changed
  for (const name of written) graph.output(nextName(name), step.current(name))
  for (const [name, value] of step.reports) graph.output(reportName(name), value)
  for (const [name, value] of step.results) graph.output(resultName(name), value)
  const small = simplify(graph)
  const live = ancestorsOf(small.outputs.values())
  const used = (name: string) => live.has(small.value(name)!)
  const inPlace = new Set(written.filter((name) => mayWriteInPlace(small, name)))
  return {
    model: modelOf(small),
    state: [...step.state.values()].filter(({ name }) => used(name) || written.includes(name)),
    read: [...step.state.keys()].filter(used),
    written,
    inPlace,
    data: [...step.data].filter(([, { name }]) => used(name)).map(([name, { shape }]) => ({ name, shape })),
    noises: [...step.noises]
      .filter(([name]) => used(name))
      .map(([name, kind]) => ({ name, kind, shape: small.value(name)!.shape })),
    scalars: new Map([...step.scalars].filter(([name]) => used(name))),
    reports: [...step.reports.keys()],
    results: [...step.results].map(([name, { shape }]) => ({ name, shape })),
    updated: step.updated,
    deferred: () => deferredForm(small, written, inPlace),
  }
}

function deferredForm(
  graph: Graph,
  written: readonly string[],
  inPlace: ReadonlySet<string>,
): Deferred | null {
  const found = split(graph, written.map(nextName), (name) => (inPlace.has(name) ? nextName(name) : null))
  if (!found) return null
  const { passes, between } = found
  return { model: modelOf(found.graph), passes, between }
}

/** Inputs that nothing needs would be fed for nothing. */
function modelOf(graph: Graph): Uint8Array {
  const live = ancestorsOf(graph.outputs.values())
  return writeOnnx(withoutInputs(graph, (input) => !live.has(input))).model
}

function withoutInputs(graph: Graph, drop: (input: Value) => boolean): Graph {
  const kept = graph.inputs.filter((input) => !drop(input))
  graph.inputs.splice(0, graph.inputs.length, ...kept)
  return graph
}

/** Each element of the result depends on the same element of every operand of this shape, and on no other. */
const elementwise = new Set(['Add', 'Sub', 'Mul', 'Div', 'Min', 'Max', 'Sqrt', 'Where', 'Clip', 'Neg'])

/** What the runtime gives the memory of its operand: whoever reads it reads that. */
const aliasing = new Set(['Reshape', 'Flatten', 'Squeeze', 'Unsqueeze', 'Identity'])

/**
 * Whether the buffer of a state tensor may receive its new contents: if all that reads the old ones has run when
 * the new ones are written, because the new ones are computed from it, or does so element by element itself.
 */
function mayWriteInPlace(graph: Graph, name: string): boolean {
  const old = graph.value(name)!
  const next = graph.outputs.get(nextName(name))!
  if (!next.node || !graph.inputs.includes(old)) return false
  if ([...graph.outputs].some(([output, value]) => value === next && output !== nextName(name))) return false
  const behind = ancestorsOf([next])
  const before = (node: Node) => node.outputs.some((output) => behind.has(output))
  const held = new Set([old])
  return graph.nodes.every((node) => {
    if (!node.inputs.some((input) => input && held.has(input))) return true
    if (aliasing.has(node.operator.name)) held.add(node.outputs[0]!)
    return node === next.node ? elementwise.has(node.operator.name) : before(node)
  })
}
