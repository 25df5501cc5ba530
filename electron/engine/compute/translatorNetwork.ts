import { freemem } from 'node:os'
import type { TranslateSettings } from '../../contract/document/index.ts'
import { GanvasError, reasonOf } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { Graph } from '../../graph/graph.ts'
import { peakBytes } from '../../graph/memory.ts'
import { withAnySize } from '../../graph/onnx/anySize.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { exportNormalisation } from '../../graph/passes/normalisations.ts'
import { measuringStatistics, type Statistics, withStatistics } from '../../graph/passes/statistics.ts'
import type { OpenOptions, OpenSession, Session, SessionTensors } from '../../graph/session.ts'
import { isOutOfMemory } from '../../graph/session.ts'
import type { RunNetwork, StyleNetwork } from '../../tools/networks/work.ts'
import { networkName, type Translator } from '../models/translator.ts'
import { fixedRole } from '../serving/names.ts'
import { trialFeeds } from '../sessions/trialFeeds.ts'

/** Pixels of a tile at most: larger ones have a smaller share in their margins, and are longer to wait for. */
const MAX_PIXELS = 896 * 896
/** Share of the free memory that a tile may take. */
const MEMORY_SHARE = 1 / 3
/** Factor for the memory of a run beyond its layers' results: the runtime's own copies. */
const OVERHEAD = 1.5

type Direction = TranslateSettings['direction']
type Sessions = Map<string, Promise<Session>>

const ROLES = { forward: 'generator', reverse: 'reverse' } as const

/** One direction of a model. */
interface Opened {
  /** For pictures of any size. */
  model: Uint8Array
  /** As it is installed. */
  file: Uint8Array
  direction: Direction
  open: () => Promise<Session>
  /** Where the sessions are kept that have the statistics of one picture, by the size of its tiles. */
  sessions: Sessions
}

/** A network for whatever picture, before it is known where that picture's own sessions are kept. */
interface NetworkOfAny extends Omit<StyleNetwork, 'fixed'> {
  fixed(sessions: Sessions): StyleNetwork['fixed']
}

async function released(sessions: Sessions): Promise<void> {
  const opened = [...sessions.values()]
  sessions.clear()
  for (const session of await Promise.allSettled(opened))
    if (session.status === 'fulfilled') await session.value.release()
}

/** A network as one picture is translated by it. */
export interface NetworkOfPicture extends StyleNetwork {
  /** Lets go of what belongs to this picture alone. */
  release(): Promise<void>
}

/** The networks of a translation model, opened when they are first used. */
export class TranslatorNetworks {
  readonly #translator: Translator
  readonly #open: OpenSession
  readonly #networks = new Map<Direction, NetworkOfAny>()
  readonly #plain: Sessions = new Map()

  constructor(translator: Translator, open: OpenSession) {
    this.#translator = translator
    this.#open = open
  }

  /**
   * For one picture; several may be under way.
   *
   * @throws GanvasError `invalid-input` for the reverse direction of a model that has none
   */
  network(direction: Direction): NetworkOfPicture {
    const { fixed, ...network } = this.#networks.get(direction) ?? this.#network(direction)
    this.#networks.set(direction, { fixed, ...network })
    const sessions: Sessions = new Map()
    return { ...network, fixed: fixed(sessions), release: () => released(sessions) }
  }

