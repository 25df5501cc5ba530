import type { Graph, Node, Value } from './graph.ts'
import { showShape } from './shapes.ts'
import { numbersOf } from './tensor.ts'

/** A graph as text, one value a line. Equal graphs print equally, so prints can be compared. */
export function print(graph: Graph): string {
  return [
    ...graph.inputs.map((input) => `input ${typed(input)}`),
    ...graph.constants.map((value) => `const ${typed(value)} = ${contents(value)}`),
    ...graph.nodes.map(line),
    ...[...graph.outputs].map(([name, value]) => `output ${name} = ${value.name}`),
  ].join('\n')
}

const typed = ({ name, dtype, shape }: Value): string => `${name}: ${dtype} ${showShape(shape)}`

function line({ operator, inputs, outputs, attributes }: Node): string {
  const given = Object.entries(attributes)
    .filter(([name, value]) => value !== undefined && value !== operator.attributes[name]?.fallback)
    .map(
      ([name, value]) =>
        ` ${name}=${typeof value === 'object' && 'dtype' in value ? value.dtype : JSON.stringify(value)}`,
    )
  const operands = inputs.map((input) => input?.name ?? '-').join(', ')
  return `${outputs.map(typed).join(', ')} = ${operator.name}(${operands})${given.join('')}`
}

function contents(value: Value): string {
  const { data } = value
  if (!data || data.length > 8) return '…'
  return [...numbersOf({ dtype: 'float64', shape: value.shape, data })].join(' ')
}
