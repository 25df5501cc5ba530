import { join } from 'node:path'
import { openPicture } from './support/sand.ts'
import { expect, test } from './support/studio.ts'

const GREY = [100, 100, 100] as const
const WARM = [200, 100, 50] as const

/** Grey to the left, a warm colour to the right. */
const halves = (x: number): readonly number[] => (x < 160 ? GREY : WARM)
const left: [number, number] = [60, 120]
const right: [number, number] = [250, 120]

test('adjustment layers change what lies below, live, masked, undone by one step, and PSD keeps them', async ({
  studio,
}) => {
  const { page } = studio
  await openPicture(studio, halves)
  const panel = page.getByRole('tabpanel', { name: 'Adjustment' })

  await test.step('levels, by typed numbers and the key', async () => {
    await page.keyboard.press('Alt+1')
    await studio.expectLayers('Levels', 'picture')
    await expect(panel.getByRole('img', { name: 'Histogram' })).toBeVisible()
    await studio.enter('White point', 200, panel)
    await studio.expectColor(left, [128, 128, 128])
    await studio.expectColor(right, [255, 128, 64])
    expect(await studio.history()).toEqual(['Add “Levels”', 'Change adjustment'])
    await studio.canvas.focus()
    await page.keyboard.press('Control+z')
    await studio.expectColor(left, GREY)
    await page.keyboard.press('Control+Shift+z')
    await studio.expectColor(left, [128, 128, 128])
  })

  await test.step('a curve, by a drag and by keys', async () => {
    await studio.menu('Layer', 'New adjustment', 'Curves layer')
    await studio.expectLayers('Curves', 'Levels', 'picture')
    const box = (await panel.getByRole('group', { name: 'Curve' }).boundingBox())!
    await studio.drag(
      { x: box.x + box.width / 2, y: box.y + box.height / 2 },
      { x: box.x + box.width / 2, y: box.y + 4 },
    )
    await expect.poll(async () => (await studio.color(...left))[0]).toBeGreaterThan(230)
    await panel.getByRole('slider', { name: 'Point 2' }).press('Delete')
    await studio.expectColor(left, [128, 128, 128])
  })

  await test.step('invert, only where something is selected', async () => {
    await page.keyboard.press('m')
    await studio.dragPixels([160, 0], [320, 240])
    await page.keyboard.press('Alt+8')
    await studio.expectLayers('Invert', 'Curves', 'Levels', 'picture')
    await studio.expectColor(right, [0, 127, 191], 2)
    await studio.expectColor(left, [128, 128, 128])
  })

  await test.step('a PSD keeps them', async () => {
    await studio.exportAs('PSD, with layers', 'adjusted')
    await studio.menu('File', 'Close')
    await page.getByRole('button', { name: 'Don’t save' }).click()
    await expect(page.getByText('Start with a picture')).toBeVisible()
    await studio.drop(join(studio.folder, 'adjusted.psd'))
    await studio.expectLayers('Invert', 'Curves', 'Levels', 'picture')
    await studio.expectColor(right, [0, 127, 191], 2)
    await studio.expectColor(left, [128, 128, 128])
    await studio.layer('Levels').click()
    await expect(panel.getByRole('textbox', { name: 'White point', exact: true })).toHaveValue('200')
  })
})

test('adjustments of the pixels themselves are shown before they are made, and can be left', async ({
  studio,
}) => {
  const { page } = studio
  await openPicture(studio, halves)
  const place = await studio.pixel(...right)
  await page.keyboard.press('Control+u')
  const dialog = page.getByRole('dialog', { name: 'Hue and saturation' })
  await studio.enter('Saturation', -100, dialog)
  await expect.poll(() => studio.shownOnPage(place)).toEqual([125, 125, 125])
  await page.keyboard.press('Escape')
  await studio.expectColor(right, WARM)
  expect(await studio.history()).toEqual([])

  await studio.menu('Image', 'Adjust', 'Hue and saturation…')
  await studio.enter('Saturation', -100, dialog)
  await dialog.getByRole('button', { name: 'OK' }).click()
  await studio.expectColor(right, [125, 125, 125])
  expect(await studio.history()).toEqual(['Adjust'])
  await studio.canvas.focus()
  await page.keyboard.press('Control+i')
  await studio.expectColor(right, [130, 130, 130])
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await studio.expectColor(right, WARM)
})
