import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openLog } from './engine/logs.ts'
import { dataFolder } from './engine/paths.ts'
import { openBrowserShell } from './shell/browserShell.ts'
import { handSocketOver, startNodeEngine } from './shell/nodeEngine.ts'
import { superviseEngine } from './shell/supervisor.ts'

/*
 * The browser shell: the studio without Electron. Prints its address on the first line of stdout; ends on
 * Ctrl-C. `--port 0`, the default, takes any free port.
 */

/** A page waits this long for an engine that is starting, before it is sent away to try again. */
const ENGINE_LIMIT_MS = 10_000

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })

const log = openLog(dataFolder(), 'serve')
const port = Number(values.port)

function fail(sentence: string): void {
  console.error(sentence)
  process.exitCode = 1
}

async function main(): Promise<void> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return fail(
      `--port ${values.port} is no port. Use a number from 1 to 65535, or leave it out for any free one.`,
    )

  const engine = superviseEngine(
    () => startNodeEngine(),
    (state, reason) => {
      if (state !== 'lost') return
      log.error(`The engine stopped (${reason}); starting it again.`)
      console.error(`The engine stopped (${reason}); starting it again.`)
    },
  )
  try {
    const shell = await openBrowserShell({
      pageFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
      port,
      token: randomBytes(24).toString('base64url'),
      handOver: async (request, socket, head) => {
        const run = await engine.ready(ENGINE_LIMIT_MS)
        if (run && !socket.destroyed) handSocketOver(run, request, socket, head)
        return run !== null
      },
    })
    console.log(shell.url)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        void Promise.all([engine.stop(), shell.close()]).then(() => process.exit(0))
      })
    }
  } catch (error) {
    await engine.stop()
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    fail(
      taken
        ? `Port ${port} is taken by another program. Choose another with --port, or leave it out for any free one.`
        : `The studio could not be served: ${(error as Error).message}`,
    )
  }
}

await main()
