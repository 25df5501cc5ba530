import { open } from 'node:fs/promises'
import type { EngineContract } from '../../contract/engine.ts'
import type { Handlers } from '../../contract/server.ts'
import { type Log, logPath } from '../logs.ts'

export function createLogHandlers({
  dataFolder,
  pageLog,
}: {
  dataFolder: string
  pageLog: Log
}): Pick<Handlers<EngineContract>, 'logs.read' | 'logs.write'> {
  const path = logPath(dataFolder)
  return {
    'logs.read': async ({ maxBytes }) => ({ path, text: await readEnd(path, maxBytes) }),
    'logs.write': ({ level, text }) => {
      pageLog[level](text)
      return {}
    },
  }
}

/** The last whole lines of a text file that fit `maxBytes`; empty when there is no file yet. */
async function readEnd(path: string, maxBytes: number): Promise<string> {
  let file: Awaited<ReturnType<typeof open>>
  try {
    file = await open(path)
  } catch {
    return ''
  }
  try {
    const { size } = await file.stat()
    const start = Math.max(0, size - maxBytes)
    const bytes = new Uint8Array(size - start)
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start)
    const text = new TextDecoder().decode(bytes.subarray(0, bytesRead))
    return start === 0 ? text : text.slice(text.indexOf('\n') + 1)
  } finally {
    await file.close()
  }
}
