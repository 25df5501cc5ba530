import { HEIGHT, openPicture, SAND, WIDTH } from './support/sand.ts'
import { expect, test } from './support/studio.ts'

test('sliders take numbers, keys and a double click', async ({ studio }) => {
  const { page } = studio
  await openPicture(studio)
  await studio.tool('Brush')
  const slider = page.getByRole('slider', { name: 'Hardness' })
  const number = page.getByRole('textbox', { name: 'Hardness', exact: true })
  await studio.enter('Hardness', 33)
  await expect(number).toHaveValue('33')
  await slider.press('ArrowRight')
  await expect(number).toHaveValue('34')
  await slider.press('Shift+ArrowLeft')
  await expect(number).toHaveValue('24')
  await slider.press('End')
  await expect(number).toHaveValue('100')
  const box = (await page.locator('.slider').filter({ has: slider }).boundingBox())!
  await page.mouse.dblclick(box.x + box.width - 30, box.y + box.height / 2)
  await expect(number).toHaveValue('80')
})

test('the right button offers what fits to what is under it', async ({ studio }) => {
  const { page } = studio
  await openPicture(studio)
  const press = async (x: number, y: number) => {
    const at = await studio.pixel(x, y)
    await page.mouse.click(at.x, at.y, { button: 'right' })
  }
  const menu = page.getByRole('menu')

  await press(WIDTH / 2, HEIGHT / 2)
  await menu.getByRole('menuitem', { name: 'Duplicate' }).click()
  await studio.expectLayers('picture copy', 'picture')

  // A menu that is still closing takes letters.
  await expect(menu).toHaveCount(0)
  await page.keyboard.press('m')
  await studio.dragPixels([20, 20], [120, 120])
  // The selection is there a moment after its drag.
  await expect(async () => {
    if ((await menu.count()) > 0) await page.keyboard.press('Escape')
    await press(60, 60)
    await expect(menu.getByRole('menuitem', { name: /^Deselect/ })).toBeVisible({ timeout: 2000 })
  }).toPass()
  await expect(menu.getByRole('menuitem', { name: /^Rename/ })).toHaveCount(0)
  await menu.getByRole('menuitem', { name: /^Deselect/ }).click()
  await press(60, 60)
  await expect(menu.getByRole('menuitem', { name: /^Rename/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)
})

test('the interface is as large as it is set, the canvas stays on the screen’s pixels', async ({
  studio,
}) => {
  const { page } = studio
  await openPicture(studio)
  const bar = page.getByRole('menubar')
  const before = (await bar.boundingBox())!
  await studio.menu('File', 'Settings…')
  await studio.choose('Interface scale', '150%')
  await page.getByRole('button', { name: 'Done' }).click()
  await expect.poll(async () => (await bar.boundingBox())!.height).toBeCloseTo(1.5 * before.height, 0)
  // Menus open where their names are, and a press on the canvas hits the pixel that is seen there.
  await bar.getByRole('menuitem', { name: 'Image' }).click()
  const name = (await bar.getByRole('menuitem', { name: 'Image' }).boundingBox())!
  const menu = (await page.getByRole('menu').boundingBox())!
  expect(Math.abs(menu.x - name.x)).toBeLessThan(12)
  expect(menu.y - name.y - name.height).toBeLessThan(12)
  await page.keyboard.press('Escape')
  await studio.tool('Brush')
  // More than the bar is wide at this scale: the wheel comes to its end.
  const options = page.getByRole('region', { name: 'Options of Brush' })
  const last = options.getByRole('combobox', { name: 'Symmetry' })
  await expect(last).not.toBeInViewport({ ratio: 1 })
  await options.hover({ position: { x: 40, y: 20 } })
  await page.mouse.wheel(0, 2000)
  await expect(last).toBeInViewport({ ratio: 1 })
  await studio.dragPixels([100, 100], [140, 100])
  await studio.expectColor([120, 100], [0, 0, 0])
  await studio.expectColor([120, 200], SAND)
  await expect.poll(() => studio.settings()).toMatchObject({ scale: 1.5 })
  await page.reload()
  await expect.poll(async () => (await bar.boundingBox())!.height).toBeCloseTo(1.5 * before.height, 0)
})

test('a model’s card is text with the pictures of its folder', async ({ studio }) => {
  const { page } = studio
  await studio.menu('File', 'Models…')
  await page
    .getByRole('button', { name: /^Card of/ })
    .first()
    .click()
  const card = page.getByRole('document')
  await expect(card.getByRole('heading').first()).toBeVisible()
  await expect(card.locator('table').first()).toBeAttached()
  await expect(card.getByText('**')).toHaveCount(0)
  await expect(card.locator('canvas').first()).toBeVisible()
})
