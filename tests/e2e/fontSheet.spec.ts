import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import sharp from 'sharp'
import { hanDesign, learnableCharacters } from '../../electron/engine/font/han.fixture.ts'
import { openFont as openFontFile } from '../../electron/tools/font/file/fontFile.ts'
import type { Outline } from '../../electron/tools/font/outline/outline.ts'
import { byHand, photographed, scannedPage, written } from '../../electron/tools/font/sheet/sheet.fixture.ts'
import { CELLS } from '../../electron/tools/font/sheet/template.ts'
import { templatePages } from '../../electron/tools/font/sheet/templatePages.ts'
import { drawn, smallDesign } from '../../electron/tools/font/write/design.fixture.ts'
import type { FontDesign } from '../../electron/tools/font/write/design.ts'
import { writeTrueType } from '../../electron/tools/font/write/writeFont.ts'
import { installTrainableGlyphs } from './support/glyphModel.ts'
import { expect, type Studio, test } from './support/studio.ts'

const textOf = (text: string) => [...text].map((each) => each.codePointAt(0)!)

interface Written {
  /** The source that the template is printed for, a file of this folder. */
  source: FontDesign
  characters: string
  /** What is written, by the characters. */
  hand(character: number): Outline
  photo: Parameters<typeof photographed>[1]
}

/** Writes `source.ttf` and `photo.jpg`, a photo of a template that somebody wrote on. */
async function writeSheet(folder: string, { source, characters, hand, photo }: Written): Promise<void> {
  const bytes = writeTrueType(source)
  await writeFile(join(folder, 'source.ttf'), bytes)
  const [printed = []] = templatePages(textOf(characters), await openFontFile(bytes, 'source.ttf'))
  const ink = textOf(characters).map((character, cell) => ({
    cell,
    outline: byHand(hand(character)),
    advance: 1000,
  }))
  await writePhoto(join(folder, 'photo.jpg'), photographed(await scannedPage(written(printed, ink)), photo))
}

async function writePhoto(path: string, { width, height, data }: ReturnType<typeof photographed>) {
  await sharp(data, { raw: { width, height, channels: 1 } })
    .jpeg({ quality: 90 })
    .toFile(path)
}

async function choose({ page, folder }: Studio, button: Locator, ...files: string[]): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await button.click()
  await (await choosing).setFiles(files.map((file) => join(folder, file)))
}

/** A font of `source.ttf`, and the dialog of sheets. */
async function beginSheet(studio: Studio): Promise<{ main: Locator; dialog: Locator }> {
  const { page } = studio
  await page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name: 'Font' }).click()
  const main = page.getByRole('main', { name: 'Font' })
  await main.getByRole('button', { name: 'Choose a source font…' }).click()
  const choosing = page.getByRole('dialog').getByRole('button', { name: 'Choose a file…' })
  await choose(studio, choosing, 'source.ttf')
  await expect(main).toContainText('Small Test')
  return { main, dialog: page.getByRole('dialog', { name: 'Glyphs of a sheet' }) }
}

const openSheet = async (main: Locator) => {
  await main.getByRole('button', { name: 'Own style', exact: true }).click()
  await main.getByRole('button', { name: 'From a sheet…' }).click()
}

test('a photo of a template becomes references: seen, put right, left out, taken', async ({ studio }) => {
  const characters = '一口あ𠀀'
  await writeSheet(studio.folder, {
    source: smallDesign(),
    characters: `${characters}H`,
    hand: (character) => (character === 0x48 ? [] : drawn[String.fromCodePoint(character)]!.outline),
    photo: { turn: 176, aslant: 0.1, dimmest: 0.6 },
  })
  const { main, dialog } = await beginSheet(studio)
  await main.getByRole('textbox', { name: 'And the characters of this text' }).fill(characters)
  await openSheet(main)
  await choose(studio, dialog.getByRole('button', { name: 'Choose pictures…' }), 'photo.jpg')

  await expect(dialog).toContainText('Template, page 1 of 1')
  await expect(dialog).toContainText('lay upside down, turned')
  await expect(dialog).toContainText('Nothing is drawn for these characters, which are left out: H')
  await expect(dialog.getByRole('listitem')).toHaveCount(4)
  for (const [k, character] of [...characters].entries())
    await expect(dialog.getByRole('textbox', { name: `Row 1, column ${k + 1}` })).toHaveValue(character)
  // One is another character, one is not wanted.
  await dialog.getByRole('textbox', { name: 'Row 1, column 1' }).fill('二')
  await dialog.getByRole('button', { name: 'Row 1, column 4 𠀀' }).click()
  await dialog.getByRole('button', { name: 'Take glyphs: 3' }).click()
  await expect(dialog).toBeHidden()
  await expect(main.getByRole('button', { name: 'Redraw 二' })).toBeVisible()
  await expect(main.getByRole('button', { name: 'Redraw 口' })).toBeVisible()
  await expect(main.getByRole('button', { name: 'Redraw 𠀀' })).toHaveCount(0)
})

