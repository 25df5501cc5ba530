import { type Text, text } from '../../contract/text.ts'
import { openDeferring } from '../../graph/deferred/session.ts'
import { decode } from '../../graph/onnx/protobuf.ts'
import type {
  OpenOptions,
  OpenSession,
  Served,
  Session,
  SessionFeeds,
  SessionTensors,
} from '../../graph/session.ts'
import type { ServerAccess } from '../serving/address.ts'
import { type ServedName, ServerClient } from '../serving/client.ts'
import type { ServerFault } from '../serving/fault.ts'
import type { Traffic } from '../serving/http.ts'
import { hashOf, servedName } from '../serving/names.ts'
import { type Pauses, ServerPool } from '../serving/pool.ts'
import { tellSending } from '../serving/traffic.ts'
import { examine } from './examine.ts'
import { checkAnswer, ExpectedShapes } from './expected.ts'
import { openOn, type RuntimeOptions } from './runtime.ts'

/** Runs that a server has under way for one network: one is computed while the next one is sent. */
const AHEAD = 2

export interface ServedOptions extends RuntimeOptions {
  servers: readonly ServerAccess[]
  /** What calls the network by a name that a person knows. */
  title: string
  /** Called, once each, with what a person should know: what a server lacks, and which one is away. */
  tell: (said: Text) => void
  /** Called with what each exchange took. */
  onTraffic?: ((traffic: Traffic) => void) | undefined
  pauses?: Pauses
  /** Opens one session here. Tests replace it. */
  openOn?: typeof openOn
}

/**
 * Opens networks on servers, as far as they are to be trusted. Each server that has the network computes a small input
 * first, which is compared with the processor's result; what no server has, or can do now, is computed here.
 */
export function createServedOpener(options: ServedOptions): OpenSession {
  const { servers, title, tell, onTraffic, pauses, openOn: open = openOn, ...runtime } = options
  const pool = new ServerPool(
    servers.map((access) => new ServerClient(access)),
    pauses,
  )
  const known = new Map<string, Found>()
  const told = new Set<string>()
  const tellOnce = (which: string, said: Text) => {
    if (told.has(which)) return
    told.add(which)
    tell(said)
  }
  const here = (model: Uint8Array) => open('cpu', model, runtime)
  return async (model, openOptions = {}) => {
    const onProcessor = () => openDeferring(here, model, openOptions)
    const { served } = openOptions
    if (!served) return onProcessor()
    const name = servedName(served.model, served.role, hashOf(served.file))
    const key = `${name.name}/${name.version}`
    const found = known.get(key) ?? { examined: new Map(), refused: new Set() }
    known.set(key, found)
    return new ServedSession(model, served, name, {
      pool,
      found,
      title,
      tellOnce,
      onTraffic,
      onProcessor,
      here,
      trial: openOptions.trial,
    })
  }
}

/** What was found of a network on the servers, whatever it is opened for: for each picture or size anew. */
interface Found {
  /** Resolved of those that are to be trusted. */
  examined: Map<ServerClient, Promise<void>>
  refused: Set<ServerClient>
}

interface Around {
  pool: ServerPool<ServerClient>
  found: Found
  title: string
  tellOnce: (which: string, said: Text) => void
  onTraffic: ((traffic: Traffic) => void) | undefined
  onProcessor: () => Promise<Session>
  here: (model: Uint8Array) => Promise<Session>
  trial: OpenOptions['trial'] | undefined
}

/** A network on several servers. Where none of them does a run, the processor does. */
class ServedSession implements Session {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly atOnce: number
  readonly #model: Uint8Array
  readonly #served: Served
  readonly #name: ServedName
  readonly #around: Around
  readonly #expected: ExpectedShapes
  #processor: Promise<Session> | null = null

  constructor(model: Uint8Array, served: Served, name: ServedName, around: Around) {
    const { inputs, outputs } = decode(model)!
    this.inputs = inputs.map(({ name }) => name)
    this.outputs = outputs.map(({ name }) => name)
    this.atOnce = AHEAD * around.pool.servers.length
    this.#model = model
    this.#served = served
    this.#name = name
    this.#around = around
    this.#expected = new ExpectedShapes(model)
  }

  async run(given: SessionFeeds, wanted?: Parameters<Session['run']>[1]): Promise<SessionTensors> {
    const into = wanted && !Array.isArray(wanted) ? (wanted as SessionTensors) : null
    const names = into ? Object.keys(into) : ((wanted as readonly string[] | undefined) ?? this.outputs)
    const feeds = await atHand(given)
    const { pool, found, tellOnce } = this.#around
    let last: ServerFault | null = null
    const done = await pool.run(
      (server) => !found.refused.has(server),
      async (server) => {
        await this.#trusted(server, feeds, names)
        return this.#ask(server, feeds, names)
      },
      (server, fault) => {
        if (fault.kind === 'lacks') found.refused.add(server)
        else last = fault
        // A server that is busy is doing its work.
        if (fault.kind !== 'busy') tellOnce(`${server.address} ${fault.kind}`, fault.data as unknown as Text)
      },
    )
    if (done) {
      if (into)
        for (const name of names)
          (into[name]!.data as Float32Array).set(done.result[name]!.data as Float32Array)
      return done.result
    }
    if (last !== null)
      tellOnce('away', text('servers.away', { reason: (last as ServerFault).data as unknown as Text }))
    this.#processor ??= this.#around.onProcessor()
    return (await this.#processor).run(feeds, wanted)
  }

  async release(): Promise<void> {
    await (await this.#processor)?.release()
  }

  /** Compares a server's result with the processor's, the first time that it is asked. @throws ServerFault */
  #trusted(server: ServerClient, feeds: SessionTensors, names: readonly string[]): Promise<void> {
    const { examined: all } = this.#around.found
    const known = all.get(server)
    if (known) return known
    const trial = this.#around.trial?.() ?? { feeds }
    const { model = this.#model } = trial
    const expected = trial.model ? new ExpectedShapes(trial.model) : this.#expected
    const examined = examine({
      server,
      name: this.#name,
      title: this.#around.title,
      asked: this.#asked(trial.feeds, names),
      feeds: trial.feeds,
      names,
      there: (wanted) => this.#ask(server, wanted, names, expected),
      here: () => this.#around.here(model),
    })
    all.set(server, examined)
    // One that was away is examined when it is back.
    examined.catch(() => all.delete(server))
    return examined
  }

  #asked(
    feeds: SessionTensors,
    names: readonly string[],
  ): { inputs: SessionTensors; outputs: readonly string[] } {
    const { ask, answers } = this.#served
    return { inputs: ask ? ask(feeds) : feeds, outputs: answers?.names ?? names }
  }

  /** @throws ServerFault */
  async #ask(
    server: ServerClient,
    feeds: SessionTensors,
    names: readonly string[],
    expected = this.#expected,
  ): Promise<SessionTensors> {
    const { answers } = this.#served
    const { inputs, outputs } = this.#asked(feeds, names)
    const over = tellSending(server.address)
    try {
      const { onTraffic } = this.#around
      const found = await server.infer(this.#name, inputs, outputs, { onTraffic })
      const results = answers?.names.every((name) => found[name]) ? answers.from(found) : found
      checkAnswer(server.address, results, names, expected.of(feeds))
      return results
    } finally {
      over()
    }
  }
}

/** Feeds in the processor's memory, wherever they lie. */
async function atHand(feeds: SessionFeeds): Promise<SessionTensors> {
  const entries = Object.entries(feeds).map(async ([name, feed]) => {
    const tensor = 'read' in feed ? { data: await feed.read(), shape: feed.shape } : feed
    return [name, tensor] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}
