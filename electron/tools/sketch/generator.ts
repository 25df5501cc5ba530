import { GanvasError } from '../../contract/errors.ts'
import type { GeneratorWord } from '../../contract/model/generation.ts'
import type { PictureTensor } from '../../contract/model/tensor.ts'
import { text } from '../../contract/text.ts'
import type { Graph } from '../../graph/graph.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { withBatch } from '../../graph/passes/batch.ts'
import { exportNormalisation } from '../../graph/passes/normalisations.ts'
import type { Shape } from '../../graph/shapes.ts'

/** How the numbers of a latent are drawn: standard normal, or uniform in [-1, 1]. */
export type Prior = 'normal' | 'uniform'

/** A generator, ready for a thread: plain data. */
export interface Generator {
  readonly id: string
  /** Tells two versions of one model apart. */
  readonly version: string
  readonly latent: {
    readonly name: string
    /** The shape of one latent, without the batch: [Z] or [Z, 1, 1]. */
    readonly shape: Shape
    readonly prior: Prior
  }
  /** Input [N, words] that says what is asked for; null for a generator that cannot be asked. */
  readonly condition: { readonly name: string; readonly words: readonly GeneratorWord[] } | null
  readonly output: PictureTensor & { readonly size: { readonly width: number; readonly height: number } }
  /** The `.onnx` files, by role. */
  readonly files: {
    readonly generator: Uint8Array
    /** Picture -> latent. */
    readonly encoder?: Uint8Array
    /** Picture, and the condition where there is one -> how real it looks. */
    readonly critic?: Uint8Array
    /** Picture, and the condition where it sees it -> the same, some times larger; see `detail.ts`. */
    readonly detail?: Uint8Array
  }
}

/** How many numbers a latent has. */
export const latentLength = ({ latent }: Generator): number => latent.shape.reduce((a, b) => a * b, 1)

/**
 * The generator's network for so many latents at once, its weights constants and its normalisations folded.
 *
 * @throws GanvasError `unreadable-file` for one whose inputs and picture are not those that the manifest tells of
 */
export function generatorGraph({ id, latent, condition, files, output }: Generator, batch: number): Graph {
  const graph = readOnnx(files.generator, {
    file: id,
    dimensions: {
      [latent.name]: [1, ...latent.shape],
      ...(condition && { [condition.name]: [1, condition.words.length] }),
    },
  })
  const wanted = [latent.name, ...(condition ? [condition.name] : [])].sort().join(', ')
  const taken = graph.inputs.map(({ name }) => name)
  if (taken.sort().join(', ') !== wanted) throw notAsTold(id, `it takes ${taken.join(', ')}, not ${wanted}`)
  const { width, height } = output.size
  const shape = [1, output.channels.length, height, width].join(', ')
  const given = graph.outputs.get(output.name)?.shape.join(', ')
  if (given !== shape)
    throw notAsTold(id, `${output.name} is ${given ? `[${given}]` : 'not there'}, not [${shape}]`)
  return exportNormalisation(withBatch(graph, batch), 'fold')
}

/** What is said of a model whose networks are not those that its manifest tells of. */
export const notAsTold = (model: string, said: string) =>
  new GanvasError('unreadable-file', text('sketch.wrongGenerator', { model, said }), { model })

/** A network that looks at pictures of the generator, such as its critic or its second stage, for so many at once. */
export function lookingGraph({ id, output, condition }: Generator, file: Uint8Array, batch: number): Graph {
  const { width, height } = output.size
  const first = [1, output.channels.length, height, width]
  // The label of a critic of classes goes by any name.
  const dimensions = condition ? { [condition.name]: [1, condition.words.length] } : {}
  return exportNormalisation(withBatch(readOnnx(file, { file: id, first, dimensions }), batch), 'fold')
}
