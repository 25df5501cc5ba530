import { z } from 'zod'
import { text } from '../../contract/text.ts'
import type { SessionTensors } from '../../graph/session.ts'
import type { ServerAccess } from './address.ts'
import { decodeResponse, encodeInWords, encodeRequest, Nonsense } from './binary.ts'
import { faultOfStatus, ServerFault } from './fault.ts'
import { type Answer, Connection, type Question, type Traffic } from './http.ts'

const ServerMetadata = z.object({
  name: z.string(),
  version: z.string().default(''),
  extensions: z.array(z.string()).default([]),
})
export type ServerMetadata = z.infer<typeof ServerMetadata>

const TensorMetadata = z.object({ name: z.string(), datatype: z.string(), shape: z.array(z.number()) })

const ModelMetadata = z.object({
  name: z.string(),
  versions: z.array(z.coerce.string()).nullish(),
  inputs: z.array(TensorMetadata).nullish(),
  outputs: z.array(TensorMetadata).nullish(),
})
export type ModelMetadata = z.infer<typeof ModelMetadata>

/** A network on a server: its name, and which of that name. */
export interface ServedName {
  name: string
  version: string
}

/** What a server calls the extension that lets tensors be sent as bytes. */
const BINARY = 'binary_tensor_data'

export interface InferOptions {
  signal?: AbortSignal | undefined
  /** Told what went over the wire. */
  onTraffic?: ((traffic: Traffic) => void) | undefined
}

/** A version that no network of ours has: it is none that a hash could give. */
const NO_VERSION = '9007199254740991'

/** What a server has of a network. */
export type Found = { has: 'same'; metadata: ModelMetadata } | { has: 'other' | 'none'; metadata: null }

/** A client of the Open Inference Protocol (KServe v2) over HTTP, for one server. */
export class ServerClient {
  readonly #connection: Connection
  /** Whether it takes tensors as bytes; null until it was asked for the first time. */
  #binary: boolean | null = null

  constructor(access: ServerAccess, patience?: number) {
    this.#connection = new Connection(access, patience)
  }

  get address(): string {
    return this.#connection.address
  }

  /** What runs there. @throws ServerFault, `nonsense` where it does not speak the protocol */
  async server(signal?: AbortSignal): Promise<ServerMetadata> {
    const answer = await this.#ask({ method: 'GET', path: 'v2', signal })
    if (answer.status === 404) throw this.#stranger()
    return this.#read(answer, ServerMetadata)
  }

  /** Whether it takes questions. */
  async ready(signal?: AbortSignal): Promise<boolean> {
    const { status } = await this.#ask({ method: 'GET', path: 'v2/health/ready', signal })
    return status >= 200 && status < 300
  }

  /** What it says of a network, of one version or of all; null where it has none. */
  async model(
    { name, version }: Partial<ServedName> & { name: string },
    signal?: AbortSignal,
  ): Promise<ModelMetadata | null> {
    const answer = await this.#ask({ method: 'GET', path: pathOf(name, version), signal })
    // The protocol has no code of its own for what is not there; servers are known to answer 400, 404 and 500 with words.
    if (
      answer.status === 404 ||
      answer.status === 400 ||
      (answer.status === 500 && /not found|unknown/i.test(words(answer)))
    )
      return null
    return this.#read(answer, ModelMetadata)
  }

  /**
   * Whether it has a network of this name and version, another version alone, or none. A server that lists no versions
   * has to know them all the same: one that answers whatever version it is asked for cannot tell which it has.
   *
   * @throws ServerFault
   */
  async find(name: ServedName, signal?: AbortSignal): Promise<Found> {
    const metadata = await this.model(name, signal)
    const listed = metadata?.versions ?? []
    const same =
      metadata &&
      (listed.includes(name.version) ||
        (listed.length === 0 && !(await this.model({ ...name, version: NO_VERSION }, signal))))
    if (same) return { has: 'same', metadata }
    return {
      has: metadata || (await this.model({ name: name.name }, signal)) ? 'other' : 'none',
      metadata: null,
    }
  }

  /**
   * Has a network computed.
   *
   * @param outputs names of those that are wanted
   * @param onTraffic told what went over the wire
   * @throws ServerFault
   */
  async infer(
    { name, version }: ServedName,
    inputs: SessionTensors,
    outputs: readonly string[],
    { signal, onTraffic }: InferOptions = {},
  ): Promise<SessionTensors> {
    const path = `${pathOf(name, version)}/infer`
    const ask = (binary: boolean) => this.#exchange(path, inputs, outputs, { binary, signal, onTraffic })
    if (this.#binary !== null) return ask(this.#binary)
    try {
      const results = await ask(true)
      this.#binary = true
      return results
    } catch (thrown) {
      if (!(thrown instanceof ServerFault && thrown.kind === 'failed')) throw thrown
      if ((await this.server(signal)).extensions.includes(BINARY)) throw thrown
      const results = await ask(false)
      this.#binary = false
      return results
    }
  }

  async #exchange(
    path: string,
    inputs: SessionTensors,
    outputs: readonly string[],
    { binary, signal, onTraffic }: InferOptions & { binary: boolean },
  ): Promise<SessionTensors> {
    const { headerBytes, pieces } = binary
      ? encodeRequest(inputs, outputs)
      : { headerBytes: null, pieces: [encodeInWords(inputs, outputs)] }
    const answer = await this.#ask({
      method: 'POST',
      path,
      headers: {
        'content-type': binary ? 'application/octet-stream' : 'application/json',
        ...(headerBytes !== null && { 'inference-header-content-length': headerBytes }),
      },
      pieces,
      signal,
    })
    onTraffic?.(answer.traffic)
    this.#check(answer)
    const length = answer.headers['inference-header-content-length']
    try {
      return decodeResponse(answer.body, length === undefined ? null : Number(length))
    } catch (error) {
      throw error instanceof Nonsense ? this.#nonsense(error.message) : error
    }
  }

  close(): void {
    this.#connection.close()
  }

  #ask(question: Question): Promise<Answer> {
    return this.#connection.ask(question)
  }

  #check(answer: Answer): void {
    const retryAfter = answer.headers['retry-after']
    const fault = faultOfStatus(this.address, answer.status, words(answer), retryAfter)
    if (fault) throw fault
  }

  #read<T>(answer: Answer, schema: z.ZodType<T>): T {
    this.#check(answer)
    try {
      return schema.parse(JSON.parse(new TextDecoder().decode(answer.body)))
    } catch {
      throw this.#stranger()
    }
  }

  #stranger(): ServerFault {
    const { address } = this
    return new ServerFault(
      'nonsense',
      address,
      text('servers.nonsense', { address, what: text('servers.notTheProtocol') }),
    )
  }

  #nonsense(detail: string): ServerFault {
    const { address } = this
    return new ServerFault(
      'nonsense',
      address,
      text('servers.nonsense', { address, what: text('servers.malformed', { detail }) }),
    )
  }
}

const pathOf = (name: string, version?: string): string =>
  `v2/models/${encodeURIComponent(name)}${version === undefined ? '' : `/versions/${encodeURIComponent(version)}`}`

/** What a server says of a failure, shortened: `{"error": "…"}`, or plain words. */
function words({ body }: Answer): string {
  const said = new TextDecoder().decode(body.subarray(0, 2000))
  try {
    const { error } = JSON.parse(said) as { error?: unknown }
    if (typeof error === 'string') return error.slice(0, 200)
  } catch {
    // Plain words.
  }
  return said.replace(/\s+/g, ' ').trim().slice(0, 200)
}
