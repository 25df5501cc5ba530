import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import sharp from 'sharp'
import { Random } from '../../electron/nets/random.ts'
import { openShell } from '../../tests/e2e/support/shell.ts'
import { transferFiles } from '../../tests/e2e/support/transfer.ts'
import { findBrowser } from '../lib/browser.mjs'
import { below } from './hurt.ts'
import type { Trial } from './trial.ts'

const WIDTH = 640
const HEIGHT = 480
/** Strokes lie in cells of this side, one in each, in pixels. */
const CELL = 16
const COLUMNS = 38
const ROWS = 28

/** The longest rests between the last move of the mouse and the reload, in milliseconds: one of them is drawn. */
const LONGEST_RESTS_MS = [0, 100, 400, 4000]

/**
 * The page reloaded while somebody paints, in a stroke or after it. What the page said was kept must be there; of what it
 * said was not kept yet, what a reload in that instant cost is counted.
 */
export const reloads: Trial = {
  count: 100,
  async run({ folder, count, seed }) {
    await mkdir(folder, { recursive: true })
    const shell = await openShell(folder)
    const executablePath = findBrowser()
    const browser = await chromium.launch({
      ...(executablePath && { executablePath }),
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    })
    const faults: string[] = []
    const tally = {
      reloads: 0,
      strokes: 0,
      while_kept: 0,
      while_keeping: 0,
      strokes_not_kept_yet: 0,
      of_them_lost: 0,
    }
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
      page.on('dialog', (dialog) => void dialog.accept())
      await page.goto(shell.url)
      const start = await openWhite(page, folder)
      let next = 0
      const there = new Set<number>()
      for (let number = 0; number < count && next + 4 < COLUMNS * ROWS; number++) {
        const random = new Random(seed, 'reloads', number)
        const finished: number[] = []
        for (let more = below(random, 3); more > 0; more--) {
          await stroke(page, start, next, 4)
          finished.push(next++)
        }
        // The last stroke is cut off by the reload, or not.
        const moves = below(random, 5)
        const whole = await stroke(page, start, next, moves)
        if (whole) finished.push(next)
        next++
        await page.waitForTimeout(below(random, LONGEST_RESTS_MS[below(random, LONGEST_RESTS_MS.length)]!))
        const kept = await page.locator('.statusbar__kept').getAttribute('data-kept')
        await page.reload()
        await page.getByRole('application').waitFor()
        const seen = await strokesSeen(page, start, there, finished)
        const lost = [...there].filter((cell) => !seen.has(cell))
        const missed = finished.filter((cell) => !seen.has(cell))
        if (lost.length > 0) faults.push(`No. ${number}: ${lost.length} strokes of earlier rounds are gone.`)
        if (kept === 'true' && missed.length > 0)
          faults.push(`No. ${number}: ${missed.length} strokes that were said to be kept are gone.`)
        tally.reloads++
        tally.strokes += finished.length
        if (kept === 'true') tally.while_kept++
        else {
          tally.while_keeping++
          tally.strokes_not_kept_yet += finished.length
          tally.of_them_lost += missed.length
        }
        for (const cell of seen) there.add(cell)
        for (const cell of lost) there.delete(cell)
      }
    } finally {
      await browser.close()
      await shell.close()
    }
    return { ...tally, faults }
  },
}

type Start = { x: number; y: number }

/** Opens a white picture, with the brush in hand. @returns the page's point of its first cell */
async function openWhite(page: Page, folder: string): Promise<Start> {
  const path = join(folder, 'white.png')
  const white = { width: WIDTH, height: HEIGHT, channels: 3 as const, background: '#fff' }
  await writeFile(path, await sharp({ create: white }).png().toBuffer())
  await page.getByRole('treeitem').first().waitFor()
  await page.getByRole('menubar').getByRole('menuitem', { name: 'File', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Close(?! all)/ }).click()
  await page.getByText('Start with a picture').waitFor()
  await transferFiles(page, [path], ['dragenter', 'dragover', 'drop'])
  await page.getByRole('application').waitFor()
  await page.getByRole('treeitem', { name: /^white/ }).waitFor()
  await page.keyboard.press('b')
  const size = page.getByRole('textbox', { name: 'Size', exact: true })
  await size.fill(String(CELL / 2))
  await size.blur()
  const frame = (await page.getByRole('application').boundingBox())!
  return {
    x: Math.round(frame.x + frame.width / 2 - (COLUMNS * CELL) / 2),
    y: Math.round(frame.y + frame.height / 2 - (ROWS * CELL) / 2),
  }
}

const placeOf = (start: Start, cell: number): Start => ({
  x: start.x + (cell % COLUMNS) * CELL + CELL / 2,
  y: start.y + Math.floor(cell / COLUMNS) * CELL + CELL / 2,
})

/** Paints to and fro in a cell. With fewer than four moves the pen stays down. @returns whether it is finished */
async function stroke(page: Page, start: Start, cell: number, moves: number): Promise<boolean> {
  const { x, y } = placeOf(start, cell)
  await page.mouse.move(x - 4, y)
  await page.mouse.down()
  for (let move = 1; move <= moves; move++) await page.mouse.move(x - 4 + 2 * move, y)
  if (moves < 4) return false
  await page.mouse.up()
  return true
}

/** Those of some cells in which the screen shows a stroke, looked for until they are all there or stay away. */
async function strokesSeen(page: Page, start: Start, ...cells: Iterable<number>[]): Promise<Set<number>> {
  const wanted = cells.flatMap((each) => [...each])
  // What opening draws over, and a pen that is still held down.
  await page.mouse.up()
  await page.mouse.move(5, 5)
  await page.getByRole('treeitem').first().waitFor()
  let seen = new Set<number>()
  for (let look = 0; look < 8 && wanted.some((cell) => !seen.has(cell)); look++) {
    await page.waitForTimeout(250)
    const { data, info } = await sharp(await page.screenshot())
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const dark = ({ x, y }: Start) => data[(y * info.width + x) * 3]! < 160
    seen = new Set(wanted.filter((cell) => dark(placeOf(start, cell))))
  }
  return seen
}
