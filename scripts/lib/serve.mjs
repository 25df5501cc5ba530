import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../out/main/serve.js', import.meta.url))

/**
 * Runs the browser shell until it ends; Ctrl-C reaches it through the terminal.
 *
 * @param {string} port
 * @param {(url: string) => void} onReady
 * @returns {Promise<number>} its exit code
 */
export function serveStudio(port, onReady) {
  const child = spawn(process.execPath, [program, '--port', port], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    const before = said
    said += text
    if (!before.includes('\n') && said.includes('\n')) onReady(said.slice(0, said.indexOf('\n')))
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 0)))
}
