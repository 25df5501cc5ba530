import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hanDesign, learnableCharacters } from '../../electron/engine/font/han.fixture.ts'
import { writeTrueType } from '../../electron/tools/font/write/writeFont.ts'
import { installTrainableGlyphs } from './support/glyphModel.ts'
import { expect, type Studio, test } from './support/studio.ts'

const main = ({ page }: Studio) => page.getByRole('main', { name: 'Font' })
const openFont = ({ page }: Studio) =>
  page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name: 'Font' }).click()

async function chooseFont({ page, folder }: Studio, dialogName: string, file: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: dialogName })
  const choosing = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose a file…' }).click()
  await (await choosing).setFiles(join(folder, file))
  await expect(dialog).toBeHidden()
}

test('references of a second font and of the brush become a style, and a glyph is made in it', async ({
  studio,
}) => {
  test.slow()
  const { page, folder } = studio
  await writeFile(join(folder, 'light.ttf'), writeTrueType(hanDesign(0)))
  await writeFile(join(folder, 'heavy.ttf'), writeTrueType(hanDesign(14)))
  await installTrainableGlyphs(folder)
  await openFont(studio)
  await main(studio).getByRole('button', { name: 'Choose a source font…' }).click()
  await chooseFont(studio, 'Source font', 'light.ttf')
  await page.getByRole('switch', { name: 'ASCII' }).click()
  await page.getByRole('textbox', { name: 'And the characters of this text' }).fill(learnableCharacters)
  await page.getByRole('button', { name: 'plain' }).click()

  await test.step('glyphs to draw are named', async () => {
    await page.getByRole('button', { name: 'A style of your own…' }).click()
    await expect(page.getByRole('list', { name: /^Glyphs to draw/ })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Learn the style' })).toBeDisabled()
  })

  await test.step('one is drawn with the brush, the others are taken of a second font', async () => {
    await page
      .getByRole('button', { name: /^Draw / })
      .first()
      .click()
    await studio.expectLayers('Glyph', 'Source', 'Paper')
    const box = (await studio.canvas.boundingBox())!
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.move(x - 60, y)
    await page.mouse.down()
    await page.mouse.move(x + 60, y, { steps: 8 })
    await page.mouse.up()
    await openFont(studio)
    await page.getByRole('button', { name: 'Take the drawing' }).click()
    await expect(page.getByRole('list', { name: 'References: 1' })).toBeVisible()
    await page.getByRole('button', { name: /^Take . away$/ }).click()
    await expect(page.getByRole('list', { name: 'References: 1' })).toBeHidden()
    await page.getByRole('button', { name: 'From another font…' }).click()
    await chooseFont(studio, 'A font to learn from', 'heavy.ttf')
    await expect(page.getByRole('list', { name: /^References: 2\d$/ })).toBeVisible()
  })

  await test.step('the style is learned, and shown beside the references that were held out', async () => {
    await page.getByRole('button', { name: 'Learn the style' }).click()
    await expect(page.getByRole('region', { name: 'Round 1' })).toBeVisible({ timeout: 0 })
    await expect(page.getByRole('region', { name: 'Round 1' }).getByRole('row')).toHaveCount(6)
    await expect(page.getByRole('list', { name: 'Look at these first' })).toBeHidden()
    await expect(page.getByRole('button', { name: 'Learn again' })).toBeEnabled()
  })

  await test.step('the font is in it, a glyph too', async () => {
    await expect(page.getByRole('button', { name: 'My Font', pressed: true })).toBeVisible()
    await page.getByRole('button', { name: 'Make glyphs' }).click()
    const count = [...learnableCharacters].length
    await expect(main(studio)).toContainText(`${count} of ${count} glyphs made`, { timeout: 0 })
    await page.getByRole('button', { name: 'Glyphs', exact: true }).click()
    await expect(page.getByRole('option', { name: /^一/ })).toHaveAttribute('data-origin', 'style')
  })
})
