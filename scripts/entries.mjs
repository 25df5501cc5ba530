import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'

const shells = { main: 'electron/main.ts', serve: 'electron/serve.ts', cli: 'electron/cli.ts' }

/**
 * Every file that a process or a worker thread starts from: the shells, the engine, and each `*.worker.ts`
 * under `electron/`, by the name of the `.js` file it becomes in `out/main/`.
 *
 * @returns {Record<string, string>}
 */
export function processEntries() {
  const workers = readdirSync('electron', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.worker.ts'))
    .map((file) => [basename(file, '.ts'), join('electron', file)])
  return {
    ...shells,
    engine: 'electron/engine/index.ts',
    probe: 'electron/engine/devices/probe.ts',
    check: 'electron/engine/devices/check.ts',
    cuda: 'electron/engine/devices/cudaProgram.ts',
    measure: 'electron/engine/lab/measure.ts',
    ...Object.fromEntries(workers),
  }
}
