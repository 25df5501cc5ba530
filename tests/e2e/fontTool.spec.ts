import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { bar, smallDesign } from '../../electron/tools/font/write/design.fixture.ts'
import { writeTrueType } from '../../electron/tools/font/write/writeFont.ts'
import { expect, type Studio, test } from './support/studio.ts'

/** Level and upright strokes of simple characters, in tenths of the em. */
const strokes: Record<string, [number, number, number, number][]> = {
  二: [
    [2, 6.5, 8, 7.3],
    [1, 1, 9, 1.8],
  ],
  三: [
    [2, 6.8, 8, 7.5],
    [2.5, 3.8, 7.5, 4.5],
    [1, 0.5, 9, 1.2],
  ],
  十: [
    [1, 3.8, 9, 4.6],
    [4.6, -0.5, 5.4, 8],
  ],
  土: [
    [2, 5, 8, 5.8],
    [4.6, 0, 5.4, 8],
    [1, 0, 9, 0.8],
  ],
  王: [
    [1.5, 6.8, 8.5, 7.5],
    [2, 3.6, 8, 4.3],
    [1, 0, 9, 0.8],
    [4.6, 0, 5.4, 7.5],
  ],
  上: [
    [4.5, 0, 5.3, 8],
    [5, 4, 8, 4.8],
    [1, 0, 9, 0.8],
  ],
  下: [
    [1, 7, 9, 7.8],
    [4.6, -0.8, 5.4, 7.8],
    [5.2, 4, 7, 4.8],
  ],
  工: [
    [1.8, 6.8, 8.2, 7.6],
    [4.6, 0.5, 5.4, 7],
    [1, 0, 9, 0.8],
  ],
  丁: [
    [1, 7, 9, 7.8],
    [4.6, -0.5, 5.4, 7.2],
  ],
  中: [
    [4.6, -0.8, 5.4, 8],
    [1.5, 6, 8.5, 6.8],
    [1.5, 2.2, 8.5, 3],
    [1.5, 2.2, 2.3, 6.8],
    [7.7, 2.2, 8.5, 6.8],
  ],
}
const characters = `一口${Object.keys(strokes).join('')}`

/** A source of twelve Han characters and some letters. */
async function writeSource(path: string): Promise<void> {
  const design = smallDesign()
  const built = Object.entries(strokes).map(([character, bars]) => ({
    character: character.codePointAt(0)!,
    advance: 1000,
    outline: bars.map((each) =>
      bar(...(each.map((value) => 100 * value) as [number, number, number, number])),
    ),
  }))
  await writeFile(path, writeTrueType({ ...design, glyphs: [...design.glyphs, ...built] }))
}

const main = ({ page }: Studio) => page.getByRole('main', { name: 'Font' })
const openFont = ({ page }: Studio) =>
  page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name: 'Font' }).click()

/** The share of a canvas that has ink. */
const inkOf = (page: Page) =>
  page.locator('.font-sheet canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    let ink = 0
    for (let at = 3; at < data.length; at += 4) ink += data[at]! / 255
    return ink / (data.length / 4)
  })

async function begin(studio: Studio): Promise<void> {
  const { page, folder } = studio
  await writeSource(join(folder, 'source.ttf'))
  await openFont(studio)
  await main(studio).getByRole('button', { name: 'Choose a source font…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Source font' })
  const choosing = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose a file…' }).click()
  await (await choosing).setFiles(join(folder, 'source.ttf'))
  await expect(dialog).toBeHidden()
  await expect(main(studio)).toContainText('Small Test')
}

