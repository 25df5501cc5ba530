import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { SessionTensor, SessionTensors } from '../../graph/session.ts'
import { certificate, key } from './certificate.fixture.ts'

/* A small server of the Open Inference Protocol, written from its text, which does wrong when it is told to. */

interface TensorSort {
  name: string
  datatype: 'FP32'
  shape: number[]
}

export interface TestNetwork {
  name: string
  version: string
  inputs: TensorSort[]
  outputs: TensorSort[]
  compute(inputs: SessionTensors): Promise<SessionTensors>
}

/** What it does in place of a good answer. */
export type TestFault =
  | { kind: 'slow'; milliseconds: number }
  /** Says half of its answer. */
  | { kind: 'cut' }
  | { kind: 'silent' }
  | { kind: 'shapes' }
  | { kind: 'garbage' }
  | { kind: 'nan' }
  | { kind: 'status'; status: number; retryAfter?: number }
  | { kind: 'redirect'; to: string }

export class TestServer {
  readonly address: string
  /** Inferences that were asked for. */
  asked = 0
  /** Connections that were opened. */
  connections = 0
  readonly tokens: (string | undefined)[] = []
  #orders: TestFault[] = []
  #always: TestFault | null = null
  #stopped: Promise<void> | null = null
  readonly #networks: readonly TestNetwork[]
  readonly #inWords: boolean
  readonly #stop: () => Promise<void>

  private constructor(
    address: string,
    networks: readonly TestNetwork[],
    inWords: boolean,
    stop: () => Promise<void>,
  ) {
    this.#inWords = inWords
    this.address = address
    this.#networks = networks
    this.#stop = stop
  }

  /**
   * @param token that is wanted; anything if absent
   * @param port any free one if absent
   * @param inWords it knows JSON alone, as MLServer does
   */
  static async start(
    networks: readonly TestNetwork[],
    {
      tls = false,
      token,
      port = 0,
      inWords = false,
    }: { tls?: boolean; token?: string; port?: number; inWords?: boolean } = {},
  ): Promise<TestServer> {
    let server: TestServer | null = null
    const listener: RequestListener = (request, response) => {
      server!.tokens.push(request.headers.authorization)
      if (token !== undefined && request.headers.authorization !== `Bearer ${token}`)
        return reply(response, 401, { error: 'unauthorized' })
      server!.#answer(request, response).catch((error) => reply(response, 500, { error: String(error) }))
    }
    const http = tls ? createTlsServer({ cert: certificate, key }, listener) : createServer(listener)
    const sockets = new Set<Socket>()
    http.on('connection', (socket: Socket) => {
      if (server) server.connections++
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
    })
    await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
    const { port: taken } = http.address() as AddressInfo
    server = new TestServer(`${tls ? 'https' : 'http'}://127.0.0.1:${taken}`, networks, inWords, async () => {
      const closed = new Promise((resolve) => http.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    })
    return server
  }

  get port(): number {
    return Number(new URL(this.address).port)
  }

  /** The next inferences go wrong so, one each. */
  order(...faults: TestFault[]): void {
    this.#orders.push(...faults)
  }

  /** Every inference goes wrong so; null: none does any more. */
  always(fault: TestFault | null): void {
    this.#always = fault
  }

  /** Dies at once, whatever it does. */
  kill(): Promise<void> {
    this.#stopped ??= this.#stop()
    return this.#stopped
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(request.url ?? '')
    if (path === '/v2')
      return reply(response, 200, {
        name: 'test',
        version: '1',
        extensions: this.#inWords ? [] : ['binary_tensor_data'],
      })
    if (path === '/v2/health/ready') return reply(response, 200, {})
    const [, name, version, infer] = /^\/v2\/models\/(.+?)(?:\/versions\/(\d+))?(\/infer)?$/.exec(path) ?? []
    const network = this.#networks.find(
      (each) => each.name === name && (version === undefined || each.version === version),
    )
    if (!network) return reply(response, 404, { error: `Request for unknown model: ${name}` })
    if (!infer) {
      const { inputs, outputs } = network
      return reply(response, 200, { name, versions: [network.version], platform: 'test', inputs, outputs })
    }
    this.asked++
    const fault = this.#orders.shift() ?? this.#always
    const body = await bodyOf(request)
    if (fault?.kind === 'silent') return
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.milliseconds))
    if (fault?.kind === 'redirect') {
      response.writeHead(307, { location: fault.to }).end()
      return
    }
    if (fault?.kind === 'status')
      return reply(
        response,
        fault.status,
        { error: 'so ordered' },
        fault.retryAfter && { 'retry-after': fault.retryAfter },
      )
    const header = request.headers['inference-header-content-length']
    if (this.#inWords && header !== undefined) return reply(response, 500, { error: 'no words' })
    const results = await network.compute(
      header === undefined ? wordsOf(body) : inputsOf(body, Number(header)),
    )
    if (this.#inWords) return reply(response, 200, { outputs: inWords(results) })
    send(response, network, spoilt(results, fault), fault)
  }
}

