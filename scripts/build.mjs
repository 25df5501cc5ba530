import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { outputTo, runNode } from './lib/processes.mjs'
import { hashSources } from './lib/sources.mjs'

/*
 * Builds `out/` when a source changed since the last time: kernels, processes, page. `--force` builds anyway.
 */

const STAMP = 'out/.sources'

/** @param {{ force?: boolean, quiet?: boolean }} [options] @throws Error when a step fails; its output says why. */
export async function build({ force = false, quiet = false } = {}) {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)))
  const sources = hashSources()
  if (!force && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return
  const kernels = 'scripts/build-kernels.mjs'
  /** @type {[string, string[]][]} */
  const steps = [
    ...(existsSync(kernels) ? [/** @type {[string, string[]]} */ ([kernels, []])] : []),
    ['node_modules/electron-vite/bin/electron-vite.js', ['build', ...(quiet ? ['--logLevel', 'warn'] : [])]],
  ]
  for (const [file, args] of steps) {
    if ((await runNode(file, args, { stdio: outputTo(quiet) })) !== 0)
      throw new Error(`The build failed in ${file}; see above.`)
  }
  mkdirSync('out', { recursive: true })
  writeFileSync(STAMP, sources)
}

/** Vitest calls this before the tests that start the built processes. */
export default () => build({ quiet: true })

if (process.argv[1] === fileURLToPath(import.meta.url))
  await build({ force: process.argv.includes('--force') })
