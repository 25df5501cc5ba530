import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { builtFile } from '../engine/paths.ts'

/** Runs the built command line to its end. @param data the folder that stands for the user's own data */
export async function runGanvas(
  data: string,
  args: readonly string[],
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [fileURLToPath(builtFile('cli.js')), ...args], {
    env: { ...process.env, GANVAS_DATA: data },
  })
  const out = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (text) => {
      out[name] += text
    })
  const [code] = await once(child, 'close')
  return { code, ...out }
}
