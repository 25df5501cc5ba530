import { GanvasError } from '../../contract/errors.ts'
import type { Generation } from '../../contract/model/generation.ts'
import { text } from '../../contract/text.ts'
import type { Value } from '../../graph/graph.ts'
import { decode, type FileValue } from '../../graph/onnx/protobuf.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { sizeOf } from '../../graph/shapes.ts'
import type { Generator } from './generator.ts'

/** What is known of a generator from elsewhere that its file does not say. */
export interface ForeignFacts {
  /** Standard normal if not given, which most are. */
  prior?: Generation['latent']['prior'] | undefined
  /** The numbers that stand for black and white; told by its last operator if not given, else -1 and 1. */
  range?: readonly [number, number] | undefined
  /** Names of its classes, in their order. */
  words?: readonly string[] | undefined
}

/** A generator from elsewhere as a manifest tells of it. */
export interface ForeignGenerator {
  readonly generation: Generation
  readonly output: Generator['output']
  /** Numbers in its weights. */
  readonly parameters: number
}

/**
 * Reads off a file how its network draws: which input is the latent, which one says a class, and how a picture comes out.
 *
 * @param file what messages call it
 * @throws GanvasError `unsupported` for a network that is no generator as Sketch drives them, naming its inputs or outputs
 */
export function foreignGenerator(
  bytes: Uint8Array,
  file: string,
  facts: ForeignFacts = {},
): ForeignGenerator {
  const model = decode(bytes)
  const weights = new Set(model?.initialisers.map(({ name }) => name))
  const inputs = (model?.inputs ?? []).filter(({ name }) => !weights.has(name))
  const shapes = inputs.map(rowOf)
  if (inputs.length < 1 || inputs.length > 2 || shapes.some((shape) => shape === null))
    throw new GanvasError('unsupported', text('sketch.otherInputs', { file, inputs: listed(inputs) }))
  const [latent, condition] = shapes as [number[], number[] | undefined]
  if (condition && condition.length !== 1)
    throw new GanvasError('unsupported', text('sketch.otherInputs', { file, inputs: listed(inputs) }))
  const dimensions = Object.fromEntries(inputs.map(({ name }, k) => [name, [1, ...shapes[k]!]]))
  const graph = readOnnx(bytes, { file, dimensions })
  const [name, picture] =
    [...graph.outputs].find(([, { shape }]) => shape.length === 4 && (shape[1] === 1 || shape[1] === 3)) ?? []
  if (!name || !picture)
    throw new GanvasError(
      'unsupported',
      text('sketch.otherOutputs', { file, outputs: listed(model!.outputs) }),
    )
  const [, channels, height = 0, width = 0] = picture.shape
  const [low, high] = facts.range ?? rangeOf(picture)
  const words = condition?.[0] ?? 0
  return {
    generation: {
      latent: { name: inputs[0]!.name, shape: latent, prior: facts.prior ?? 'normal' },
      ...(words > 0 && { condition: { name: inputs[1]!.name, words: wordsOf(words, facts.words) } }),
    },
    output: {
      name,
      channels: channels === 1 ? ['grey'] : ['red', 'green', 'blue'],
      colorSpace: 'srgb',
      range: [low, high],
      size: { width, height },
    },
    parameters: Math.max(
      1,
      graph.constants.reduce((sum, { shape, dtype }) => sum + (dtype === 'float32' ? sizeOf(shape) : 0), 0),
    ),
  }
}

/** The shape of one row of numbers, without the batch: [n], [n, 1, 1]; null for another input. */
function rowOf({ dims }: FileValue): number[] | null {
  const own = dims?.slice(1) ?? []
  const sizes = own.filter((extent): extent is number => typeof extent === 'number' && extent > 0)
  const flat = sizes.length === own.length && sizes.slice(1).every((extent) => extent === 1)
  return flat &&
    (sizes.length === 1 || sizes.length === 3) &&
    (dims?.[0] === 1 || typeof dims?.[0] !== 'number')
    ? sizes
    : null
}

const listed = (values: readonly FileValue[]): string =>
  values
    .map(({ name, dims }) => `${name} [${dims?.map((extent) => extent ?? '?').join(', ') ?? '?'}]`)
    .join(', ')

/** By the operator that bounds the picture. */
function rangeOf(picture: Value): readonly [number, number] {
  let node = picture.node
  while (node && ['Identity', 'Reshape', 'Transpose'].includes(node.operator.name))
    node = node.inputs[0]?.node ?? null
  if (node?.operator.name === 'Sigmoid' || node?.operator.name === 'HardSigmoid') return [0, 1]
  if (node?.operator.name !== 'Clip') return [-1, 1]
  const [low, high] = node.inputs.slice(1).map((input) => input?.data?.[0])
  return low !== undefined && high !== undefined && Number(low) < Number(high)
    ? [Number(low), Number(high)]
    : [-1, 1]
}

/** Words by the names that are given, and by number where none is. */
function wordsOf(count: number, names: readonly string[] = []) {
  return Array.from({ length: count }, (_, k) => {
    const name = names[k]?.trim() || `class-${k + 1}`
    return { name, title: { en: name, 'zh-CN': name }, group: 'class' }
  })
}
