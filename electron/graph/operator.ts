import type { Text } from '../contract/text.ts'
import type { Node, Value, ValueType } from './graph.ts'
import { invalid, type Shape, unsupported } from './shapes.ts'
import type { Tensor } from './tensor.ts'

/** A tensor while the reference evaluator works: doubles, whatever the element type. */
export interface Reference {
  readonly shape: Shape
  readonly data: Float64Array
}

export type AttributeKind = 'float' | 'int' | 'string' | 'floats' | 'ints' | 'tensor'
export type AttributeValue = number | string | readonly number[] | Tensor | undefined
export type Attributes = Readonly<Record<string, AttributeValue>>

export interface AttributeSpec<T> {
  readonly kind: AttributeKind
  readonly fallback: T
}
type Specs = Readonly<Record<string, AttributeSpec<AttributeValue>>>
type AttributesOf<S extends Specs> = { readonly [K in keyof S]: S[K]['fallback'] }

export const float = (fallback: number): AttributeSpec<number> => ({ kind: 'float', fallback })
export const int = (fallback: number): AttributeSpec<number> => ({ kind: 'int', fallback })
export const string = (fallback: string): AttributeSpec<string> => ({ kind: 'string', fallback })
/** An attribute without a default. */
export const optional = {
  float: { kind: 'float', fallback: undefined } as AttributeSpec<number | undefined>,
  int: { kind: 'int', fallback: undefined } as AttributeSpec<number | undefined>,
  ints: { kind: 'ints', fallback: undefined } as AttributeSpec<readonly number[] | undefined>,
  floats: { kind: 'floats', fallback: undefined } as AttributeSpec<readonly number[] | undefined>,
  string: { kind: 'string', fallback: undefined } as AttributeSpec<string | undefined>,
  tensor: { kind: 'tensor', fallback: undefined } as AttributeSpec<Tensor | undefined>,
}

/** `'X'` must be there, `'B?'` may be left out, a single `'inputs*'` stands for any number. */
type Operands<N extends readonly string[], T> = N extends readonly [`${string}*`]
  ? readonly T[]
  : { readonly [K in keyof N]: N[K] extends `${string}?` ? T | null : T }

interface Call<I, A> {
  readonly inputs: I
  readonly attributes: A
}
interface InferCall<I, A> extends Call<I, A> {
  readonly outputCount: number
}
interface EvaluateCall<I, A> extends Call<I, A> {
  /** Types of the results, as `infer` gave them. */
  readonly outputs: readonly ValueType[]
}
interface GradientCall<I, A> extends Call<I, A> {
  readonly outputs: readonly Value[]
  readonly y: Value
  /** Gradient of the loss with respect to `y`. */
  readonly dy: Value
  /** The same for every output; null where the loss does not depend on it. */
  readonly dys: readonly (Value | null)[]
}

/** One per input, called only when that gradient is asked for; null where the input has none (an index, a shape). */
export type InputGradients = readonly ((() => Value) | null)[]

/** The operator may not be differentiated, and why. */
export interface Refusal {
  readonly refuses: Text | string
}

/**
 * How an operator is differentiated:
 * - a rule: mathematics over the builder, hence differentiable itself. It may return a gradient in any shape that
 *   broadcasts against the input: the walker alone sums back, expands, accumulates and prunes;
 * - `'zero'`: constant almost everywhere;
 * - a refusal: asking is an error that names the node.
 */
type Gradient<I, A> = ((call: GradientCall<I, A>) => InputGradients) | 'zero' | Refusal

/** An operand of an example: numbers to be drawn from a range, and differentiated, or a given constant. */
export interface Drawn {
  readonly shape: Shape
  readonly from: number
  readonly to: number
}
export interface Example {
  readonly inputs: readonly (Drawn | Tensor | null)[]
  readonly attributes: Attributes
  readonly outputCount: number
}

