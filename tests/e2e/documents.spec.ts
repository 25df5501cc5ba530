import { join } from 'node:path'
import { expectTabs, openFiles, tab } from './support/documents.ts'
import { plain, writePicture } from './support/pictures.ts'
import { expect, type Studio, test } from './support/studio.ts'

const WIDTH = 320
const HEIGHT = 240
const colors = { red: [200, 40, 30], green: [30, 160, 60], blue: [40, 70, 200] } as const
type Name = keyof typeof colors

/** Pictures of one colour, opened together, each in a tab; the first is in front. */
async function openThree(studio: Studio): Promise<void> {
  const paths = await Promise.all(
    (Object.keys(colors) as Name[]).map(async (name) => {
      const path = join(studio.folder, `${name}.png`)
      await writePicture(path, WIDTH, HEIGHT, plain(...colors[name]))
      return path
    }),
  )
  await openFiles(studio, ...paths)
  await expectTabs(studio, 'red*', 'green', 'blue')
}

test('several files open at once, each with a history, a selection and a view of its own', async ({
  studio,
}) => {
  const { page } = studio
  await openThree(studio)
  await studio.expectColor([10, 10], colors.red)
  await studio.tool('Brush')
  await studio.dragPixels([40, 120], [280, 120])
  await studio.expectColor([160, 120], [0, 0, 0])
  await expect(tab(studio, 'red')).toHaveAccessibleName('red, not saved')

  await tab(studio, 'green').click()
  await studio.expectColor([160, 120], colors.green)
  expect(await studio.history()).toEqual([])
  await page.keyboard.press('Control+a')
  expect(await studio.history()).toEqual(['Select all'])
  await page.keyboard.press('Control+1')
  await studio.menu('View', 'Zoom in')
  const zoom = page.getByRole('textbox', { name: 'Zoom', exact: true })
  await expect(zoom).toHaveValue('150')

  await page.keyboard.press('Control+F6')
  await expectTabs(studio, 'red', 'green', 'blue*')
  await page.keyboard.press('Control+F6')
  await expectTabs(studio, 'red*', 'green', 'blue')
  await expect(zoom).toHaveValue('100')
  expect(await studio.history()).toEqual(['Brush'])
  await page.keyboard.press('Control+z')
  await studio.expectColor([160, 120], colors.red)
  await page.keyboard.press('Control+Shift+F6')
  await page.keyboard.press('Control+Shift+F6')
  await expectTabs(studio, 'red', 'green*', 'blue')
  await expect(zoom).toHaveValue('150')
  expect(await studio.history()).toEqual(['Select all'])
})

test('tabs are ordered by dragging and closed by the cross, the middle button and the keyboard', async ({
  studio,
}) => {
  const { page } = studio
  await openThree(studio)
  const boxOf = async (name: Name) => (await tab(studio, name).boundingBox())!
  const middle = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({
    x: x + width / 2,
    y: y + height / 2,
  })
  const last = await boxOf('blue')
  await studio.drag(middle(await boxOf('red')), { x: last.x + last.width - 5, y: last.y + 5 })
  await expectTabs(studio, 'green', 'blue', 'red*')

  await tab(studio, 'green').hover()
  await tab(studio, 'green').locator('.document-tab__close').click()
  await expectTabs(studio, 'blue', 'red*')
  await tab(studio, 'red').focus()
  await page.keyboard.press('Alt+ArrowLeft')
  await expectTabs(studio, 'red*', 'blue')
  await page.keyboard.press('ArrowRight')
  await expectTabs(studio, 'red', 'blue*')
  await tab(studio, 'red').click({ button: 'middle' })
  await expectTabs(studio, 'blue*')
  await page.keyboard.press('Delete')
  await expect(page.getByText('Start with a picture')).toBeVisible()
})

test('what is not saved is asked about, and shown, before it is closed', async ({ studio }) => {
  const { page } = studio
  await openThree(studio)
  for (const name of ['red', 'green']) {
    await tab(studio, name).click()
    await page.keyboard.press('Control+Shift+n')
    await studio.expectLayers('Layer', name)
  }
  await tab(studio, 'blue').click()
  await studio.menu('File', 'Close all')
  await expectTabs(studio, 'red*', 'green', 'blue')
  await page.getByRole('alertdialog', { name: /“red”/ }).getByRole('button', { name: 'Don’t save' }).click()
  await expectTabs(studio, 'red', 'green*', 'blue')
  await page
    .getByRole('alertdialog', { name: /“green”/ })
    .getByRole('button', { name: 'Cancel' })
    .click()
  await expectTabs(studio, 'red', 'green*', 'blue')

  await tab(studio, 'red').click({ button: 'middle' })
  await expectTabs(studio, 'red*', 'green', 'blue')
  await page.getByRole('button', { name: 'Don’t save' }).click()
  await expectTabs(studio, 'green*', 'blue')
  await studio.menu('File', 'Close all')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await studio.writeAs('kept')
  await expect(page.getByText('Start with a picture')).toBeVisible()
  await studio.drop(join(studio.folder, 'kept.ganvas'))
  await studio.expectLayers('Layer', 'green')
})

test('files dropped on the picture become layers where they are dropped, on the tabs documents', async ({
  studio,
}) => {
  await openThree(studio)
  const spot = join(studio.folder, 'spot.png')
  await writePicture(spot, 20, 20, plain(255, 255, 255))
  await studio.drop(spot, await studio.pixel(60, 50))
  await studio.expectLayers('spot', 'red')
  await studio.expectColor([60, 50], [255, 255, 255])
  await studio.expectColor([160, 120], colors.red)
  const box = (await tab(studio, 'blue').boundingBox())!
  await studio.drop([spot, join(studio.folder, 'green.png')], { x: box.x + 20, y: box.y + 10 })
  await expectTabs(studio, 'red', 'green', 'blue', 'spot*', 'green')
  await studio.expectLayers('spot')
})

test('a reload and a crash bring every open document back', async ({ studio, shell, context }) => {
  const { page } = studio
  await openThree(studio)
  for (const name of ['red', 'green']) {
    await tab(studio, name).click()
    await page.keyboard.press('Control+Shift+n')
    await studio.expectLayers('Layer', name)
    await studio.kept()
  }
  page.on('dialog', (dialog) => dialog.accept())
  await page.reload()
  await expectTabs(studio, 'red', 'green*', 'blue')
  await studio.expectLayers('Layer', 'green')
  await studio.expectColor([160, 120], colors.green)
  await tab(studio, 'red').click()
  await studio.expectColor([160, 120], colors.red)
  await page.close()

  const heir = await studio.inPage(await context.newPage(), shell.url)
  const question = heir.page.getByRole('alertdialog', { name: 'Recover unsaved work?' })
  await question.getByRole('button', { name: 'Recover all' }).click()
  for (const name of Object.keys(colors) as Name[]) {
    await tab(heir, name).click()
    await heir.expectColor([160, 120], colors[name])
  }
  await expect(heir.page.getByRole('tab', { name: /not saved$/ })).toHaveCount(3)
})
