import { GanvasError } from '../contract/errors.ts'
import type { Graph, Value, ValueType } from './graph.ts'
import { titleOf } from './operator.ts'
import { sameShape, showShape, sizeOf } from './shapes.ts'

/**
 * Checks what every graph promises: each value is made once and before it is used, names are unique, types are those
 * that the operators' shape rules give, and constants hold as many elements as their shape says.
 *
 * @throws internal naming the offending value; a pass that made such a graph is wrong
 */
export function check(graph: Graph): void {
  const known = new Set<Value>()
  const names = new Set<string>()
  const define = (value: Value) => {
    if (value.graph !== graph) throw broken(`'${value.name}' belongs to another graph`)
    if (names.has(value.name)) throw broken(`two values are called '${value.name}'`)
    names.add(value.name)
    known.add(value)
  }
  for (const value of graph.inputs) define(value)
  for (const value of graph.constants) {
    if (value.data?.length !== sizeOf(value.shape))
      throw broken(
        `'${value.name}' holds ${value.data?.length} elements for the shape ${showShape(value.shape)}`,
      )
    define(value)
  }
  for (const node of graph.nodes) {
    const stranger = node.inputs.find((input) => input && !known.has(input))
    if (stranger) throw broken(`${titleOf(node)} uses '${stranger.name}' before it is made`)
    const { inputs, attributes, outputs } = node
    const types = node.operator.infer({ inputs, attributes, outputCount: outputs.length })
    const wrong = outputs.find((output, index) => !sameType(output, types[index]))
    if (wrong || types.length !== outputs.length)
      throw broken(`${titleOf(node)} does not have the types that its shape rule gives`)
    outputs.forEach(define)
  }
  for (const [name, value] of graph.outputs)
    if (!known.has(value)) throw broken(`the output '${name}' is nobody's result`)
}

const sameType = (a: ValueType, b: ValueType | undefined): boolean =>
  b !== undefined && a.dtype === b.dtype && sameShape(a.shape, b.shape)

const broken = (what: string) => new GanvasError('internal', `The graph is broken: ${what}.`)
