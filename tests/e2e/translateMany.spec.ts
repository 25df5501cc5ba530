import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import sharp from 'sharp'
import { expectAccessible } from './support/accessible.ts'
import { plain, readPicture, writePicture } from './support/pictures.ts'
import { expect, type Studio, test } from './support/studio.ts'
import { installNegative } from './support/translators.ts'

/** Chooses a folder in the studio's own dialog, by its path. */
async function chooseFolder({ page }: Studio, button: Locator, path: string): Promise<void> {
  await button.click()
  const dialog = page.getByRole('dialog').filter({ has: page.getByRole('textbox', { name: 'Folder' }) })
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(path)
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Choose this folder' }).click()
  await expect(dialog).toHaveCount(0)
}

test('a folder of pictures is translated with the same settings; what fails is told, what is there is left', async ({
  studio,
}) => {
  const { folder, page } = studio
  await installNegative(folder)
  const photos = join(folder, 'photos')
  await mkdir(photos)
  await writePicture(join(photos, 'one.png'), 90, 70, plain(40, 200, 90))
  await writePicture(join(photos, 'two.jpg'), 70, 90, plain(255, 255, 255))
  await writeFile(join(photos, 'broken.png'), 'no picture')
  await expect(studio.canvas).toBeVisible()

  await studio.menu('Layer', 'Repaint many pictures…')
  const dialog = page.getByRole('dialog', { name: 'Repaint many pictures' })
  await chooseFolder(
    studio,
    dialog.getByRole('button', { name: 'Choose the folder of the pictures…' }),
    photos,
  )
  await studio.choose('Model', 'Negative')
  await expectAccessible(page, '[role=dialog]')
  await dialog.getByRole('button', { name: 'Repaint', exact: true }).click()
  await expect(dialog.getByText('2 repainted in')).toBeVisible()
  await expect(dialog.getByRole('list', { name: '1 failed' })).toContainText('broken.png')
  await expectAccessible(page, '[role=dialog]')
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  const results = join(photos, 'repainted')
  expect((await readdir(results)).sort()).toEqual(['one.png', 'two.png'])
  const one = await readPicture(join(results, 'one.png'))
  expect([one.width, one.height]).toEqual([90, 70])
  for (const [i, value] of [215, 55, 165].entries())
    expect(Math.abs(one.at(45, 35)[i]! - value)).toBeLessThan(3)

  await test.step('again, it makes only what is missing', async () => {
    await studio.menu('Layer', 'Repaint many pictures…')
    await dialog.getByRole('button', { name: 'Repaint', exact: true }).click()
    await expect(dialog.getByText('2 left out: they have their result already.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
  })

  await test.step('some files, each in its own format', async () => {
    await writePicture(join(photos, 'three.webp'), 30, 20, plain(0, 0, 0))
    await studio.menu('Layer', 'Repaint many pictures…')
    await dialog.getByRole('button', { name: 'Files…' }).click()
    const files = page.getByRole('dialog', { name: 'Pictures', exact: true })
    await files.getByRole('textbox', { name: 'Folder' }).fill(photos)
    await page.keyboard.press('Enter')
    await files.getByRole('button', { name: 'All', exact: true }).click()
    await files.getByRole('button', { name: 'broken.png' }).click()
    await files.getByRole('button', { name: 'one.png' }).click()
    await expect(files.getByRole('button', { name: 'two.jpg' })).toHaveAttribute('aria-pressed', 'true')
    await expectAccessible(page, '[role=dialog]')
    await files.getByRole('button', { name: 'Choose 2 files' }).click()
    await expect(dialog.getByText('2 files')).toBeVisible()
    await studio.choose('Format', 'As each picture')
    await dialog.getByRole('button', { name: 'Repaint', exact: true }).click()
    await expect(dialog.getByText('2 repainted in')).toBeVisible()
    expect((await readdir(results)).sort()).toEqual(['one.png', 'three.webp', 'two.jpg', 'two.png'])
    const { format } = await sharp(join(results, 'two.jpg')).metadata()
    expect(format).toBe('jpeg')
  })
})
