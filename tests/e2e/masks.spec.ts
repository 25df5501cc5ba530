import { join } from 'node:path'
import { plain, writePicture } from './support/pictures.ts'
import { BLACK, HEIGHT, openPicture, SAND, WIDTH } from './support/sand.ts'
import { expect, type Studio, test } from './support/studio.ts'

const RED = [200, 30, 30] as const

/** A red layer over the sand, and its left half selected. */
async function setUp(studio: Studio): Promise<void> {
  await openPicture(studio)
  await writePicture(join(studio.folder, 'red.png'), WIDTH, HEIGHT, plain(...RED))
  await studio.paste(join(studio.folder, 'red.png'))
  await expect(studio.layer('red')).toBeVisible()
  await studio.page.keyboard.press('m')
  await studio.dragPixels([0, 0], [160, 240])
}

const at: { left: [number, number]; right: [number, number] } = { left: [60, 120], right: [250, 120] }

test('a mask of the selection is painted on, moved, switched off, shown, applied and undone', async ({
  studio,
}) => {
  const { page } = studio
  await setUp(studio)

  await test.step('it shows what was selected', async () => {
    await page.keyboard.press('Control+Shift+k')
    await studio.expectColor(at.left, RED)
    await studio.expectColor(at.right, SAND)
    await page.keyboard.press('Control+d')
    await expect(page.getByRole('treeitem', { name: /^red\b.*masked/ })).toBeVisible()
  })

  await test.step('it is painted on in grey, and filled', async () => {
    await page.keyboard.press('d')
    await page.keyboard.press('b')
    await studio.dragPixels([40, 120], [80, 120])
    await studio.expectColor(at.left, SAND)
    await page.keyboard.press('x')
    await studio.dragPixels([230, 120], [270, 120])
    await studio.expectColor(at.right, RED)
    await page.keyboard.press('Control+z')
    await studio.expectColor(at.right, SAND)
    await page.keyboard.press('Control+z')
    await studio.expectColor(at.left, RED)
  })

  await test.step('the pixels are painted on again', async () => {
    await page.keyboard.press('Control+Backquote')
    await page.keyboard.press('d')
    await studio.dragPixels([40, 120], [80, 120])
    await studio.expectColor(at.left, BLACK)
    await page.keyboard.press('Control+z')
    await studio.expectColor(at.left, RED)
  })

  await test.step('it is shown in grey, and off and on again', async () => {
    await studio.menu('Layer', 'Mask', 'Show the mask')
    await expect.poll(() => studio.shown(...at.left)).toEqual([255, 255, 255])
    await expect.poll(() => studio.shown(...at.right)).toEqual([0, 0, 0])
    await studio.menu('Layer', 'Mask', 'Show the mask')
    await expect.poll(() => studio.shown(...at.left)).toEqual([...RED])
    await studio.menu('Layer', 'Mask', 'Mask in force')
    await studio.expectColor(at.right, RED)
    await page.keyboard.press('Control+z')
    await studio.expectColor(at.right, SAND)
  })

  await test.step('it moves with its layer, and is applied', async () => {
    await page.keyboard.press('v')
    await studio.drag(await studio.pixel(60, 120), await studio.pixel(160, 120))
    await studio.expectColor([20, 120], SAND)
    await studio.expectColor([230, 120], RED)
    await studio.menu('Layer', 'Mask', 'Apply mask')
    await studio.expectColor([230, 120], RED)
    await studio.expectColor([20, 120], SAND)
    await studio.expectColor([300, 120], SAND)
    await expect(page.getByRole('treeitem', { name: /^red\b.*masked/ })).toHaveCount(0)
  })
})

test('a group gets a mask, a layer is clipped to it, and a PSD keeps both', async ({ studio }) => {
  const { page } = studio
  await setUp(studio)
  await page.keyboard.press('Control+g')
  await page.keyboard.press('Control+Shift+k')
  await studio.expectColor(at.left, RED)
  await studio.expectColor(at.right, SAND)
  await page.keyboard.press('Control+d')

  await writePicture(join(studio.folder, 'black.png'), WIDTH, HEIGHT, plain(...BLACK))
  await studio.layer('Group').getByRole('button', { name: 'Fold “Group”' }).click()
  await studio.paste(join(studio.folder, 'black.png'))
  await studio.expectLayers('black', 'Group', 'picture')
  await studio.expectColor(at.right, BLACK)
  await page.keyboard.press('Control+Alt+g')
  await studio.expectColor(at.left, BLACK)
  await studio.expectColor(at.right, SAND)

  await studio.exportAs('PSD, with layers', 'masked')
  await studio.menu('File', 'Close')
  await page.getByRole('button', { name: 'Don’t save' }).click()
  await expect(page.getByText('Start with a picture')).toBeVisible()
  await studio.drop(join(studio.folder, 'masked.psd'))
  await studio.expectLayers('black', 'Group', 'picture')
  await studio.expectColor(at.left, BLACK)
  await studio.expectColor(at.right, SAND)
  await expect(page.getByRole('treeitem', { name: /^black\b.*clipped/ })).toBeVisible()
  await expect(page.getByRole('treeitem', { name: /^Group\b.*masked/ })).toBeVisible()
  await studio.layer('black').click()
  await page.keyboard.press('Control+Alt+g')
  await studio.expectColor(at.right, BLACK)
})
