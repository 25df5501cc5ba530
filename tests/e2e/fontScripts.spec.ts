import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { smallDesign } from '../../electron/tools/font/write/design.fixture.ts'
import { writeTrueType } from '../../electron/tools/font/write/writeFont.ts'
import { installBolderLetters } from './support/glyphModel.ts'
import { expect, test } from './support/studio.ts'

test('letters and Han characters have styles of their own, each offered where the font has such characters', async ({
  studio,
}) => {
  const { page, folder } = studio
  await writeFile(join(folder, 'source.ttf'), writeTrueType(smallDesign()))
  await installBolderLetters(folder)
  await page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name: 'Font' }).click()
  const main = page.getByRole('main', { name: 'Font' })
  await main.getByRole('button', { name: 'Choose a source font…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Source font' })
  const choosing = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose a file…' }).click()
  await (await choosing).setFiles(join(folder, 'source.ttf'))
  await expect(main).toContainText('Small Test')
  const scripts = main.getByRole('group', { name: 'Style of' })
  const script = (name: string) => scripts.getByRole('button', { name, exact: true })
  const styles = main.getByRole('list', { name: 'Style', exact: true })
  const style = (name: string) => styles.getByRole('button', { name, exact: true })

  // ASCII alone is wanted at first: there is nothing but letters to choose a style for.
  await expect(style('bold')).toBeVisible()
  await expect(scripts).toHaveCount(0)
  await expect(style('As the source')).toHaveAttribute('aria-pressed', 'true')
  await style('bold').click()

  await main.getByRole('switch', { name: 'ASCII' }).click()
  await main.getByRole('textbox', { name: 'And the characters of this text' }).fill('H一口')
  await expect(script('Latin')).toBeVisible()
  await script('Han and kana').click()
  await expect(style('As the source')).toHaveAttribute('aria-pressed', 'true')
  await style('Smiley Sans Oblique').click()
  await script('Latin').click()
  await expect(style('bold')).toHaveAttribute('aria-pressed', 'true')
  await expect(style('Smiley Sans Oblique')).toHaveCount(0)

  await expect(main).toContainText('0 of 3 glyphs made')
  await main.getByRole('button', { name: 'Make glyphs' }).click()
  await expect(main).toContainText('3 of 3 glyphs made', { timeout: 0 })
  await main.getByRole('button', { name: 'Glyphs', exact: true }).click()
  for (const character of 'H一口')
    await expect(page.getByRole('option', { name: new RegExp(`^${character}`) })).toHaveAttribute(
      'data-origin',
      'style',
    )

  // One letter alone is the other style's.
  await page.getByRole('option', { name: /^H/ }).click()
  const panel = main.getByRole('complementary', { name: 'Glyph' })
  await expect(panel.getByRole('button', { name: 'As all others' })).toHaveCount(0)
  await panel.getByRole('combobox', { name: 'In style' }).click()
  await page.getByRole('option', { name: 'plain', exact: true }).click()
  await expect(panel.getByRole('button', { name: 'As all others' })).toBeVisible()
})
