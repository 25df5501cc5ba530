import type { Elementwise, Pass } from '../deferredPass.ts'
import type { Value } from '../graph.ts'
import { sizeOf } from '../shapes.ts'
import { numbersOf, type Tensor } from '../tensor.ts'

/**
 * Writes down what values are computed by.
 *
 * @param tensors where it begins: what the values follow from, element by element, with numbers that are single
 */
export function expressionOf(
  roots: readonly { name: string; value: Value }[],
  tensors: readonly Value[],
): Pass {
  const scalars: Value[] = []
  const instructions: { operator: Elementwise; operands: readonly Value[] }[] = []
  const places = new Map<Value, number>()
  const isScalar = (value: Value) => sizeOf(value.shape) === 1
  const visit = (value: Value): void => {
    if (tensors.includes(value) || scalars.includes(value) || places.has(value)) return
    if (isScalar(value)) {
      scalars.push(value)
      return
    }
    const operands = value.node!.inputs as Value[]
    operands.forEach(visit)
    places.set(value, instructions.length)
    instructions.push({ operator: value.node!.operator.name as Elementwise, operands })
  }
  for (const { value } of roots) visit(value)
  const operandOf = (value: Value): number => {
    const place = places.get(value)
    if (place !== undefined) return tensors.length + scalars.length + place
    const tensor = tensors.indexOf(value)
    return tensor >= 0 ? tensor : tensors.length + scalars.indexOf(value)
  }
  return {
    shape: roots[0]!.value.shape,
    tensors: tensors.map(({ name }) => name),
    scalars: scalars.map((value) => (value.data ? numbersOf(value as Tensor)[0]! : value.name)),
    instructions: instructions.map(({ operator, operands }) => ({
      operator,
      operands: operands.map(operandOf),
    })),
    outputs: roots.map(({ name, value }) => ({ name, operand: operandOf(value) })),
  }
}
