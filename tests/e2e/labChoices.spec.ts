import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chooseFolder, main, openLab, stateOf } from './support/lab.ts'
import { writePicture } from './support/pictures.ts'
import { expect, type Studio, test } from './support/studio.ts'

type Color = readonly [number, number, number]

/** Discs or bars of a colour before another. */
async function writeKind(folder: string, kind: 'discs' | 'bars', inner: Color, outer: Color): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (let k = 0; k < 12; k++)
    await writePicture(join(folder, `p${k}.png`), 48, 48, (x, y) =>
      (kind === 'discs' ? Math.hypot(x - 14 - 2 * k, y - 24) < 10 : (y + 3 * k) % 18 < 5) ? inner : outer,
    )
}

async function enterTiny(studio: Studio, steps: number, width: number): Promise<void> {
  for (const [field, value] of [
    ['Size', 16],
    ['Width', width],
    ['Pictures a step', 1],
    ['Steps', steps],
  ] as const)
    await studio.enter(field, value, main(studio))
}

/** The page in the other theme and the other language, and back. */
async function lookAtBoth(studio: Studio, shoot: (name: string) => Promise<unknown>): Promise<void> {
  await shoot('light-english')
  await studio.menu('View', 'Theme', 'Dark')
  await studio.menu('View', 'Language', '简体中文')
  await expect(studio.page.getByRole('main', { name: '实验室' })).toBeVisible()
  await shoot('dark-chinese')
  await studio.menu('视图', '语言', 'English')
  await studio.menu('View', 'Theme', 'Light')
}

test('two kinds of pictures are looked at, and the game that suits them is recommended; another can be chosen', async ({
  studio,
}, info) => {
  const { page, folder } = studio
  await writeKind(join(folder, 'red'), 'discs', [220, 60, 40], [40, 60, 160])
  await writeKind(join(folder, 'green'), 'discs', [60, 200, 90], [200, 190, 120])
  await writeKind(join(folder, 'bars'), 'bars', [220, 60, 40], [40, 60, 160])
  await openLab(studio)
  await main(studio).getByRole('button', { name: 'New model' }).first().click()
  await page.getByRole('radio', { name: 'Two kinds of pictures' }).click()
  await chooseFolder(studio, 'Folder of the first kind', join(folder, 'red'))
  await chooseFolder(studio, 'Folder of the second kind', join(folder, 'green'))
  const game = (name: string) => page.getByRole('radio', { name, exact: true })
  await expect(game('Colours and textures')).toBeChecked()
  await expect(main(studio)).toContainText('colours and textures are to change')
  await chooseFolder(studio, 'Folder of the second kind', join(folder, 'bars'))
  await expect(game('Shapes')).toBeChecked()
  await expect(game('Shapes')).toContainText('Recommended')
  await expect(game('Shapes')).toContainText('DiscoGAN, Kim et al. 2017')
  await expect(page.getByRole('button', { name: 'Start training' })).toBeEnabled()
  await lookAtBoth(studio, (name) => page.screenshot({ path: info.outputPath(`unpaired-${name}.png`) }))
  await game('All but the contours').click()
  await page.getByRole('button', { name: 'More settings' }).click()
  await expect(main(studio).getByRole('textbox', { name: 'Way back', exact: true })).toHaveValue('250')
  await game('Shapes').click()
  await expect(main(studio).getByRole('textbox', { name: 'Way back', exact: true })).toHaveCount(0)

  await page.getByRole('radio', { name: 'Pictures to draw more of', exact: true }).click()
  await chooseFolder(studio, 'Folder of pictures', join(folder, 'red'))
  await expect(game('Lively pictures')).toBeChecked()
  await game('Quality or variety').click()
  await expect(main(studio).getByRole('textbox', { name: 'Variety', exact: true })).toHaveValue('0.5')
  await lookAtBoth(studio, (name) => page.screenshot({ path: info.outputPath(`drawn-${name}.png`) }))
})

test('a checkpoint is tried while the run goes on, and two runs are laid side by side', async ({
  studio,
}, info) => {
  const { page, folder } = studio
  await writeKind(join(folder, 'red'), 'discs', [220, 60, 40], [40, 60, 160])
  await openLab(studio)
  const begin = async (name: string, steps: number, width: number) => {
    await main(studio).getByRole('button', { name: 'New model' }).first().click()
    await page.getByRole('radio', { name: 'Colour, from grey', exact: true }).click()
    // The folder of before is kept.
    if (name === 'Narrow') await chooseFolder(studio, 'Folder of pictures', join(folder, 'red'))
    const more = page.getByRole('button', { name: 'More settings' })
    await expect(more.or(page.getByRole('button', { name: 'Fewer settings' }))).toBeVisible()
    if (await more.isVisible()) await more.click()
    await enterTiny(studio, steps, width)
    await page.getByRole('textbox', { name: 'Name' }).fill(name)
    await page.getByRole('button', { name: 'Start training' }).click()
  }
  await begin('Narrow', 20, 1)
  await expect(stateOf(page)).toHaveText('Done')
  await expect(page.getByRole('combobox', { name: 'Beside it' })).toHaveCount(0)

  await begin('Wide', 200_000, 2)
  await expect(page.getByRole('heading', { name: 'Wide', exact: true })).toBeVisible()
  await test.step('side by side', async () => {
    await page.getByRole('combobox', { name: 'Beside it' }).click()
    await page.getByRole('option', { name: 'Narrow' }).click()
    await expect(page.getByRole('img', { name: 'Samples of “Narrow” at step 20' })).toBeVisible()
    const own = page.getByRole('img', { name: /^Samples at step/ })
    const [left, right] = await Promise.all(
      [own, page.getByRole('img', { name: 'Samples of “Narrow” at step 20' })].map((each) =>
        each.boundingBox(),
      ),
    )
    expect(left!.x + left!.width).toBeLessThanOrEqual(right!.x)
    expect(left!.y).toBeCloseTo(right!.y, 0)
    await lookAtBoth(studio, (name) => page.screenshot({ path: info.outputPath(`beside-${name}.png`) }))
  })
  await test.step('tried on the canvas', async () => {
    await main(studio).getByRole('button', { name: 'Try it' }).click()
    await expect(page.getByRole('tabpanel', { name: 'Repaint' })).toContainText(/Wide \(step [\d,]+\)/)
    await openLab(studio)
    await expect(stateOf(page)).toHaveText('Training')
    // On trial it counts as no publication.
    await expect(main(studio).getByRole('button', { name: 'Use in Repaint' })).toHaveCount(0)
  })
  await test.step('the list of models shows a picture of each', async () => {
    await page.getByRole('button', { name: 'Back to the picture' }).click()
    await studio.menu('File', 'Models…')
    const list = page.getByRole('dialog', { name: 'Models' })
    await expect(list.getByRole('img', { name: /^Wide \(step/ })).toBeVisible()
    await page.screenshot({ path: info.outputPath('models.png') })
    await list.getByRole('button', { name: 'Done' }).click()
  })
  await test.step('deleted, its model on trial goes too', async () => {
    await openLab(studio)
    await main(studio).getByRole('button', { name: 'Stop' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Stop' }).click()
    await expect(stateOf(page)).toHaveText('Stopped')
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect(page.getByRole('heading', { name: 'Narrow', exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Back to the picture' }).click()
    await studio.menu('File', 'Models…')
    const list = page.getByRole('dialog', { name: 'Models' })
    await expect(list.getByRole('listitem').first()).toBeVisible()
    await expect(list.getByText(/^Wide \(step/)).toHaveCount(0)
  })
})
