import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { outputTo, runNode } from './lib/processes.mjs'
import { hashSources } from './lib/sources.mjs'

/*
 * Builds what is stale of `out/`: the processes (shells, engine, workers, kernels) and the page, each when a
 * source of its own changed since the last time. `--force` builds both anyway.
 */

const shared = ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'scripts/entries.mjs']

const parts = {
  processes: {
    sources: ['electron', 'scripts/build-kernels.mjs', ...shared],
    before: ['scripts/build-kernels.mjs'],
  },
  page: { sources: ['renderer', 'electron/contract', ...shared], before: [] },
}

/** @typedef {keyof typeof parts} Part */

/**
 * @param {{ only?: Part, force?: boolean, quiet?: boolean }} [options] `quiet`: say nothing but errors, on stderr
 * @throws Error when a step fails; its output says why.
 */
export async function build({ only, force = false, quiet = false } = {}) {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)))
  for (const part of /** @type {Part[]} */ (Object.keys(parts))) {
    if (!only || only === part) await buildPart(part, force, quiet)
  }
}

/** @param {Part} part @param {boolean} force @param {boolean} quiet */
async function buildPart(part, force, quiet) {
  const { sources, before } = parts[part]
  const stamp = `out/.${part}`
  const hash = hashSources(sources)
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  // A build that fails has emptied the folder already: what it said before no longer holds.
  rmSync(stamp, { force: true })
  const options = { stdio: outputTo(quiet), env: { ...process.env, GANVAS_BUILD: part } }
  // Below `error` it warns about every part that was left out on purpose.
  const bundler = ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel=error']
  if (!quiet) console.log(`Building the ${part}.`)
  for (const [file = '', ...args] of [...before.map((script) => [script]), bundler]) {
    if ((await runNode(file, args, options)) !== 0)
      throw new Error(`The ${part} could not be built: ${file} failed; see above.`)
  }
  mkdirSync('out', { recursive: true })
  writeFileSync(stamp, hash)
}

/** Vitest calls this before the tests that start the built processes. */
export default () => build({ only: 'processes', quiet: true })

if (process.argv[1] === fileURLToPath(import.meta.url))
  await build({ force: process.argv.includes('--force') })