test('a font in a style: seen, made, redrawn, exported, and text set in it', async ({ studio }) => {
  const { page } = studio
  await begin(studio)
  const sheet = page.getByRole('region', { name: 'Proof sheet' })
  await page.getByRole('textbox', { name: 'And the characters of this text' }).fill(characters)
  await test.step('a text in the source, then in a style, along and down', async () => {
    await page.getByRole('textbox', { name: 'Text of the proof' }).fill('王丁中\n一口 HAV')
    await expect(sheet).toHaveAttribute('data-state', 'outlines')
    const before = await inkOf(page)
    expect(before).toBeGreaterThan(0.001)
    await page.getByRole('button', { name: 'Smiley Sans Oblique' }).click()
    await expect(sheet).toHaveAttribute('data-state', 'outlines')
    await expect.poll(() => inkOf(page)).not.toBe(before)
    await studio.enter('Weight', 60)
    const light = await inkOf(page)
    await expect(sheet).toHaveAttribute('data-state', 'outlines')
    await expect.poll(() => inkOf(page)).toBeGreaterThan(Math.min(light, before))
    await page.getByRole('switch', { name: 'Vertical' }).click()
    await expect(sheet).toHaveAttribute('data-state', 'outlines')
    expect(await inkOf(page)).toBeGreaterThan(0.001)
    await page.getByRole('switch', { name: 'Vertical' }).click()
    await studio.enter('Weight', 0)
  })

  await test.step('twelve characters are made', async () => {
    await page.getByRole('switch', { name: 'ASCII' }).click()
    await expect(main(studio)).toContainText('0 of 12 glyphs made')
    await page.getByRole('button', { name: 'Make glyphs' }).click()
    await expect(main(studio)).toContainText('12 of 12 glyphs made')
  })

  await test.step('one is redrawn on the canvas and taken back', async () => {
    await page.getByRole('button', { name: 'Glyphs', exact: true }).click()
    await page.getByRole('option', { name: /^口/ }).click()
    await page.getByRole('button', { name: 'Redraw on the canvas' }).click()
    await studio.expectLayers('Glyph', 'Source', 'Paper')
    await expect(studio.canvas).toBeVisible()
    const box = (await studio.canvas.boundingBox())!
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.move(x - 60, y)
    await page.mouse.down()
    await page.mouse.move(x + 60, y, { steps: 8 })
    await page.mouse.up()
    await openFont(studio)
    await page.getByRole('button', { name: 'Take the drawing' }).click()
    await expect(page.getByRole('option', { name: /^口/ })).toHaveAttribute('data-origin', 'drawn')
  })

  await test.step('exported, a page sets text in it', async () => {
    await page.getByRole('button', { name: 'Export…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Export the font' })
    await dialog.getByRole('textbox', { name: 'Family name' }).fill('Twelve')
    await dialog.getByRole('button', { name: 'Choose a place…' }).click()
    const downloading = page.waitForEvent('download')
    await page.getByRole('dialog').getByRole('button', { name: 'Download' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('Twelve-Regular.ttf')
    const bytes = await readFile(await download.path())
    const set = await textSetIn(page, bytes.toString('base64'))
    expect(set.advance).toBeCloseTo(300, 0)
    expect(set.ink).toBeGreaterThan(200)
    // Unlike the box of .notdef, which a character beyond the font shows.
    expect(set.likeMissing).toBe(false)
    // With the stroke across that was drawn into it.
    expect(set.middle).toBe(true)
  })
})

/** Three characters at 100 px by a font's bytes: their advance, and the pixels of 口 beside those of a missing glyph. */
function textSetIn(page: Page, base64: string) {
  return page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (each) => each.charCodeAt(0))
    document.fonts.add(await new FontFace('Twelve', bytes).load())
    const context = new OffscreenCanvas(120, 120).getContext('2d', { willReadFrequently: true })!
    context.font = '100px Twelve'
    const pixels = (text: string) => {
      context.clearRect(0, 0, 120, 120)
      context.fillText(text, 10, 100)
      return context.getImageData(0, 0, 120, 120).data
    }
    const [square, missing] = [pixels('口'), pixels('\u{10FFFD}')]
    const inked = (data: Uint8ClampedArray, x: number, y: number) => data[4 * (y * 120 + x) + 3]! > 128
    const ink = square.filter((value, at) => at % 4 === 3 && value > 128).length
    // About the middle of the em, 380 thousandths above the baseline: 口 is empty there but for a stroke across.
    const middle = Array.from({ length: 21 }, (_, k) => inked(square, 60, 52 + k)).some(Boolean)
    return {
      advance: context.measureText('口王丁').width,
      ink,
      middle,
      likeMissing: square.every((value, at) => value === missing[at]),
    }
  }, base64)
}

test('a file that is no font is refused in place, with the reason', async ({ studio }) => {
  const { page, folder } = studio
  await writeFile(join(folder, 'broken.ttf'), Buffer.from('this is no font at all, whatever its name says'))
  await openFont(studio)
  await main(studio).getByRole('button', { name: 'Choose a source font…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Source font' })
  const choosing = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose a file…' }).click()
  await (await choosing).setFiles(join(folder, 'broken.ttf'))
  await expect(dialog.getByRole('alert')).toContainText('broken.ttf is no font that Ganvas reads.')
})
