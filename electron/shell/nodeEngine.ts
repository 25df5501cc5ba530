import { type ChildProcess, fork } from 'node:child_process'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { SocketHandOver } from '../engine/host.ts'
import { builtFile } from '../engine/paths.ts'
import type { EngineRun } from './supervisor.ts'

export interface NodeEngineRun extends EngineRun {
  readonly process: ChildProcess
}

/**
 * The engine as a child process of Node, for the browser shell and the command line.
 *
 * @param environment beside that of this process, such as the device that it computes on whatever the settings say
 */
export function startNodeEngine(environment: Readonly<Record<string, string>> = {}): NodeEngineRun {
  const child = fork(fileURLToPath(builtFile('engine.js')), [], {
    env: { ...process.env, ...environment },
    // Structured clone on the channel: bytes stay bytes.
    serialization: 'advanced',
    // Whatever native code prints must not end up in the output of the command line.
    stdio: ['ignore', process.stderr, process.stderr, 'ipc'],
  })
  return {
    process: child,
    onReady: (listener) =>
      child.on('message', (message) => {
        if (message === 'ready') listener()
      }),
    onExit: (listener) => child.once('exit', (code, signal) => listener(signal ?? `exit code ${code}`)),
    end: () => void (child.connected ? child.send('end') : child.kill('SIGKILL')),
    kill: () => child.kill('SIGKILL'),
  }
}

let lastId = 0

/**
 * Gives an upgraded connection to the engine process itself: pixels then never pass through the shell. See
 * `SocketHandOver` for the order of events.
 */
export function handSocketOver(
  { process: engine }: NodeEngineRun,
  { headers, method, url }: IncomingMessage,
  socket: Socket,
  head: Buffer,
): void {
  const id = ++lastId
  const onMessage = (message: unknown) => {
    if ((message as { arrived?: number } | null)?.arrived !== id) return
    engine.off('message', onMessage)
    engine.send({ released: id })
  }
  engine.on('message', onMessage)
  const handOver: SocketHandOver = { id, socket: { headers, method, url }, head }
  engine.send(handOver, socket, (error) => {
    if (!error) return
    engine.off('message', onMessage)
    socket.destroy()
  })
}
