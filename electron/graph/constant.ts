import type { Value } from './graph.ts'
import { sizeOf, unsupported } from './shapes.ts'
import { numbersOf, type Tensor, tensor } from './tensor.ts'

/** Above this many elements a result is computed when the graph runs, not while it is built. */
const largestFolded = 1 << 20

const known = new WeakMap<Value, Tensor | null>()

/** The contents of a value that does not depend on any input, worked out by the reference evaluator; or null. */
export function constantOf(value: Value): Tensor | null {
  if (value.dtype === 'opaque') return null
  if (value.data) return { dtype: value.dtype, shape: value.shape, data: value.data }
  if (!value.node) return null
  if (!known.has(value)) work(value)
  return known.get(value) ?? null
}

/**
 * The numbers of a constant operand, such as a shape or a list of axes.
 *
 * @throws unsupported when they depend on an input; a file that has it keeps the node as a black box
 */
export function numbersIn(value: Value): number[] {
  const constant = constantOf(value)
  if (!constant) throw unsupported(`'${value.name}' must not depend on an input, because shapes are static`)
  return [...numbersOf(constant)]
}

function work(value: Value): void {
  const { operator, inputs, attributes, outputs } = value.node!
  for (const output of outputs) known.set(output, null)
  if (
    !operator.pure ||
    outputs.some(({ dtype, shape }) => dtype === 'opaque' || sizeOf(shape) > largestFolded)
  )
    return
  const operands = inputs.map((input) => {
    if (!input) return null
    if (operator.static) return { shape: input.shape, data: new Float64Array() }
    const constant = constantOf(input)
    return constant && { shape: constant.shape, data: numbersOf(constant) }
  })
  if (inputs.some((input, index) => input && !operands[index])) return
  const results = operator.evaluate({ inputs: operands, attributes, outputs })
  outputs.forEach((output, index) => {
    const { dtype, shape } = output
    if (dtype !== 'opaque') known.set(output, tensor(dtype, shape, results[index]!))
  })
}
