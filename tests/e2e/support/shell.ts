import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The browser shell running for one test, with settings and recovery files of its own. */
export interface Shell {
  readonly url: string
  /** An empty folder of the test's own. */
  readonly folder: string
  readonly process: ChildProcess
  /** Ends it; nothing when it has ended. */
  close(): Promise<void>
}

/** Starts the browser shell with `folder` as the user's home. @param environment beside that of the tests */
export async function openShell(folder: string, environment: NodeJS.ProcessEnv = {}): Promise<Shell> {
  const process = spawn(globalThis.process.execPath, ['out/main/serve.js'], {
    env: {
      ...globalThis.process.env,
      ...environment,
      GANVAS_DATA: join(folder, 'data'),
      HOME: folder,
      USERPROFILE: folder,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return {
    url: await addressOf(process),
    folder,
    process,
    close: async () => {
      if (process.exitCode !== null || process.signalCode !== null) return
      process.kill('SIGTERM')
      await once(process, 'exit')
    },
  }
}

/** The id of the engine's process, the shell's only child. Not on Windows. */
export function engineOf({ process: { pid } }: Shell): number {
  const children =
    process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      : execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
  return Number(children.trim().split(/\s+/)[0])
}

async function addressOf(process: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: process.stdout! })) {
    const url = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(line)?.[0]
    if (url) return url
  }
  throw new Error('The studio ended before it said its address.')
}
