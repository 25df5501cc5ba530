import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { GanvasError, reasonOf } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import * as op from '../../graph/builder.ts'
import { gradients } from '../../graph/differentiate.ts'
import { ancestorsOf } from '../../graph/evaluate.ts'
import type { Graph, Value } from '../../graph/graph.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { graft } from '../../graph/passes/copy.ts'
import { simplify } from '../../graph/passes/simplify.ts'
import { type Shape, showShape } from '../../graph/shapes.ts'
import { isFloat } from '../../graph/tensor.ts'
import type { StepBuilder } from '../step/step.ts'
import type { GivenRecord } from './record.ts'

/**
 * A network that plays along and is never trained: any ONNX file of one picture [N, C, H, W], its weights constants of
 * the step. Losses are differentiated through it.
 */
export class Given implements GivenRecord {
  readonly name: string
  readonly file: string
  readonly sha256: string
  /** The values that it hands out, in this order. */
  readonly layers: readonly string[]
  readonly #bytes: Uint8Array
  readonly #graphs = new Map<string, Graph>()
  readonly #seen = new WeakMap<Graph, Map<Value, readonly Value[]>>()

  /**
   * @param shape of one picture that it will see: [C, H, W]
   * @throws not-found for a file that is not there; as `readOnnx`; not-found naming a layer that does not exist, and those
   *   that do; unsupported naming the operator and the node that cannot be differentiated through
   */
  static async open(name: string, file: string, layers: readonly string[], shape: Shape): Promise<Given> {
    const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
      throw new GanvasError(
        'not-found',
        text('features.unreadable', { option: name, file, code: cause.code ?? cause.message }),
        { file, option: name },
        { cause },
      )
    })
    const given = new Given(name, file, layers, bytes)
    given.#refuseFlat(given.#graphFor([1, ...shape]))
    return given
  }

  private constructor(name: string, file: string, layers: readonly string[], bytes: Uint8Array) {
    this.name = name
    this.file = file
    this.layers = layers
    this.sha256 = createHash('sha256').update(bytes).digest('hex')
    this.#bytes = bytes
  }

  /** What `layers` hold of pictures [N, C, H, W] in [-1, 1], in a step, which then refuses to train this network. */
  in(step: StepBuilder, pictures: Value): readonly Value[] {
    step.give(this.name, this.file)
    return this.of(pictures)
  }

  /** What `layers` hold of pictures [N, C, H, W] in [-1, 1]. Asking twice for the same pictures computes once. */
  of(pictures: Value): readonly Value[] {
    const target = pictures.graph
    const seen = this.#seen.get(target) ?? new Map<Value, readonly Value[]>()
    this.#seen.set(target, seen)
    const known = seen.get(pictures)
    if (known) return known
    const graph = this.#graphFor(pictures.shape)
    const scope = `${this.name}/${pictures.name}`
    const found = graft(target, graph, { [graph.inputs[0]!.name]: pictures }, scope, this.name)
    const features = this.layers.map((layer) => found.get(layer)!)
    seen.set(pictures, features)
    return features
  }

  /** Shapes of `layers` for pictures of a shape. */
  shapesOf(pictures: Shape): Shape[] {
    const { outputs } = this.#graphFor(pictures)
    return this.layers.map((layer) => outputs.get(layer)!.shape)
  }

  /** The network down to its layers, for pictures of a shape. */
  #graphFor(shape: Shape): Graph {
    const key = shape.join()
    const graph = this.#graphs.get(key) ?? this.#read(shape)
    this.#graphs.set(key, graph)
    return graph
  }

  #read(shape: Shape): Graph {
    const file = basename(this.file)
    const whole = readOnnx(this.#bytes, { file, first: shape })
    const chosen = this.layers.map(
      (layer) => [layer, whole.outputs.get(layer) ?? whole.value(layer)] as const,
    )
    const missing = chosen.find(([, value]) => !value)?.[0]
    if (missing !== undefined)
      throw new GanvasError(
        'not-found',
        text('features.noLayer', { file, layer: missing, outputs: [...whole.outputs.keys()].join(', ') }),
        { layer: missing, option: 'layers' },
      )
    whole.outputs.clear()
    for (const [layer, value] of chosen) whole.output(layer, value!)
    const [input, ...others] = whole.inputs
    if (!input || others.length > 0 || input.shape.join() !== shape.join())
      throw new GanvasError(
        'invalid-input',
        text('features.otherInput', {
          file,
          inputs: whole.inputs.map((each) => `'${each.name}' ${showShape(each.shape)}`).join(', '),
          shape: showShape(shape),
        }),
        { file: this.file, option: this.name },
      )
    return simplify(whole)
  }

  /** @throws for layers that no picture can be improved by */
  #refuseFlat(graph: Graph): void {
    const trial = newGraph()
    const [input] = graph.inputs
    const picture = trial.input('picture', 'float32', input!.shape)
    const features = graft(trial, graph, { [input!.name]: picture }, this.name)
    for (const [layer, value] of features) {
      const named = { layer, file: basename(this.file) }
      const useless = !isFloat(value.dtype)
        ? text('features.wholeNumbers', { ...named, type: value.dtype })
        : ancestorsOf([value]).has(picture)
          ? null
          : text('features.constant', named)
      if (useless) throw new GanvasError('unsupported', useless, { option: 'layers' })
      try {
        gradients(op.reduceSum(value, undefined, false), [picture])
      } catch (cause) {
        if (!(cause instanceof GanvasError)) throw cause
        throw new GanvasError(
          'unsupported',
          text('features.noGradient', { ...named, reason: reasonOf(cause) }),
          { ...cause.data, option: 'layers' },
          { cause },
        )
      }
    }
  }
}
