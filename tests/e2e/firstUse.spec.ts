import { join } from 'node:path'
import { plain, ramps, writePicture } from './support/pictures.ts'
import { BLACK, HEIGHT, openPicture, SAND, WIDTH } from './support/sand.ts'
import { expect, test } from './support/studio.ts'

// What somebody who knows other editors does in the first hour, and expects without having read anything.

test('Space pans after a dialog that a menu opened, and after a menu', async ({ studio }) => {
  const { page } = studio
  await openPicture(studio)
  await studio.menu('Image', 'Canvas size…')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(studio.canvas).toBeFocused()
  await page.keyboard.press('Space')
  await expect(page.getByRole('menu')).toHaveCount(0)

  await studio.menu('View', 'Fit')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(studio.canvas).toBeFocused()

  await test.step('Escape leads back to the menu that it closes', async () => {
    await studio.menu('View')
    await expect(page.getByRole('menu')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menuitem', { name: 'View', exact: true })).toBeFocused()
  })
})

test('Delete takes the selection, else the layer, which one press brings back', async ({ studio }) => {
  const { page } = studio
  await openPicture(studio)
  await page.keyboard.press('Control+Shift+n')
  await studio.expectLayers('Layer', 'picture')
  await page.keyboard.press('Alt+Backspace')
  await page.keyboard.press('m')
  await studio.dragPixels([40, 40], [120, 120])
  await page.keyboard.press('Delete')
  await studio.expectColor([80, 80], SAND)
  await studio.expectColor([200, 200], BLACK)
  await page.keyboard.press('Control+d')
  await page.keyboard.press('Delete')
  await studio.expectLayers('picture')
  await expect(studio.message('Deleted “Layer”')).toBeVisible()
  await studio.message('Deleted “Layer”').getByRole('button', { name: 'Undo' }).click()
  await studio.expectLayers('Layer', 'picture')
  await studio.expectColor([200, 200], BLACK)
})

test('Ctrl+J copies the selection onto a layer, Ctrl+T lifts it to be transformed', async ({ studio }) => {
  const { page } = studio
  const paint = ramps(WIDTH, HEIGHT)
  await openPicture(studio, paint)
  await page.keyboard.press('m')
  await studio.dragPixels([40, 40], [140, 120])
  await page.keyboard.press('Control+j')
  await studio.expectLayers('picture copy', 'picture')
  const fields = page.getByRole('region', { name: 'Options of Move' })
  await page.keyboard.press('v')
  await expect(fields.getByRole('textbox', { name: 'X', exact: true })).toHaveValue('40')
  await expect(fields.getByRole('textbox', { name: 'W', exact: true })).toHaveValue('100')

  await test.step('without a selection Ctrl+T shows the handles of the layer', async () => {
    await page.keyboard.press('b')
    await page.keyboard.press('Control+t')
    await expect(fields).toBeVisible()
    await studio.expectLayers('picture copy', 'picture')
  })

  await test.step('with one, of its own layer', async () => {
    await page.keyboard.press('Control+Delete')
    await page.keyboard.press('m')
    await studio.dragPixels([40, 40], [140, 120])
    await page.keyboard.press('Control+t')
    await studio.expectLayers('Part of picture', 'picture')
    await studio.enter('X', 60, fields)
    await studio.expectColor([80, 60], paint(60, 60))
    expect((await studio.color(45, 60)).at(-1)).toBe(0)
  })
})

test('Escape leaves the comparison and the Lab; the toolbar stays where it is', async ({ studio }) => {
  const { page } = studio
  await openPicture(studio)
  await page.getByRole('button', { name: 'Compare before and after' }).click()
  await expect(page.getByText('Before', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Before', { exact: true })).toHaveCount(0)

  const tool = page.getByRole('button', { name: 'Move', exact: true })
  const place = await tool.boundingBox()
  await page.keyboard.press('Control+Alt+l')
  await expect(page.locator('.lab')).toBeVisible()
  expect(await tool.boundingBox()).toEqual(place)
  await page.keyboard.press('Escape')
  await expect(page.locator('.lab')).toHaveCount(0)
})

test('what is dropped lies where it was dropped, with the tool that places it', async ({ studio }) => {
  const { page, folder } = studio
  await openPicture(studio)
  await page.keyboard.press('b')
  await writePicture(join(folder, 'stone.png'), 40, 30, plain(...BLACK))
  await studio.drop(join(folder, 'stone.png'), await studio.pixel(70, 50))
  await studio.expectLayers('stone', 'picture')
  await studio.expectColor([52, 37], BLACK)
  await studio.expectColor([88, 63], BLACK)
  await studio.expectColor([94, 50], SAND)
  await expect(page.getByRole('button', { name: 'Move', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
})

test('a new canvas opens with a brush, and more than three layers are in sight', async ({ studio }) => {
  const { page } = studio
  await studio.expectLayers('Bird', 'Sky')
  await studio.menu('File', 'New…')
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('button', { name: 'Brush', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  for (let i = 0; i < 4; i++) await page.keyboard.press('Control+Shift+n')
  await expect(page.getByRole('treeitem')).toHaveCount(5)
  for (const row of await page.getByRole('treeitem').all()) await expect(row).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('g')
  await expect(page.getByRole('tab', { name: 'Blend' })).toBeVisible()
  const first = page.getByRole('treeitem').first()
  await first.scrollIntoViewIfNeeded()
  for (const row of (await page.getByRole('treeitem').all()).slice(0, 4))
    await expect(row).toBeInViewport({ ratio: 1 })
})

test('a card covers the list that it was opened from, and Escape closes one after the other', async ({
  studio,
}) => {
  const { page } = studio
  await studio.expectLayers('Bird', 'Sky')
  await studio.menu('File', 'Models…')
  const list = page.getByRole('dialog', { name: 'Models' })
  const card = list.getByRole('button', { name: /^Card of/ }).first()
  await expect(card).toBeVisible()
  await card.click()
  await expect(page.locator('.dialog')).toHaveCount(2)
  // Nothing of the list stands out around the card, once both have come to rest.
  await expect(async () => {
    const below = await page.locator('.dialog').first().boundingBox()
    const above = await page.locator('.dialog').last().boundingBox()
    expect(above!.x).toBeLessThanOrEqual(below!.x)
    expect(above!.y).toBeLessThanOrEqual(below!.y)
    expect(above!.width).toBeGreaterThanOrEqual(below!.width)
    expect(above!.height).toBeGreaterThanOrEqual(below!.height)
  }).toPass()
  for (const left of [1, 0]) {
    await page.keyboard.press('Escape')
    await expect(page.locator('.dialog')).toHaveCount(left)
  }
})

test('the thumbnail of a thin line is a line, however large the picture', async ({ studio }) => {
  const { page, folder } = studio
  const path = join(folder, 'line.png')
  await writePicture(path, 2000, 1000, (_x, y) => (Math.abs(y - 500) < 3 ? BLACK : [255, 255, 255]))
  await studio.open(path)
  const thumbnail = page.getByRole('treeitem').locator('.thumbnail canvas')
  const darkest = () =>
    thumbnail.evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height)
      return Array.from({ length: width }, (_, x) =>
        Math.min(...Array.from({ length: height }, (_, y) => data[4 * (y * width + x)]!)),
      )
    })
  // In every column, and as dark in each: no dots.
  await expect.poll(async () => Math.max(...(await darkest()))).toBeLessThan(245)
  const columns = await darkest()
  expect(Math.max(...columns) - Math.min(...columns)).toBeLessThan(12)
})
