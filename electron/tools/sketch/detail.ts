import type { PictureTensor } from '../../contract/model/tensor.ts'
import * as op from '../../graph/builder.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { graft } from '../../graph/passes/copy.ts'
import { simplify } from '../../graph/passes/simplify.ts'
import type { OpenSession, Session } from '../../graph/session.ts'
import { type Generator, lookingGraph, notAsTold } from './generator.ts'

/** A picture of a generator on its way to its second stage. */
export interface Coarse {
  /** [C, H, W] in [0, 1]. */
  readonly picture: Float32Array
  /** [words]; empty for a generator that cannot be asked. */
  readonly condition: ArrayLike<number>
}

type Size = Generator['output']['size']

/**
 * The second stage of a generator: it sees the generator's picture, and the condition where it has an input of that name, and gives the
 * same picture some times larger, with what a small one cannot hold (Denton et al. 2015, LAPGAN; Zhang et al. 2017, StackGAN).
 * Searches go on among small pictures; what is kept goes through it.
 */
export class Detail {
  /** How its pictures are to be read: as the generator's, of its own size, in [0, 1]. */
  readonly output: Pick<PictureTensor, 'channels'> & { readonly size: Size }
  readonly #session: Session
  readonly #shape: readonly number[]
  readonly #asked: boolean

  private constructor(generator: Generator, size: Size, session: Session, asked: boolean) {
    const { channels, size: small } = generator.output
    this.output = { channels, size }
    this.#shape = [1, channels.length, small.height, small.width]
    this.#session = session
    this.#asked = asked
  }

  /** @returns null for a generator of one stage. @throws GanvasError `unreadable-file` as {@link detailSize} */
  static async open(generator: Generator, open: OpenSession): Promise<Detail | null> {
    const size = detailSize(generator)
    if (!size) return null
    const { model, asked } = detailModel(generator)
    return new Detail(generator, size, await open(model, { network: `${generator.version} detail` }), asked)
  }

  /** @returns the picture at the larger size, [C, H, W] in [0, 1] */
  async draw({ picture, condition }: Coarse): Promise<Float32Array> {
    const words = Float32Array.from(condition)
    const results = await this.#session.run({
      picture: { data: picture, shape: this.#shape },
      ...(this.#asked && { condition: { data: words, shape: [1, words.length] } }),
    })
    return results.detailed!.data as Float32Array
  }

  release(): Promise<void> {
    return this.#session.release()
  }
}

/**
 * The size of pictures with detail; null for a generator of one stage.
 *
 * @throws GanvasError `unreadable-file` for a second stage that does not take the generator's pictures, or does not give them some whole
 * times larger
 */
export function detailSize(generator: Generator): Size | null {
  const graph = detailGraph(generator)
  if (!graph) return null
  const { id, output, condition } = generator
  const others = graph.inputs.slice(1).map(({ name }) => name)
  const unknown = others.find((name) => name !== condition?.name)
  if (unknown !== undefined) throw notAsTold(id, `the second stage takes ${unknown}`)
  const [given] = graph.outputs.values()
  const [n, channels, height = 0, width = 0] = given!.shape
  const times = height / output.size.height
  const fits = n === 1 && channels === output.channels.length && times === width / output.size.width
  if (fits && Number.isInteger(times) && times > 1) return { width, height }
  throw notAsTold(id, `the second stage gives [${given!.shape.join(', ')}]`)
}

const detailGraph = (generator: Generator) =>
  generator.files.detail ? lookingGraph(generator, generator.files.detail, 1) : null

/** Pictures and what comes of them are in [0, 1], whatever the generator's own range. */
function detailModel(generator: Generator): { model: Uint8Array; asked: boolean } {
  const graph = newGraph()
  const source = detailGraph(generator)!
  const [first, label] = source.inputs
  const [low, high] = generator.output.range
  const picture = graph.input('picture', 'float32', first!.shape)
  const outputs = graft(
    graph,
    source,
    {
      [first!.name]: op.add(op.mul(picture, high - low), low),
      ...(label && { [label.name]: graph.input('condition', 'float32', label.shape) }),
    },
    'detail',
  )
  const [made] = outputs.values()
  graph.output('detailed', op.mul(op.sub(made!, low), 1 / (high - low)))
  return { model: writeOnnx(simplify(graph)).model, asked: label !== undefined }
}