test('a photo of a sheet becomes a style, and glyphs that were not on it are made in that style', async ({
  studio,
}) => {
  test.slow()
  const { page, folder } = studio
  const heavy = new Map(hanDesign(14).glyphs.map(({ character, outline }) => [character, outline]))
  const onSheet = learnableCharacters.slice(0, 16)
  await writeSheet(folder, {
    source: hanDesign(0),
    characters: onSheet,
    hand: (character) => heavy.get(character)!,
    photo: { turn: 4, aslant: 0.06, dimmest: 0.7 },
  })
  await installTrainableGlyphs(folder)
  const { main, dialog } = await beginSheet(studio)
  await main.getByRole('switch', { name: 'ASCII' }).click()
  await main.getByRole('textbox', { name: 'And the characters of this text' }).fill(learnableCharacters)
  await main.getByRole('button', { name: 'plain' }).click()
  await openSheet(main)
  await choose(studio, dialog.getByRole('button', { name: 'Choose pictures…' }), 'photo.jpg')
  await dialog.getByRole('button', { name: 'Take glyphs: 16' }).click()
  await expect(dialog).toBeHidden()
  await expect(main.getByRole('list', { name: 'References: 16' })).toBeVisible()

  await main.getByRole('button', { name: 'Learn the style' }).click()
  await expect(page.getByRole('region', { name: 'Round 1' })).toBeVisible({ timeout: 0 })
  await expect(main.getByRole('button', { name: 'My Font', pressed: true })).toBeVisible()
  await main.getByRole('button', { name: 'Make glyphs' }).click()
  const count = [...learnableCharacters].length
  await expect(main).toContainText(`${count} of ${count} glyphs made`, { timeout: 0 })
  await main.getByRole('button', { name: 'Glyphs', exact: true }).click()
  const unseen = [...learnableCharacters].at(-1)!
  await expect(page.getByRole('option', { name: new RegExp(`^${unseen}`) })).toHaveAttribute(
    'data-origin',
    'style',
  )
})

test('a sheet without glyphs, one torn and a picture of nothing say so in the dialog, and good ones are read beside them', async ({
  studio,
}) => {
  const { folder } = studio
  const source = smallDesign()
  const characters = Array.from({ length: CELLS }, (_, k) => String.fromCodePoint(0x4e00 + k)).join('')
  const square = drawn.口!.outline
  await writeSheet(folder, { source, characters, hand: () => square, photo: { turn: 3, torn: 0.86 } })
  const font = await openFontFile(writeTrueType(source), 'source.ttf')
  const [printed = []] = templatePages(textOf(characters), font)
  await writePhoto(join(folder, 'empty.jpg'), await scannedPage(printed))
  const white = { width: 600, height: 800, data: new Uint8Array(480_000).fill(250), channels: 1 as const }
  await writePhoto(join(folder, 'white.jpg'), white)
  await writeFile(join(folder, 'cut.jpg'), (await readFile(join(folder, 'photo.jpg'))).subarray(0, 300))

  const { main, dialog } = await beginSheet(studio)
  await openSheet(main)
  const pictures = ['empty.jpg', 'white.jpg', 'cut.jpg', 'photo.jpg']
  await choose(studio, dialog.getByRole('button', { name: 'Choose pictures…' }), ...pictures)
  const page = (name: string) => dialog.getByRole('region', { name })
  await expect(page('empty.jpg').getByRole('alert')).toContainText('empty.jpg shows no glyph')
  await expect(page('white.jpg').getByRole('alert')).toContainText('white.jpg shows no printed template')
  await expect(page('cut.jpg').getByRole('alert')).toContainText('cut.jpg')
  const torn = page('photo.jpg')
  await expect(torn.getByRole('textbox', { name: 'Character of: Row 1, column 1', exact: true })).toHaveValue(
    '一',
  )
  await expect(torn.getByText('torn').first()).toBeVisible()
  const [taken, all] = (await torn.textContent())!
    .match(/(\d+) of (\d+) glyphs taken/)!
    .slice(1)
    .map(Number)
  expect(taken).toBeGreaterThan(35)
  expect(taken).toBeLessThan(all!)
  await dialog.getByRole('button', { name: `Take glyphs: ${taken}` }).click()
  await expect(dialog).toBeHidden()
})
