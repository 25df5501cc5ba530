import { defect, GanvasError } from '../contract/errors.ts'
import { type Text, text } from '../contract/text.ts'
import * as op from './builder.ts'
import { ancestorsOf } from './evaluate.ts'
import type { Node, Value } from './graph.ts'
import { titleOf } from './operator.ts'
import { range, sameShape, showShape, sizeOf } from './shapes.ts'
import { isFloat } from './tensor.ts'

/**
 * Gradients of a scalar, as values of the same graph: differentiate them again for second derivatives. Nodes made
 * for it are named `<loss>_grad/<node>/…`, so that two losses never share a name and the same call twice adds nothing.
 *
 * @param loss one floating-point number
 * @param wrt  any values of its graph; one that the loss does not depend on has gradient zero
 * @param held values to be taken as given, whatever they were computed from
 * @returns one value for each of `wrt`, of its shape and type
 * @throws unsupported when an operator on the way may not be differentiated; the message names the node
 */
export function gradients(loss: Value, wrt: readonly Value[], held: ReadonlySet<Value> = new Set()): Value[] {
  const { graph } = loss
  if (sizeOf(loss.shape) !== 1 || !isFloat(loss.dtype))
    throw defect(
      'invalid-input',
      `Only one number can be differentiated, and '${loss.name}' is ${loss.dtype} ${showShape(loss.shape)}. Sum or average it first.`,
    )
  for (const value of wrt)
    if (!isFloat(value.dtype) || value.graph !== graph)
      throw defect(
        'invalid-input',
        `'${value.name}' (${value.dtype}) is no floating-point value of the graph of '${loss.name}'.`,
      )
  const path = pathsBetween(loss, wrt, held)
  const pending = new Map<Value, Value[]>([[loss, [op.filled(loss, loss.shape, 1)]]])
  return graph.within(`${loss.name}_grad`, () => {
    for (const node of path.nodes) {
      const dys = node.outputs.map(accumulated)
      if (dys.some((dy) => dy !== null)) graph.within(node.name, () => spread(node, dys))
    }
    return wrt.map((value) => accumulated(value) ?? op.zeros(value))
  })

  /** The sum of what has arrived at a value; null if nothing has. */
  function accumulated(value: Value): Value | null {
    const parts = pending.get(value)
    if (!parts) return null
    const total = parts.length === 1 ? parts[0]! : graph.within(value.name, () => parts.reduce(op.add))
    pending.set(value, [total])
    return total
  }

  /** Hands the gradients of a node's outputs on to those of its inputs that lead to `wrt`. */
  function spread(node: Node, dys: readonly (Value | null)[]): void {
    const { operator, inputs, outputs, attributes } = node
    const rule = operator.gradient
    if (rule === 'zero') return
    if ('refuses' in rule) throw refused(node, loss, rule.refuses)
    const surplus = outputs.find((_, index) => index >= operator.differentiableOutputs && dys[index])
    if (surplus) throw refused(node, loss, `its output '${surplus.name}' has no gradient`)
    const y = outputs[0]!
    const dy = dys[0] ?? op.zeros(y)
    const operands = inputs.concat(new Array(Math.max(0, operator.inputs.length - inputs.length)).fill(null))
    const rules = rule({ inputs: operands, attributes, outputs, y, dy, dys })
    if (rules.length < inputs.length)
      throw new GanvasError(
        'internal',
        `The gradient rule of ${operator.name} covers ${rules.length} of ${inputs.length} inputs.`,
      )
    inputs.forEach((input, index) => {
      const gradient = rules[index]
      if (!input || !gradient || !path.values.has(input)) return
      pending.set(input, [...(pending.get(input) ?? []), unbroadcast(gradient(), input)])
    })
  }
}

/** What leads from `wrt` to the loss: nodes from the loss backwards, and the values whose gradients are needed. */
function pathsBetween(loss: Value, wrt: readonly Value[], held: ReadonlySet<Value>) {
  const values = new Set<Value>(wrt)
  const behind = ancestorsOf([loss])
  const nodes: Node[] = []
  for (const node of loss.graph.nodes) {
    if (!node.outputs.some((output) => behind.has(output))) continue
    if (!node.inputs.some((input) => input && values.has(input))) continue
    nodes.push(node)
    for (const output of node.outputs)
      if ((isFloat(output.dtype) || output.dtype === 'opaque') && !held.has(output)) values.add(output)
  }
  return { nodes: nodes.reverse(), values }
}

/** Undoes broadcasting: sums a gradient over the axes along which the value was repeated, or repeats it. */
function unbroadcast(gradient: Value, value: Value): Value {
  const { shape } = value
  if (sameShape(gradient.shape, shape)) return gradient
  const lead = gradient.shape.length - shape.length
  const summed = range(gradient.shape.length).filter(
    (axis) => gradient.shape[axis] !== 1 && (axis < lead || shape[axis - lead] === 1),
  )
  const reduced = op.reduceSum(gradient, summed)
  const same = lead > 0 ? op.reshape(reduced, reduced.shape.slice(lead)) : reduced
  return op.expand(same, shape)
}

function refused(node: Node, loss: Value, reason: Text | string): GanvasError {
  return new GanvasError(
    'unsupported',
    text('gradient.refused', { node: titleOf(node), reason, loss: loss.name }),
    { node: node.name, operator: node.operator.name, value: node.outputs[0]?.name },
  )
}
