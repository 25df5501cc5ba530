import { chromium, type Page } from '@playwright/test'
import { findBrowser } from '../lib/browser.mjs'
import type { Bench } from './bench.ts'
import { median, round } from './measure.ts'
import { adjustAndMask, openStudio, type Studio } from './stroke/studio.ts'
import { type Figures, traceFrames } from './stroke/trace.ts'

const RUNS = 5

const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Milliseconds between two moves of the mouse: near the rate of an ordinary one. */
const PACE = 10

interface Case {
  readonly name: string
  readonly prepare: (page: Page) => Promise<void>
  readonly gesture: (page: Page) => Promise<void>
}

/**
 * What the browser's own trace says of frames while a person works on a document of 4000x3000 with ten layers of
 * mixed blend modes: strokes, moving a layer, panning, zooming. In headless Chromium without a GPU.
 */
export const strokeBench: Bench = async function* (only, options) {
  const executablePath = findBrowser()
  const browser = await chromium.launch({
    args: browserArguments,
    ...(executablePath ? { executablePath } : {}),
  })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  let studio: Studio | null = null
  try {
    studio = await openStudio(page)
    for (const { name, prepare, gesture } of cases) {
      if (only.length > 0 && !only.includes(name)) continue
      await prepare(page)
      await page.waitForTimeout(1500)
      const runs: Figures[] = []
      for (let run = 0; run <= Math.min(RUNS, options.runs); run++) {
        const figures = await traceFrames(page, () => gesture(page))
        await page.waitForTimeout(500)
        if (run > 0) runs.push(figures)
      }
      yield { case: name, ...summary(runs) }
    }
  } finally {
    await browser.close()
    await studio?.close()
  }
}

function summary(runs: readonly Figures[]) {
  const middle = (pick: (run: Figures) => number) => round(median(runs.map(pick)), 3)
  return {
    frames_per_second: middle((run) => run.framesPerSecond),
    frame_ms_p95: middle((run) => run.frameP95),
    frame_ms_worst: middle((run) => run.frameWorst),
    main_thread_ms_p95: middle((run) => run.taskP95),
    main_thread_ms_worst: middle((run) => run.taskWorst),
    main_thread_cpu_ms_worst: middle((run) => run.cpuWorst),
    worst_of_all_runs_ms: round(Math.max(...runs.map((run) => run.taskWorst)), 3),
    frames: middle((run) => run.frames),
    runs: runs.length,
  }
}

const stroke = async (page: Page) => {
  await drag(page, 100, (t) => [300 + 520 * t, 420 + 130 * Math.sin(12 * t)])
}

const cases: readonly Case[] = [
  { name: 'stroke', prepare: (page) => brush(page, 0), gesture: stroke },
  { name: 'stroke-120px', prepare: (page) => brush(page, 12), gesture: stroke },
  { name: 'stroke-500px', prepare: (page) => brush(page, 15), gesture: stroke },
  {
    name: 'stroke-100-percent',
    prepare: async (page) => {
      await keys(page, '[', 15)
      await page.keyboard.press('Control+1')
    },
    gesture: stroke,
  },
  {
    // A patch of 600 x 600 pixels of the background, whose seam is worked out when the stroke ends.
    name: 'heal-600px',
    prepare: async (page) => {
      await page.getByRole('tree').getByRole('treeitem').nth(9).click()
      await page.keyboard.press('Control+0')
      await page.keyboard.press('j')
      await page.getByRole('textbox', { name: 'Size', exact: true }).fill('600')
      await page.keyboard.down('Alt')
      await page.mouse.click(650, 560)
      await page.keyboard.up('Alt')
    },
    gesture: async (page) => {
      await drag(page, 20, (t) => [400 + 4 * t, 400])
      await page.keyboard.press('Control+z')
    },
  },
  {
    name: 'pan',
    prepare: (page) => page.keyboard.press('h'),
    gesture: async (page) => {
      await drag(page, 40, (t) => [700 - 300 * t, 500 - 200 * t])
      await drag(page, 40, (t) => [400 + 300 * t, 300 + 200 * t])
    },
  },
  {
    name: 'zoom',
    prepare: (page) => page.mouse.move(500, 400),
    gesture: async (page) => {
      await page.keyboard.down('Control')
      for (let step = 0; step < 60; step++) {
        await page.mouse.wheel(0, step < 30 ? 60 : -60)
        await page.waitForTimeout(PACE)
      }
      await page.keyboard.up('Control')
    },
  },
  {
    name: 'move-layer',
    prepare: async (page) => {
      await page.keyboard.press('Control+0')
      await page.keyboard.press('v')
    },
    gesture: async (page) => {
      await drag(page, 40, (t) => [500 + 150 * t, 450 - 90 * t])
      await page.keyboard.press('Control+z')
    },
  },
  {
    // Two adjustment layers and three masks among the ten.
    name: 'stroke-adjusted',
    prepare: async (page) => {
      await adjustAndMask(page)
      await brush(page, 0)
    },
    gesture: stroke,
  },
  {
    // On a new layer above the ten, beside what the model for line drawings makes of it meanwhile.
    name: 'stroke-live',
    prepare: drawLive,
    gesture: async (page) => {
      await drag(page, 100, (t) => [110 + 370 * t, 430 + 90 * Math.sin(12 * t)])
    },
  },
]

async function drawLive(page: Page): Promise<void> {
  await page.keyboard.press('t')
  await page.getByRole('combobox', { name: 'Model' }).click()
  await page.getByRole('option', { name: /^Line drawings/ }).click()
  await page.getByRole('button', { name: 'New drawing' }).click()
  const live = page.getByRole('switch', { name: 'Live' })
  if (!(await live.isChecked())) await live.click()
}

async function brush(page: Page, steps: number): Promise<void> {
  await page.keyboard.press('b')
  await keys(page, ']', steps)
}

async function keys(page: Page, key: string, times: number): Promise<void> {
  for (let press = 0; press < times; press++) await page.keyboard.press(key)
}

/** One press of the mouse along a path given for 0 to 1, in CSS pixels of the page. */
async function drag(
  page: Page,
  steps: number,
  path: (t: number) => readonly [number, number],
): Promise<void> {
  await page.mouse.move(...path(0))
  await page.mouse.down()
  for (let step = 1; step <= steps; step++) {
    await page.mouse.move(...path(step / steps))
    await page.waitForTimeout(PACE)
  }
  await page.mouse.up()
}
