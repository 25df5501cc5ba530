import { existsSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from './build.mjs'
import { needBrowser } from './lib/browser.mjs'
import { install, installEnvironment } from './lib/install.mjs'
import { runNode } from './lib/processes.mjs'

/*
 * `npm test`: every check of the project, one stage after the other, all of them even when one fails. The last
 * line sums them up; lint, layers, types and the build count as one check each.
 */

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

const REPORTS = 'out/reports'

/** @param {string} file @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
const program = (file, args, env = {}) => runNode(file, args, { env: { ...process.env, ...env } })

/** @param {number} code @returns {Tally} */
const oneCheck = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 })

async function unit() {
  const report = `${REPORTS}/vitest.json`
  rmSync(report, { force: true })
  const code = await program('node_modules/vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  if (!existsSync(report)) return oneCheck(1)
  /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  const result = JSON.parse(readFileSync(report, 'utf8'))
  // A file that cannot even be loaded holds no failed test.
  const broken = result.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length
  const failed = result.numFailedTests + broken
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  }
}

/** @typedef {{ specs: { title: string, tests: { annotations: { type: string, description?: string }[] }[] }[], suites?: Suite[] }} Suite */

/** @param {Suite[]} suites @returns {string[]} */
function skipReasons(suites) {
  return suites.flatMap(({ specs, suites: inner = [] }) => [
    ...specs.flatMap(({ title, tests }) =>
      tests
        .flatMap(({ annotations }) => annotations)
        .filter(({ type }) => type === 'skip')
        .map(({ description = 'no reason given' }) => `${title}: ${description}`),
    ),
    ...skipReasons(inner),
  ])
}

async function endToEnd() {
  const report = `${REPORTS}/playwright.json`
  rmSync(report, { force: true })
  const code = await program(
    'node_modules/@playwright/test/cli.js',
    ['test', '--config=tests/playwright.config.ts', '--reporter=list,json'],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  )
  if (!existsSync(report)) return oneCheck(1)
  /** @type {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, suites: Suite[] }} */
  const { stats, suites } = JSON.parse(readFileSync(report, 'utf8'))
  for (const reason of skipReasons(suites)) console.log(`skipped: ${reason}`)
  if (stats.flaky > 0) console.log(`${stats.flaky} passed only when run again: see "flaky" above`)
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected === 0 && code !== 0 ? 1 : stats.unexpected,
    skipped: stats.skipped,
  }
}

async function main() {
  const root = fileURLToPath(new URL('..', import.meta.url))
  process.chdir(root)
  Object.assign(process.env, installEnvironment)
  await install(root)
  const browser = await needBrowser()
  if (browser) process.env.GANVAS_BROWSER = browser

  let built = false
  /** @type {[string, () => Promise<Tally>][]} */
  const stages = [
    [
      'build',
      async () => {
        await build({ quiet: true })
        built = true
        return oneCheck(0)
      },
    ],
    ['lint', async () => oneCheck(await program('node_modules/@biomejs/biome/bin/biome', ['ci', '.']))],
    ['layers', async () => oneCheck(await program('scripts/layers.mjs', []))],
    ['types', async () => oneCheck(await program('node_modules/typescript/bin/tsc', ['-p', '.']))],
    ['unit', unit],
    ['end to end', async () => (built ? endToEnd() : oneCheck(1))],
  ]
  const total = { passed: 0, failed: 0, skipped: 0 }
  const summary = []
  for (const [name, stage] of stages) {
    console.log(`\n== ${name}`)
    const tally = await stage().catch((error) => {
      console.error(error.message)
      return oneCheck(1)
    })
    for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += tally[key]
    summary.push(`${name}: ${tally.failed ? `${tally.failed} failed` : 'ok'}`)
  }
  console.log(`\n${summary.join(', ')}`)
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  process.exitCode = total.failed === 0 ? 0 : 1
}

main().catch((error) => {
  console.error(error.message)
  console.log('0 passed, 1 failed, 0 skipped')
  process.exitCode = 1
})
