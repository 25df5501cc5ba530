import type { Locator } from '@playwright/test'
import type { Paint } from './support/pictures.ts'
import { BLACK, openPicture, SAND } from './support/sand.ts'
import { expect, type Studio, test } from './support/studio.ts'

/** Fills the selection and says at which of the points that shows; the fill is undone. */
async function selectedAt(studio: Studio, points: [number, number][]): Promise<boolean[]> {
  await studio.canvas.focus()
  await studio.page.keyboard.press('Alt+Backspace')
  const found: boolean[] = []
  for (const [x, y] of points)
    found.push((await studio.color(x, y)).slice(0, 3).every((value) => value === 0))
  await studio.page.keyboard.press('Control+z')
  return found
}

test('rectangles join, limit the brush, grow, turn inside out and get soft edges', async ({ studio }) => {
  const { page } = studio
  await openPicture(studio)

  await test.step('a rectangle to the pixel', async () => {
    await page.keyboard.press('m')
    await studio.dragPixels([50, 50], [150, 150])
    const corners: [number, number][] = [
      [50, 50],
      [149, 149],
      [150, 149],
      [49, 50],
    ]
    expect(await selectedAt(studio, corners)).toEqual([true, true, false, false])
  })

  await test.step('Shift adds, Alt takes away, both together keep what is common', async () => {
    await page.keyboard.down('Shift')
    await studio.dragPixels([200, 50], [250, 100])
    await page.keyboard.up('Shift')
    await page.keyboard.down('Alt')
    await studio.dragPixels([100, 100], [150, 150])
    await page.keyboard.up('Alt')
    const points: [number, number][] = [
      [60, 60],
      [220, 70],
      [120, 120],
    ]
    expect(await selectedAt(studio, points)).toEqual([true, true, false])
    await page.keyboard.down('Shift')
    await page.keyboard.down('Alt')
    await studio.dragPixels([10, 10], [180, 90])
    await page.keyboard.up('Alt')
    await page.keyboard.up('Shift')
    expect(await selectedAt(studio, points)).toEqual([true, false, false])
    expect((await studio.history()).filter((entry) => entry === 'Rectangle selection')).toHaveLength(4)
  })

  await test.step('it limits the brush', async () => {
    await page.keyboard.press('b')
    await studio.enter('Smoothing', 0, page.getByRole('region', { name: 'Options of Brush' }))
    await studio.dragPixels([20, 70], [300, 70])
    await studio.expectColor([100, 70], BLACK)
    await studio.expectColor([30, 70], SAND)
    await studio.expectColor([220, 70], SAND)
    await page.keyboard.press('Control+z')
  })

  await test.step('grow, invert, feather', async () => {
    await page.keyboard.press('m')
    await studio.dragPixels([100, 80], [200, 160])
    await studio.menu('Select', 'Grow…')
    await answerPixels(page.getByRole('dialog', { name: 'Grow' }), 10)
    const points: [number, number][] = [
      [150, 120],
      [92, 120],
      [85, 120],
    ]
    expect(await selectedAt(studio, points)).toEqual([true, true, false])
    await page.keyboard.press('Control+Shift+i')
    expect(await selectedAt(studio, points)).toEqual([false, false, true])
    await page.keyboard.press('Control+Shift+i')
    await studio.menu('Select', 'Feather…')
    await answerPixels(page.getByRole('dialog', { name: 'Feather' }), 12)
    await studio.canvas.focus()
    await page.keyboard.press('Alt+Backspace')
    const [edge = 0] = await studio.color(90, 120)
    expect(edge).toBeGreaterThan(20)
    expect(edge).toBeLessThan(180)
    await studio.expectColor([150, 120], BLACK, 6)
    await studio.expectColor([60, 120], SAND, 6)
    await page.keyboard.press('Control+z')
  })
})

test('ellipse and lasso select their shapes; a selection is kept as a mask', async ({ studio }) => {
  const { page } = studio
  await openPicture(studio)

  await test.step('an ellipse and a lasso', async () => {
    await studio.tool('Ellipse select')
    await studio.dragPixels([100, 60], [220, 180])
    expect(
      await selectedAt(studio, [
        [160, 120],
        [104, 64],
        [102, 120],
      ]),
    ).toEqual([true, false, true])
    await page.keyboard.press('l')
    const start = await studio.pixel(60, 60)
    await page.mouse.move(start.x, start.y)
    await page.mouse.down()
    await page.mouse.move(start.x + 200, start.y, { steps: 8 })
    await page.mouse.move(start.x, start.y + 150, { steps: 8 })
    await page.mouse.up()
    expect(
      await selectedAt(studio, [
        [100, 80],
        [240, 190],
        [65, 200],
      ]),
    ).toEqual([true, false, true])
  })

  await test.step('saved as a mask, loaded again later', async () => {
    await studio.menu('Select', 'Save as mask…')
    const dialog = page.getByRole('dialog', { name: 'Save as mask' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Corner')
    await dialog.getByRole('button', { name: 'OK' }).click()
    await expect(page.getByRole('tab', { name: 'Masks' })).toHaveAttribute('aria-selected', 'true')
    await studio.canvas.focus()
    await page.keyboard.press('Control+d')
    await page.keyboard.press('m')
    await studio.dragPixels([220, 160], [300, 220])
    await page.getByRole('button', { name: 'Add “Corner” to the selection' }).click()
    expect(
      await selectedAt(studio, [
        [100, 80],
        [260, 190],
        [200, 190],
      ]),
    ).toEqual([true, true, false])
    await page.getByRole('button', { name: 'Select “Corner”' }).first().click()
    expect(
      await selectedAt(studio, [
        [100, 80],
        [260, 190],
      ]),
    ).toEqual([true, false])
  })
})

test('the wand selects what is alike, joined or everywhere', async ({ studio }) => {
  const { page } = studio
  const islands: Paint = (x, y) => {
    const inIsland = (cx: number) => x >= cx && x < cx + 60 && y >= 80 && y < 160
    if (inIsland(40)) return [30, 60, 200]
    return inIsland(200) ? [38, 66, 205] : SAND
  }
  await openPicture(studio, islands)
  await page.keyboard.press('w')
  const points: [number, number][] = [
    [70, 120],
    [230, 120],
    [160, 120],
  ]
  const click = async () => {
    const at = await studio.pixel(70, 120)
    await page.mouse.click(at.x, at.y)
  }
  await click()
  expect(await selectedAt(studio, points)).toEqual([true, false, false])
  await page.getByRole('switch', { name: 'Contiguous' }).click()
  await click()
  expect(await selectedAt(studio, points)).toEqual([true, true, false])
  await studio.enter('Tolerance', 2, page.getByRole('region', { name: 'Options of Magic wand' }))
  await click()
  expect(await selectedAt(studio, points)).toEqual([true, false, false])
})

async function answerPixels(dialog: Locator, pixels: number): Promise<void> {
  await dialog.getByRole('textbox', { name: 'By' }).fill(String(pixels))
  await dialog.getByRole('button', { name: 'OK' }).click()
  await expect(dialog).toBeHidden()
}
