import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A download that brings nothing for this long is given up; one that moves may take as long as it needs. */
const DOWNLOAD_LIMIT_MS = 300_000

/** Electron's program in `node_modules`, or null while it has not been downloaded. @param {string} root @returns {string | null} */
export function findElectron(root) {
  const folder = join(root, 'node_modules', 'electron')
  const pointer = join(folder, 'path.txt')
  if (!existsSync(pointer)) return null
  const program = join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'),
    readFileSync(pointer, 'utf8'),
  )
  return existsSync(program) ? program : null
}

/**
 * Downloads Electron's program with its own installer.
 *
 * @param {string} root
 * @returns {Promise<string>} why it failed, in a few words; empty when it is there now
 */
export function downloadElectron(root) {
  const installer = join(root, 'node_modules', 'electron', 'install.js')
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], {
      stdio: ['ignore', 'inherit', 'pipe'],
      env: downloadEnvironment(),
    })
    let said = ''
    child.stderr.on('data', (data) => {
      said += data
    })
    const timer = setTimeout(() => child.kill(), DOWNLOAD_LIMIT_MS)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      if (code === 0 && findElectron(root)) resolve('')
      else if (signal) resolve(`the download took over ${DOWNLOAD_LIMIT_MS / 60_000} minutes`)
      else resolve(reasonIn(said))
    })
  })
}

function downloadEnvironment() {
  const { ELECTRON_SKIP_BINARY_DOWNLOAD: _, ...environment } = process.env
  return environment
}

/** @param {string} stderr */
function reasonIn(stderr) {
  const code = /\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|CERT_\w+)\b/.exec(stderr)?.[1]
  if (code) return `the download failed: ${code}`
  if (stderr.includes('fetch failed')) return 'the download failed: github.com cannot be reached'
  const line = stderr.split('\n').find((text) => /error/i.test(text))
  return `the download failed${line ? `: ${line.trim().slice(0, 160)}` : ''}`
}
