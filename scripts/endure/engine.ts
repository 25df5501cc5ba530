import { type Client, createClient } from '../../electron/contract/client.ts'
import { type EngineContract, engineContract } from '../../electron/contract/engine.ts'
import { channelWire } from '../../electron/contract/wires/channel.ts'
import { type NodeEngineRun, startNodeEngine } from '../../electron/shell/nodeEngine.ts'
import { superviseEngine } from '../../electron/shell/supervisor.ts'

/** An engine as the shells keep it: started again whenever it ends. */
export class Engine {
  /** Why each of those ended that ended without being asked. */
  readonly ends: string[] = []
  readonly #supervisor
  #of: NodeEngineRun | null = null
  #client: Client<EngineContract> | null = null

  constructor(dataFolder: string) {
    // The engine finds its folder where every process of the studio does.
    process.env.GANVAS_DATA = dataFolder
    this.#supervisor = superviseEngine(startNodeEngine, (state, reason) => {
      if (state === 'lost') this.ends.push(reason)
    })
  }

  /** A connection to the engine that runs, or to the next. */
  async client(): Promise<Client<EngineContract>> {
    const run = await this.#supervisor.ready(60_000)
    if (!run) throw new Error('The engine did not start within a minute.')
    if (run !== this.#of || !this.#client) {
      this.#of = run
      this.#client = createClient(engineContract, channelWire(run.process))
      run.process.send('serve-channel')
    }
    return this.#client
  }

  /** Undefined while there is none. */
  get pid(): number | undefined {
    return this.#supervisor.run?.process.pid
  }

  /** Kills it, as a crash would. @returns its end */
  kill(): Promise<void> {
    const run = this.#supervisor.run
    if (!run) return Promise.resolve()
    return new Promise((ended) => {
      run.onExit(() => ended())
      run.kill()
    })
  }

  stop(): Promise<void> {
    return this.#supervisor.stop()
  }
}
