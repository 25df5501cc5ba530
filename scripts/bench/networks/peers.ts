import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface, type Interface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Milliseconds for which threads of either side go on spinning after a step, in wait for more. */
export const untilIdle = 250

/** What a step took, by the clock and on all processors together. */
export interface Spent {
  seconds: number
  cpuSeconds: number
}

/** A process that answers every line it is sent by one line. */
export class Peer {
  readonly #process: ChildProcess
  readonly #reader: Interface
  readonly #lines: AsyncIterator<string>
  #said = ''

  /** Ganvas itself. */
  static ganvas(mode: string, name: string, threads: number, device: string): Promise<Peer | null> {
    return Peer.#start(process.execPath, [process.argv[1]!, 'stepper', mode, name, String(threads), device])
  }

  /** The same layers in PyTorch; null where python3 has no torch. */
  static torch(mode: string, name: string, threads: number): Promise<Peer | null> {
    return Peer.#start('python3', [`${root}scripts/bench/networks/torch.py`, mode, name, String(threads)])
  }

  static async #start(command: string, args: string[]): Promise<Peer | null> {
    const peer = new Peer(command, args)
    if ((await peer.#next()) === 'ready') return peer
    peer.stop()
    return null
  }

  private constructor(command: string, args: string[]) {
    this.#process = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    this.#process.stderr!.setEncoding('utf8').on('data', (said: string) => {
      this.#said += said
    })
    this.#process.on('error', () => this.#reader.close())
    this.#reader = createInterface({ input: this.#process.stdout! })
    this.#lines = this.#reader[Symbol.asyncIterator]()
  }

  /** @throws Error when the process has ended */
  async ask(line: 'step' | 'peak' | 'profile'): Promise<string> {
    this.#process.stdin!.write(`${line}\n`)
    const answer = await this.#next()
    if (answer === null)
      throw new Error(`A process that was measured ended when it was asked for "${line}". ${this.#said}`)
    return answer
  }

  async step(): Promise<Spent> {
    const [seconds = 0, cpuSeconds = 0] = (await this.ask('step')).split(' ').map(Number)
    return { seconds, cpuSeconds }
  }

  stop(): void {
    this.#process.kill()
  }

  async #next(): Promise<string | null> {
    const { value, done } = await this.#lines.next()
    return done ? null : value
  }
}
