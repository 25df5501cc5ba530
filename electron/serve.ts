import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openBrowserShell } from './shell/browserShell.ts'
import { handSocketOver, startNodeEngine } from './shell/nodeEngine.ts'
import { superviseEngine } from './shell/supervisor.ts'

/*
 * The browser shell: the studio without Electron. Prints its address on the first line of stdout; ends on
 * Ctrl-C. `--port 0`, the default, takes any free port.
 */

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } })

const engine = superviseEngine(startNodeEngine, (state, reason) => {
  if (state === 'lost') console.error(`The engine stopped (${reason}); starting it again.`)
})

try {
  const shell = await openBrowserShell({
    pageFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
    port: Number(values.port),
    token: process.env.GANVAS_TOKEN ?? randomBytes(24).toString('base64url'),
    handOver: (request, socket, head) => {
      if (!engine.run) return false
      handSocketOver(engine.run, request, socket, head)
      return true
    },
  })
  console.log(shell.url)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      engine.stop()
      void shell.close().then(() => process.exit(0))
    })
  }
} catch (error) {
  engine.stop()
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  console.error(
    taken
      ? `Port ${values.port} is taken by another program. Choose another with --port, or leave it out for any free one.`
      : `The studio could not be served: ${(error as Error).message}`,
  )
  process.exitCode = 1
}
