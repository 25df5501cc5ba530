import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { openFont as openFontFile } from '../../electron/tools/font/file/fontFile.ts'
import { byHand, photographed, scannedPage, written } from '../../electron/tools/font/sheet/sheet.fixture.ts'
import { templatePages } from '../../electron/tools/font/sheet/templatePages.ts'
import { smallDesign } from '../../electron/tools/font/write/design.fixture.ts'
import { writeTrueType } from '../../electron/tools/font/write/writeFont.ts'
import { expect, test } from './support/studio.ts'

const characters = [...'一口あ𠀀'].map((each) => each.codePointAt(0)!)

test('a photo of a template becomes references: seen, put right, left out, taken', async ({ studio }) => {
  const { page, folder } = studio
  const bytes = writeTrueType(smallDesign())
  await writeFile(join(folder, 'source.ttf'), bytes)
  const font = await openFontFile(bytes, 'source.ttf')
  const [printed = []] = templatePages(characters, font)
  const ink = characters.map((character, cell) => ({
    cell,
    outline: byHand(font.drawn(character)!),
    advance: 1000,
  }))
  const photo = photographed(await scannedPage(written(printed, ink)), {
    turn: 176,
    aslant: 0.1,
    dimmest: 0.6,
  })
  const raw = { width: photo.width, height: photo.height, channels: 1 as const }
  await sharp(photo.data, { raw }).jpeg({ quality: 90 }).toFile(join(folder, 'photo.jpg'))

  await page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name: 'Font' }).click()
  const main = page.getByRole('main', { name: 'Font' })
  await main.getByRole('button', { name: 'Choose a source font…' }).click()
  const choose = async (button: ReturnType<typeof page.getByRole>, file: string) => {
    const choosing = page.waitForEvent('filechooser')
    await button.click()
    await (await choosing).setFiles(join(folder, file))
  }
  await choose(page.getByRole('dialog').getByRole('button', { name: 'Choose a file…' }), 'source.ttf')
  await expect(main).toContainText('Small Test')
  await main.getByRole('button', { name: 'Own style', exact: true }).click()
  await main.getByRole('button', { name: 'From a sheet…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Glyphs of a sheet' })
  await choose(dialog.getByRole('button', { name: 'Choose pictures…' }), 'photo.jpg')

  await expect(dialog).toContainText('Template, page 1 of 1')
  await expect(dialog).toContainText('lay upside down, turned')
  await expect(dialog.getByRole('listitem')).toHaveCount(4)
  for (const [k, character] of ['一', '口', 'あ', '𠀀'].entries())
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
