import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { GanvasError } from '../../contract/errors.ts'
import { type Text, text } from '../../contract/text.ts'

/*
 * ONNX Runtime's package for Node brings every device but CUDA, whose libraries are too large for it. Its own script
 * fetches them, and is not run unasked: most machines have no use for them, and some no way to get them.
 */

/** Megabytes to download: the package that holds the libraries is kept below 250 by those who publish it. */
export const CUDA_MEGABYTES = 250

const DRIVER = '/proc/driver/nvidia/version'
const LIBRARIES = ['libonnxruntime_providers_cuda.so', 'libonnxruntime_providers_shared.so']

const packageFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'))

/** The libraries that CUDA lacks here; empty where there is no NVIDIA driver, or no package of them for the platform. */
export function missingForCuda(driver = DRIVER, folder = packageFolder()): string[] {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(driver)) return []
  return LIBRARIES.filter((name) => !existsSync(join(folder, 'bin/napi-v6/linux/x64', name)))
}

/** The missing libraries and how to install them; null where none is missing. */
export function cudaHint(missing = missingForCuda()): Text | null {
  if (missing.length === 0) return null
  return text('devices.cudaMissing', { files: missing.join(', '), megabytes: CUDA_MEGABYTES })
}

/**
 * Fetches the libraries by the script of onnxruntime-node's own package.
 *
 * @param tell called with each line that the script writes
 * @throws GanvasError `unavailable` with the script's last line where it fails; nothing is then changed
 */
export function installCuda(tell: (line: string) => void, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(packageFolder(), 'script/install.js')], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ONNXRUNTIME_NODE_INSTALL: 'cuda12' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal && { signal }),
    })
    let last = ''
    const hear = (data: Buffer) => {
      for (const line of data.toString().split('\n').filter(Boolean)) {
        if (/error/i.test(line) || last === '') last = line.trim()
        tell(line)
      }
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0 && missingForCuda().length === 0) resolve()
      else
        reject(
          new GanvasError('unavailable', text('devices.cudaNotInstalled', { said: last || `exit ${code}` })),
        )
    })
  })
}