interface Definition<N extends readonly string[], S extends Specs> {
  /** The ONNX `op_type`. */
  readonly name: string
  readonly inputs: N
  readonly attributes?: S
  /** False if equal operands may give different results. */
  readonly pure?: boolean
  /** True if the result follows from the types of the inputs alone. */
  readonly static?: boolean
  /** True if a file may leave out the outputs behind the first one, and the runtime then saves the work. */
  readonly sparesOutputs?: boolean
  /** How many outputs, from the first, can carry a gradient. 1 if not given. */
  readonly differentiableOutputs?: number
  /** Types of all outputs. Throws `invalid` on operands that do not fit. */
  infer(call: InferCall<Operands<N, Value>, AttributesOf<S>>): readonly ValueType[]
  /** The results in double precision, row-major: written for clarity, the oracle of the tests. */
  evaluate(call: EvaluateCall<Operands<N, Reference>, AttributesOf<S>>): readonly Float64Array[]
  readonly gradient: Gradient<Operands<N, Value>, AttributesOf<S>>
  /**
   * The same results by other operators, for nodes that the runtime has no good kernel for, or that are faster so; null for
   * the others. Applied before a graph is simplified or written.
   */
  lower?(call: Call<Operands<N, Value>, AttributesOf<S>>): readonly Value[] | null
  /** One line per behaviour worth checking; the tests run each of them in every way we know. */
  readonly examples: readonly Example[]
}

/** An operator with its types forgotten, as the rest of the graph sees it. */
export interface Operator {
  readonly name: string
  readonly domain: string
  readonly inputs: readonly string[]
  readonly attributes: Specs
  readonly pure: boolean
  readonly static: boolean
  readonly sparesOutputs: boolean
  readonly differentiableOutputs: number
  infer(call: InferCall<readonly (Value | null)[], Attributes>): readonly ValueType[]
  evaluate(call: EvaluateCall<readonly (Reference | null)[], Attributes>): readonly Float64Array[]
  readonly gradient: Gradient<readonly (Value | null)[], Attributes>
  lower?(call: Call<readonly (Value | null)[], Attributes>): readonly Value[] | null
  readonly examples: readonly Example[]
  /** What the file said of a node that we do not know, to be written back unchanged. */
  readonly foreign?: unknown
}

/** Defines an operator; checks arity before any of its rules sees the operands. */
export function operator<const N extends readonly string[], S extends Specs = Record<never, never>>(
  definition: Definition<N, S>,
): Operator {
  const plain = {
    domain: '',
    attributes: {},
    pure: true,
    static: false,
    sparesOutputs: false,
    differentiableOutputs: 1,
    ...definition,
  } as unknown as Operator
  return {
    ...plain,
    infer(call) {
      return plain.infer({ ...call, inputs: operands(definition.inputs, call.inputs) })
    },
    evaluate(call) {
      return plain.evaluate({ ...call, inputs: operands(definition.inputs, call.inputs) })
    },
  }
}

/** Pads left-out trailing inputs with null and refuses missing or surplus ones. */
function operands<T>(names: readonly string[], given: readonly (T | null)[]): readonly (T | null)[] {
  if (names[0]?.endsWith('*')) {
    if (given.length === 0 || given.includes(null)) throw invalid('takes at least one input')
    return given
  }
  if (given.length > names.length)
    throw invalid(`takes at most ${names.length} inputs (${names.join(', ')}), not ${given.length}`)
  return names.map((name, index) => {
    const input = given[index] ?? null
    if (input === null && !name.endsWith('?')) throw invalid(`lacks its input ${name}`)
    return input
  })
}

/** Fills in defaults, and refuses attributes that the operator does not have, or that are of another kind. */
export function resolveAttributes(rule: Operator, given: Readonly<Record<string, unknown>>): Attributes {
  for (const [name, value] of Object.entries(given)) {
    const spec = rule.attributes[name]
    if (!spec) throw unsupported(`has no attribute '${name}'`)
    if (value !== undefined && !isOfKind(spec.kind, value))
      throw invalid(`its attribute '${name}' is no ${spec.kind}`)
  }
  return Object.fromEntries(
    Object.entries(rule.attributes).map(([name, spec]) => [
      name,
      (given[name] as AttributeValue) ?? spec.fallback,
    ]),
  )
}

function isOfKind(kind: AttributeKind, value: unknown): boolean {
  if (kind === 'string') return typeof value === 'string'
  if (kind === 'float' || kind === 'int') return typeof value === 'number'
  if (kind === 'floats' || kind === 'ints') return Array.isArray(value)
  return typeof value === 'object' && value !== null && 'dtype' in value
}

/** `"Conv 'conv1'"`, as errors name a node. */
export const titleOf = (node: Node): string => `${node.operator.name} '${node.name}'`

/** An operand to be drawn between -1.5 and 1.5. */
export const floats = (...shape: number[]): Drawn => ({ shape, from: -1.5, to: 1.5 })
export const between = (from: number, to: number, ...shape: number[]): Drawn => ({ shape, from, to })

export const example = (
  inputs: Example['inputs'],
  attributes: Attributes = {},
  outputCount = 1,
): Example => ({ inputs, attributes, outputCount })