function wordsOf(body: Buffer): SessionTensors {
  const { inputs } = JSON.parse(body.toString()) as {
    inputs: { name: string; shape: number[]; data: number[] }[]
  }
  return Object.fromEntries(
    inputs.map(({ name, shape, data }) => [name, { data: Float32Array.from(data), shape }]),
  )
}

const inWords = (results: SessionTensors) =>
  Object.entries(results).map(([name, { data, shape }]) => ({
    name,
    datatype: 'FP32',
    shape,
    data: Array.from(data as Float32Array),
  }))

function spoilt(results: SessionTensors, fault: TestFault | null): SessionTensors {
  const [[name, { data, shape }]] = Object.entries(results) as [[string, SessionTensor]]
  if (fault?.kind === 'nan') return { [name]: { data: (data as Float32Array).map(() => Number.NaN), shape } }
  if (fault?.kind === 'shapes')
    return {
      [name]: {
        data: (data as Float32Array).slice(0, data.length - shape.at(-1)!),
        shape: shape.with(-2, shape.at(-2)! - 1),
      },
    }
  return results
}

function send(
  response: ServerResponse,
  network: TestNetwork,
  results: SessionTensors,
  fault: TestFault | null,
): void {
  const tensors = Object.entries(results).map(([name, { data, shape }]) => ({
    head: { name, datatype: 'FP32', shape, parameters: { binary_data_size: data.byteLength } },
    bytes: Buffer.from(data.buffer, data.byteOffset, data.byteLength),
  }))
  const head = Buffer.from(
    JSON.stringify({
      model_name: network.name,
      model_version: network.version,
      outputs: tensors.map(({ head }) => head),
    }),
  )
  const body =
    fault?.kind === 'garbage'
      ? Buffer.from('<html>It works!</html>')
      : Buffer.concat([head, ...tensors.map(({ bytes }) => bytes)])
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': body.length,
    'inference-header-content-length': head.length,
  })
  if (fault?.kind !== 'cut') return void response.end(body)
  response.write(body.subarray(0, body.length >> 1), () => response.destroy())
}

function reply(
  response: ServerResponse,
  status: number,
  said: object,
  headers: object | 0 | undefined = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(said))
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function inputsOf(body: Buffer, headerBytes: number): SessionTensors {
  const { inputs } = JSON.parse(body.subarray(0, headerBytes).toString()) as {
    inputs: { name: string; shape: number[]; parameters: { binary_data_size: number } }[]
  }
  let at = headerBytes
  return Object.fromEntries(
    inputs.map(({ name, shape, parameters: { binary_data_size: size } }) => {
      const numbers = new Float32Array(new Uint8Array(body.subarray(at, at + size)).buffer)
      at += size
      return [name, { data: numbers, shape }]
    }),
  )
}
