import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { findBrowser } from '../lib/browser.mjs'
import type { Bench } from './bench.ts'
import { median, round } from './measure.ts'

const RUNS = 5

/**
 * From starting the built studio to its first paint, and to the canvas being there, in a headless
 * browser that is open already. Each run has an empty data folder.
 */
export const startBench: Bench = async function* (_, options) {
  const count = Math.min(RUNS, options.runs)
  if (spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 2, 2] }).status !== 0)
    throw new Error('The page could not be built; see above.')
  const executablePath = findBrowser()
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  })
  try {
    await startOnce(browser)
    const runs = []
    for (let run = 0; run < count; run++) runs.push(await startOnce(browser))
    yield {
      case: 'browser',
      runs: count,
      seconds_to_address: round(median(runs.map(({ address }) => address))),
      seconds_to_first_paint: round(median(runs.map(({ paint }) => paint))),
      seconds_to_canvas: round(median(runs.map(({ canvas }) => canvas))),
    }
  } finally {
    await browser.close()
  }
}

/** Seconds since the shell was started. */
async function startOnce(browser: Browser): Promise<{ address: number; paint: number; canvas: number }> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'ganvas-bench-'))
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  const began = Date.now()
  const shell = spawn(process.execPath, ['out/main/serve.js'], {
    env: { ...process.env, GANVAS_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const url = await addressOf(shell)
    const address = Date.now() - began
    await page.goto(url, { waitUntil: 'commit' })
    await page.getByRole('application').waitFor()
    const shown = Date.now()
    const painted = await page.evaluate(() => {
      const entry = performance.getEntriesByName('first-contentful-paint')[0]
      return performance.timeOrigin + (entry?.startTime ?? Number.NaN)
    })
    return { address: address / 1000, paint: (painted - began) / 1000, canvas: (shown - began) / 1000 }
  } finally {
    await context.close()
    const ended = once(shell, 'exit')
    shell.kill()
    await ended
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

async function addressOf(shell: ChildProcess): Promise<string> {
  const [text] = (await once(shell.stdout!, 'data')) as [Buffer]
  return String(text).trim()
}