  #network(direction: Direction): NetworkOfAny {
    const { id, files, translation, input, output } = this.#translator
    const model = direction === 'reverse' ? files.reverse : files.generator
    if (!model)
      throw new GanvasError('invalid-input', text('models.oneDirection', { model: id }), { model: id })
    const anySize = this.#anySize(model)
    const open = () =>
      this.#session(this.#plain, direction, () => ('multiple' in input.size ? anySize : model), {
        network: networkName(this.#translator, direction),
        trial: () => ({ feeds: trialFeeds(input, translation) }),
        served: { model: id, role: ROLES[direction], file: model },
      })
    return {
      translation,
      input,
      output,
      atOnce: async () => (await open()).atOnce ?? 1,
      maxPixels: translation.kind === 'style' ? this.#maxPixels(anySize) : MAX_PIXELS,
      run: async (data, shape, noises) => this.#run(await open(), data, shape, noises),
      fixed: (sessions) => (pieces, shape, margin) => {
        const opened = { model: anySize, file: model, direction, open, sessions }
        return this.#withStatistics(opened, pieces, shape, margin)
      },
    }
  }

  async #withStatistics(
    { model, file, direction, open, sessions }: Opened,
    pieces: Float32Array,
    shape: readonly number[],
    margin: number,
  ): Promise<RunNetwork> {
    const measuring = measuringStatistics(this.#read(model, shape), margin)
    if (!measuring) return async (data, size) => this.#run(await open(), data, size)
    const session = await this.#session(new Map(), 'measure', () => writeOnnx(measuring).model, {
      network: `${networkName(this.#translator, direction)} measuring ${shape}`,
    })
    const { name } = this.#translator.input
    const results = await this.#said(() => session.run({ [name]: { data: pieces, shape } }))
    await session.release()
    const statistics: Statistics = new Map(
      Object.entries(results).map(([found, { data }]) => [found, data as Float32Array]),
    )
    // Those of larger tiles, which there was no memory for.
    await released(sessions)
    const given: SessionTensors = Object.fromEntries(
      [...statistics].map(([found, data]) => [found, { data, shape: [data.length] }]),
    )
    const fixedAt = (size: readonly number[]) => {
      const graph = withStatistics(this.#read(model, size), statistics)
      return writeOnnx(exportNormalisation(graph, 'fold')).model
    }
    return async (data, size) => {
      const fixed = await this.#session(sessions, String(size), () => fixedAt(size), {
        network: `${networkName(this.#translator, direction)} fixed`,
        trial: () => {
          const feeds = trialFeeds(this.#translator.input)
          return { feeds, model: fixedAt(feeds[this.#translator.input.name]!.shape) }
        },
        served: {
          model: this.#translator.id,
          role: fixedRole(ROLES[direction]),
          file,
          ask: (feeds) => ({ ...feeds, ...given }),
        },
      })
      return this.#run(fixed, data, size)
    }
  }

  #read(model: Uint8Array, shape: readonly number[]): Graph {
    const { id, input } = this.#translator
    return readOnnx(model, { file: id, dimensions: { [input.name]: shape } })
  }

  /** Pixels that a run may have, by the memory that is free. */
  #maxPixels(model: Uint8Array): number {
    const { size, channels } = this.#translator.input
    const multiple = 'width' in size ? 1 : size.multiple
    const side = Math.ceil(128 / multiple) * multiple
    const { width, height } = 'width' in size ? size : { width: side, height: side }
    const graph = this.#read(model, [1, channels.length, height, width])
    const bytes = (OVERHEAD * peakBytes(graph)) / (width * height)
    return Math.min(MAX_PIXELS, Math.floor((MEMORY_SHARE * freemem()) / bytes))
  }

  #session(
    sessions: Sessions,
    name: string,
    model: () => Uint8Array,
    options: OpenOptions = {},
  ): Promise<Session> {
    const known = sessions.get(name)
    if (known) return known
    const opened = this.#said(async () => this.#open(model(), options))
    sessions.set(name, opened)
    // One that did not fit into memory may fit later.
    opened.catch(() => sessions.delete(name))
    return opened
  }

  async #run(
    session: Session,
    data: Float32Array,
    shape: readonly number[],
    noises: Parameters<RunNetwork>[2] = {},
  ): Promise<Float32Array> {
    const { id, input, output } = this.#translator
    const feeds: SessionTensors = { [input.name]: { data, shape }, ...noises }
    const results = await this.#said(() => session.run(feeds, [output.name]))
    const found = results[output.name]!
    const [batch = 0, , height = 0, width = 0] = shape
    const count = batch * output.channels.length * height * width * (output.scale ?? 1) ** 2
    if (found.type !== 'float32' || found.data.length !== count)
      throw new GanvasError('unreadable-file', text('models.wrongTranslation', { model: id }), { model: id })
    return found.data as Float32Array
  }

  #anySize(model: Uint8Array): Uint8Array {
    try {
      return withAnySize(model)
    } catch (error) {
      throw this.#refusal(error)
    }
  }

  async #said<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw isOutOfMemory(error) || error instanceof GanvasError ? error : this.#refusal(error)
    }
  }

  /** Says of a model that cannot be read or run that it is the model. */
  #refusal(cause: unknown): GanvasError {
    const { id } = this.#translator
    const message = text('models.cannotRun', { model: id, said: reasonOf(cause) })
    return new GanvasError('unreadable-file', message, { model: id }, { cause })
  }
}
