import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { Page } from '@playwright/test'
import { backgroundPng, shapesPng } from './pictures.ts'

export interface Studio {
  close(): Promise<void>
}

/** Starts the built studio in `page`, with settings of its own, and makes the document of ten layers in it. */
export async function openStudio(page: Page): Promise<Studio> {
  if (spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 2, 2] }).status !== 0)
    throw new Error('The page could not be built; see above.')
  const folder = await mkdtemp(join(tmpdir(), 'ganvas-bench-'))
  const shell = spawn(process.execPath, ['out/main/serve.js'], {
    env: { ...process.env, GANVAS_DATA: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const close = async () => {
    shell.kill('SIGTERM')
    if (shell.exitCode === null) await once(shell, 'exit')
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await page.goto(await addressOf(shell.stdout))
    await page.getByRole('application').waitFor()
    await page.getByRole('tree').waitFor()
    await makeTenLayers(page)
    // The picture to compare with is made while nothing else goes on.
    await page.waitForTimeout(6000)
  } catch (thrown) {
    await close()
    throw thrown
  }
  return { close }
}

async function addressOf(output: Readable): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const url = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(line)?.[0]
    if (url) return url
  }
  throw new Error('The studio ended before it said its address.')
}

/** Hands a PNG to the page as a drop of a file, or as a paste. */
async function give(page: Page, event: 'drop' | 'paste', png: Buffer): Promise<void> {
  await page.evaluate(
    ({ base64, event }) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], 'bench.png', { type: 'image/png' }))
      const target = document.querySelector('[role="application"]') ?? document.body
      const options = { bubbles: true, cancelable: true }
      if (event === 'paste')
        target?.dispatchEvent(new ClipboardEvent(event, { ...options, clipboardData: data }))
      else
        for (const type of ['dragenter', 'dragover', event])
          target?.dispatchEvent(new DragEvent(type, { ...options, dataTransfer: data }))
    },
    { base64: png.toString('base64'), event },
  )
}

/** Ten layers as large as the document: a background under nine of shapes, every second by another mode. */
async function makeTenLayers(page: Page): Promise<void> {
  const layers = page.getByRole('tree').getByRole('treeitem')
  await page.getByRole('treeitem', { name: 'Bird' }).waitFor({ timeout: 60_000 })
  await page.getByRole('menuitem', { name: 'File', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Close(?! all)/ }).click()
  await page.getByText('Start with a picture').waitFor()
  await give(page, 'drop', await backgroundPng(4000, 3000))
  await page.getByText('4,000 × 3,000').waitFor({ timeout: 60_000 })
  await give(page, 'paste', await shapesPng(4000, 3000))
  await layers.nth(1).waitFor({ timeout: 60_000 })
  for (let layer = 3; layer <= 10; layer++) {
    await page.keyboard.press('Control+j')
    await layers.nth(layer - 1).waitFor()
  }
  for (const [index, mode] of ['Multiply', 'Screen', 'Overlay', 'Soft Light', 'Luminosity'].entries()) {
    await layers.nth(2 * index).click()
    await page.getByRole('combobox', { name: 'Blend mode' }).click()
    await page.getByRole('option', { name: new RegExp(`^${mode}$`, 'i') }).click()
  }
  // The fifth from the top: half of the others lie above it and half below.
  await layers.nth(4).click()
}

/** Makes two of the ten layers adjustments, one above and one below the active one, and gives three others a mask. */
export async function adjustAndMask(page: Page): Promise<void> {
  const layers = page.getByRole('tree').getByRole('treeitem')
  const choose = (index: number) => layers.nth(index).click()
  for (const left of [9, 8]) {
    await choose(0)
    await page.keyboard.press('Control+Delete')
    await page.waitForFunction(
      (count) => document.querySelectorAll('[role="treeitem"]').length === count,
      left,
    )
  }
  for (const [index, key] of [
    [1, 'Alt+1'],
    [6, 'Alt+4'],
  ] as const) {
    await choose(index)
    await page.keyboard.press(key)
    await page.waitForTimeout(500)
  }
  await page.keyboard.press('m')
  await page.mouse.move(250, 300)
  await page.mouse.down()
  await page.mouse.move(700, 560, { steps: 5 })
  await page.mouse.up()
  for (const index of [0, 2, 8]) {
    await choose(index)
    await page.keyboard.press('Control+Shift+K')
    await page.waitForTimeout(500)
  }
  await page.keyboard.press('Control+d')
  if ((await layers.count()) !== 10) throw new Error('The document should have ten layers.')
  if ((await page.getByRole('treeitem', { name: /masked/ }).count()) !== 3)
    throw new Error('Three of the layers should have masks.')
  // With as many layers above as in the plain document.
  await choose(4)
}
