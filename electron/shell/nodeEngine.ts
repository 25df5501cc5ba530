import { type ChildProcess, fork } from 'node:child_process'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { EngineRun } from './supervisor.ts'

export interface NodeEngineRun extends EngineRun {
  readonly process: ChildProcess
}

/** The engine as a child process of Node, for the browser shell and the command line. */
export function startNodeEngine(): NodeEngineRun {
  const child = fork(fileURLToPath(new URL('./engine.js', import.meta.url)), [], {
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
    kill: () => child.kill('SIGKILL'),
  }
}

/** Gives an upgraded connection to the engine process itself: pixels then never pass through the shell. */
export function handSocketOver(
  run: NodeEngineRun,
  { headers, method, url }: IncomingMessage,
  socket: Socket,
  head: Buffer,
): void {
  run.process.send({ socket: { headers, method, url }, head }, socket, (error) => {
    if (error) socket.destroy()
  })
}
