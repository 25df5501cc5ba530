import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { findBrowser } from '../lib/browser.mjs'
import type { Bench } from './index.ts'
import { median, round } from './measure.ts'

const RUNS = 5

/**
 * From starting the built studio to its first paint, and to the sample document being on the canvas, in a headless
 * browser that is open already. Each run has an empty data folder.
 */
export const startBench: Bench = async function* () {
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
    for (let run = 0; run < RUNS; run++) runs.push(await startOnce(browser))
    yield {
      case: 'browser',
      runs: RUNS,
      seconds_to_address: round(median(runs.map(({ address }) => address))),
      seconds_to_first_paint: round(median(runs.map(({ paint }) => paint))),
      seconds_to_sample: round(median(runs.map(({ sample }) => sample))),
    }
  } finally {
    await browser.close()
  }
}

/** Seconds since the shell was started. */
async function startOnce(browser: Browser): Promise<{ address: number; paint: number; sample: number }> {
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
    const painted = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => {
            const entry = list.getEntriesByName('first-contentful-paint')[0]
            if (entry) resolve(performance.timeOrigin + entry.startTime)
          }).observe({ type: 'paint', buffered: true })
        }),
    )
    await page.getByRole('application').waitFor()
    const shown = Date.now()
    return { address: address / 1000, paint: (painted - began) / 1000, sample: (shown - began) / 1000 }
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
