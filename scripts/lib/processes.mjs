import { spawn } from 'node:child_process'

/**
 * Runs a program to its end with this terminal. Rejects only when it cannot be started.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit code; 1 when a signal ended it
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

/**
 * Runs a package's program with this very Node, whatever the platform calls the file in `.bin`.
 *
 * @param {string} file its script, inside `node_modules`
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function runNode(file, args, options = {}) {
  return run(process.execPath, [file, ...args], options)
}

/** Where a child's output goes: this terminal, or its stderr alone, when stdout belongs to a result. @param {boolean} quiet */
export function outputTo(quiet) {
  return /** @type {import('node:child_process').StdioOptions} */ (quiet ? ['ignore', 2, 2] : 'inherit')
}
