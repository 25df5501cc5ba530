import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { GanvasError } from '../../contract/errors.ts'
import * as op from '../../graph/builder.ts'
import { gradients } from '../../graph/differentiate.ts'
import { ancestorsOf } from '../../graph/evaluate.ts'
import type { Graph, Value } from '../../graph/graph.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { graft } from '../../graph/passes/copy.ts'
import { simplify } from '../../graph/passes/simplify.ts'
import type { Shape } from '../../graph/shapes.ts'
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
        `The network of --${name} ${file} cannot be read (${cause.code}). Give the path of an .onnx file.`,
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
        `${file} has no layer '${missing}'. It has: ${[...whole.outputs.keys()].join(', ')}; values in between may be named too, as an ONNX viewer shows them.`,
        { layer: missing, option: 'layers' },
      )
    whole.outputs.clear()
    for (const [layer, value] of chosen) whole.output(layer, value!)
    const [input, ...others] = whole.inputs
    if (!input || others.length > 0 || input.shape.join() !== shape.join())
      throw new GanvasError(
        'invalid-input',
        `${file} takes ${whole.inputs.map((each) => `'${each.name}' [${each.shape.join(', ')}]`).join(' and ')}, and not one picture [${shape.join(', ')}]. Give a network of pictures of this size, or of any.`,
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
      const useless = !isFloat(value.dtype)
        ? `holds ${value.dtype}, which has no gradient`
        : ancestorsOf([value]).has(picture)
          ? null
          : 'is the same for every picture'
      if (useless)
        throw new GanvasError(
          'unsupported',
          `The layer '${layer}' of ${basename(this.file)} ${useless}. Choose another one.`,
          { layer, option: 'layers' },
        )
      try {
        gradients(op.reduceSum(value, undefined, false), [picture])
      } catch (cause) {
        if (!(cause instanceof GanvasError)) throw cause
        throw new GanvasError(
          'unsupported',
          `The layer '${layer}' of ${basename(this.file)} cannot be part of a loss: ${cause.message} Choose layers before it.`,
          { ...cause.data, layer, option: 'layers' },
          { cause },
        )
      }
    }
  }
}
