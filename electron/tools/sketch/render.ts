import * as op from '../../graph/builder.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { graft } from '../../graph/passes/copy.ts'
import { simplify } from '../../graph/passes/simplify.ts'
import type { OpenSession, Served, Session } from '../../graph/session.ts'
import { type Generator, generatorGraph, latentLength } from './generator.ts'

/** What is drawn: a latent, and how much of each word. */
export interface Drawing {
  readonly latent: ArrayLike<number>
  /** [words]; empty for a generator that cannot be asked. */
  readonly condition: ArrayLike<number>
}

/** The generator alone, for so many latents at once: latents [N, Z] and conditions [N, words] -> pictures in [0, 1]. */
export class Renderer {
  readonly #generator: Generator
  readonly #session: Session
  readonly #batch: number

  private constructor(generator: Generator, session: Session, batch: number) {
    this.#generator = generator
    this.#session = session
    this.#batch = batch
  }

  static async open(generator: Generator, open: OpenSession, batch = 8): Promise<Renderer> {
    const network = `${generator.version} render ${batch}`
    const options = { network, served: served(generator) }
    return new Renderer(generator, await open(renderModel(generator, batch), options), batch)
  }

  /** @returns a picture [C, H, W] in [0, 1] for each */
  async draw(drawings: readonly Drawing[]): Promise<Float32Array[]> {
    const { output, condition } = this.#generator
    const z = latentLength(this.#generator)
    const words = condition?.words.length ?? 0
    const size = output.channels.length * output.size.width * output.size.height
    const pictures: Float32Array[] = []
    for (let from = 0; from < drawings.length; from += this.#batch) {
      const latents = new Float32Array(this.#batch * z)
      const labels = new Float32Array(this.#batch * words)
      drawings.slice(from, from + this.#batch).forEach((drawing, n) => {
        latents.set(Array.from(drawing.latent), n * z)
        if (words > 0) labels.set(Array.from(drawing.condition), n * words)
      })
      const results = await this.#session.run({
        latent: { data: latents, shape: [this.#batch, z] },
        ...(words > 0 && { condition: { data: labels, shape: [this.#batch, words] } }),
      })
      const made = results.pictures!.data as Float32Array
      for (let n = 0; n < Math.min(this.#batch, drawings.length - from); n++)
        pictures.push(made.slice(n * size, (n + 1) * size))
    }
    return pictures
  }

  release(): Promise<void> {
    return this.#session.release()
  }
}

/** The generator on a server, which has it as it is installed. */
function served({ id, files, latent, condition, output }: Generator): Served {
  const [low, high] = output.range
  return {
    model: id,
    role: 'generator',
    file: files.generator,
    ask: (feeds) => ({
      [latent.name]: { ...feeds.latent!, shape: [feeds.latent!.shape[0]!, ...latent.shape] },
      ...(condition && { [condition.name]: feeds.condition! }),
    }),
    answers: {
      names: [output.name],
      from: (results) => {
        const { data, shape } = results[output.name]!
        return {
          pictures: { data: (data as Float32Array).map((value) => (value - low) / (high - low)), shape },
        }
      },
    },
  }
}

function renderModel(generator: Generator, batch: number): Uint8Array {
  const graph = newGraph()
  const { latent, condition, output } = generator
  const [low, high] = output.range
  const free = graph.input('latent', 'float32', [batch, latentLength(generator)])
  const outputs = graft(
    graph,
    generatorGraph(generator, batch),
    {
      [latent.name]: op.reshape(free, [batch, ...latent.shape]),
      ...(condition && {
        [condition.name]: graph.input('condition', 'float32', [batch, condition.words.length]),
      }),
    },
    'generator',
  )
  graph.output('pictures', op.mul(op.sub(outputs.get(output.name)!, low), 1 / (high - low)))
  return writeOnnx(simplify(graph)).model
}
