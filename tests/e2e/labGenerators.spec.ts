import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chooseFolder, main, openLab, stateOf } from './support/lab.ts'
import { writePicture } from './support/pictures.ts'
import { expect, test } from './support/studio.ts'

/** Discs and bars, twelve of each, in folders of their own. */
async function writeKinds(folder: string): Promise<void> {
  for (const kind of ['discs', 'bars']) {
    await mkdir(join(folder, kind), { recursive: true })
    for (let k = 0; k < 12; k++)
      await writePicture(join(folder, kind, `p${k}.png`), 40, 40, (x, y) =>
        (kind === 'discs' ? Math.hypot(x - 20, y - 20) < 8 + k / 2 : Math.abs(x - 20) < 4 + k / 3)
          ? [220, 40 + 10 * k, 30]
          : [30, 90, 200 - 8 * k],
      )
  }
}

test('a generator is trained on folders that are classes, published, and drawn with in Sketch', async ({
  studio,
}, info) => {
  const { page, folder } = studio
  await writeKinds(join(folder, 'shapes'))
  await openLab(studio)
  await main(studio).getByRole('button', { name: 'New model' }).first().click()
  await page.getByRole('radio', { name: 'Pictures to draw more of', exact: true }).click()
  await page.getByRole('button', { name: 'Its folder is its class' }).click()
  await chooseFolder(studio, 'Folder of pictures', join(folder, 'shapes'))
  await expect(page.getByRole('img', { name: /^Picture \d+$/ })).toHaveCount(10)
  await expect(main(studio)).toContainText('24 pictures')
  await expect(page.locator('.lab-pair__said').getByText('discs').first()).toBeVisible()
  await page.screenshot({ path: info.outputPath('form.png') })
  await studio.menu('View', 'Theme', 'Dark')
  await studio.menu('View', 'Language', '简体中文')
  await expect(page.getByRole('button', { name: '所在文件夹即类别' })).toBeVisible()
  await page.screenshot({ path: info.outputPath('form-dark-chinese.png') })
  await studio.menu('视图', '语言', 'English')
  await page.getByRole('button', { name: 'More settings' }).click()
  for (const [field, value] of [
    ['Size', 16],
    ['Width', 2],
    ['Pictures a step', 2],
    ['Steps', 12],
  ] as const)
    await studio.enter(field, value, main(studio))
  await page.getByRole('button', { name: 'Start training' }).click()
  await expect(stateOf(page)).toHaveText('Done')
  await expect(page.getByRole('img', { name: /^Samples at step/ })).toBeVisible()
  await page.screenshot({ path: info.outputPath('run.png') })

  await page.getByRole('button', { name: 'Publish…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish “shapes”' })
  await dialog.getByRole('textbox', { name: 'Id' }).fill('shapes')
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(studio.message('“shapes” is in the tool Sketch now')).toBeVisible()
  await page.getByRole('button', { name: 'Draw in Sketch' }).click()
  const panel = page.getByRole('tabpanel', { name: 'Sketch' })
  await expect(panel.getByRole('combobox', { name: 'Generator' })).toContainText('shapes')
})
