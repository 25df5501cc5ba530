import { expect, type Page, test } from '@playwright/test'
import { smallDesign } from '../../electron/tools/font/write/design.fixture.ts'
import { packWoff2, writeOpenType, writeTrueType } from '../../electron/tools/font/write/writeFont.ts'

/*
 * Chromium runs the OpenType Sanitiser on every font that a page loads: what it refuses, no browser shows.
 */

/** Loads a font into a page; rejects where the sanitiser does. @returns what it said in the console */
async function load(page: Page, bytes: Uint8Array): Promise<string[]> {
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  await page.setContent('<body style="margin: 0"><span style="font: 200px written"></span></body>')
  await page.evaluate(async (base64) => {
    const binary = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))
    document.fonts.add(await new FontFace('written', binary).load())
  }, Buffer.from(bytes).toString('base64'))
  return said
}

/** Text at 200 pixels: the size of its box, and where its ink begins and ends, from the box's left and top. */
async function set(page: Page, content: string, vertical = false) {
  const span = page.locator('span')
  const { width, height } = await span.evaluate(
    (element, [text, mode]) => {
      element.textContent = text
      element.style.cssText = `font: 200px/1 written; writing-mode: ${mode}; position: absolute; top: 100px; left: 100px`
      return element.getBoundingClientRect()
    },
    [content, vertical ? 'vertical-rl' : 'horizontal-tb'] as const,
  )
  const picture = await page.screenshot({ clip: { x: 0, y: 0, width: width + 200, height: height + 200 } })
  const ink = await page.evaluate(async (base64) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')!
    canvas.drawImage(image, 0, 0)
    const { data } = canvas.getImageData(0, 0, image.width, image.height)
    const box = { left: Infinity, top: Infinity, right: 0, bottom: 0 }
    for (let at = 0; at < data.length; at += 4) {
      if (data[at]! > 128) continue
      const [x, y] = [(at / 4) % image.width, Math.floor(at / 4 / image.width)]
      box.left = Math.min(box.left, x)
      box.right = Math.max(box.right, x + 1)
      box.top = Math.min(box.top, y)
      box.bottom = Math.max(box.bottom, y + 1)
    }
    return box
  }, picture.toString('base64'))
  const [left, top, right, bottom] = [ink.left - 100, ink.top - 100, ink.right - 100, ink.bottom - 100]
  return { width, height, left, top, right, bottom }
}

const near = (value: number) => expect.closeTo(value, -0.5)

for (const [kind, write] of [
  ['TrueType', writeTrueType],
  ['OpenType', writeOpenType],
] as const)
  test(`a font written as ${kind} passes the sanitiser and sets text along and down`, async ({ page }) => {
    const bytes = write(smallDesign())
    expect(await load(page, await packWoff2(bytes))).toEqual([])
    expect(await load(page, bytes)).toEqual([])

    await test.step('advances and kerns', async () => {
      expect((await set(page, 'A')).width).toBeCloseTo(124, 0)
      expect((await set(page, 'AVA')).width).toBeCloseTo((200 * (530 + 540 + 620)) / 1000, 0)
      expect((await set(page, '一口。𠀀')).width).toBeCloseTo(800, 0)
    })
    await test.step('ink lies where it was designed', async () => {
      // A line of one em: the em's top is 880 thousandths above the baseline as are lines' of 1160 and 288.
      const { left, right, top, bottom } = await set(page, '口')
      expect([left, right, bottom - top]).toEqual([near(28), near(172), near(156)])
    })
    await test.step('text that runs down has forms of its own, in their places', async () => {
      const along = await set(page, '。')
      expect([along.left, along.right]).toEqual([near(20), near(60)])
      const square = await set(page, '口', true)
      expect([square.width, square.height]).toEqual([200, 200])
      expect([square.left, square.right, square.top, square.bottom]).toEqual([28, 172, 24, 180].map(near))
      const form = await set(page, '。', true)
      expect([form.left, form.right, form.top, form.bottom]).toEqual([140, 180, 6, 46].map(near))
      expect((await set(page, '口。一', true)).height).toBe(600)
    })
  })

test('a damaged font is refused', async ({ page }) => {
  const bytes = writeTrueType(smallDesign())
  const view = new DataView(bytes.buffer)
  const tables = Array.from({ length: view.getUint16(4) }, (_, k) => 12 + 16 * k)
  const tag = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  for (const [damaged, length] of [
    ['hmtx', 2],
    ['cmap', 8],
    ['maxp', 3],
    ['glyf', 40],
    ['loca', 8],
  ] as const) {
    const copy = bytes.slice()
    const entry = tables.find((at) => tag(at) === damaged)!
    new DataView(copy.buffer).setUint32(entry + 12, length)
    await expect(load(page, copy), damaged).rejects.toThrow()
  }
  await expect(load(page, bytes.slice(0, bytes.length / 2))).rejects.toThrow()
})
