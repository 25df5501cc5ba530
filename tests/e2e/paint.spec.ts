import { ramps } from './support/pictures.ts'
import { BLACK, HEIGHT, openPicture, SAND, WIDTH } from './support/sand.ts'
import { expect, test } from './support/studio.ts'

test('brush and eraser paint where the mouse goes, at the size the keys set, one entry a stroke', async ({
  studio,
}) => {
  const { page } = studio
  await openPicture(studio)
  await page.keyboard.press('b')
  const options = page.getByRole('region', { name: 'Options of Brush' })
  await studio.enter('Size', 20, options)
  await studio.enter('Hardness', 100, options)
  await studio.enter('Smoothing', 0, options)

  await test.step('a stroke is as wide as the brush and as long as the drag', async () => {
    await studio.dragPixels([60, 120], [260, 120])
    for (const y of [112, 120, 128]) await studio.expectColor([160, y], BLACK)
    for (const y of [108, 132]) await studio.expectColor([160, y], SAND)
    await studio.expectColor([45, 120], SAND)
    expect(await studio.history()).toEqual(['Brush'])
  })

  await test.step('the picture on the screen shows it', async () => {
    expect(await studio.shown(160, 120)).toEqual([...BLACK])
    expect(await studio.shown(160, 100)).toEqual([...SAND])
  })

  await test.step('bracket keys change the size, with Shift the hardness', async () => {
    await studio.canvas.focus()
    for (let i = 0; i < 5; i++) await page.keyboard.press(']')
    const size = Number(await options.getByRole('textbox', { name: 'Size' }).inputValue())
    expect(size).toBeGreaterThan(27)
    await page.keyboard.press('Shift+[')
    await expect(options.getByRole('textbox', { name: 'Hardness' })).toHaveValue('90')
    await page.keyboard.press('[')
    expect(Number(await options.getByRole('textbox', { name: 'Size' }).inputValue())).toBeLessThan(size)
    await page.keyboard.press('5')
    await expect(options.getByRole('textbox', { name: 'Opacity' })).toHaveValue('50')
    await studio.dragPixels([60, 200], [260, 200])
    await studio.expectColor(
      [160, 200],
      SAND.map((value) => value / 2),
      2,
    )
    await page.keyboard.press('0')
  })

  await test.step('undo and redo', async () => {
    await page.keyboard.press('Control+z')
    await studio.expectColor([160, 200], SAND)
    await studio.expectColor([160, 120], BLACK)
    await page.keyboard.press('Control+z')
    await studio.expectColor([160, 120], SAND)
    await page.keyboard.press('Control+y')
    await studio.expectColor([160, 120], BLACK)
  })

  await test.step('Escape in the middle of a stroke takes it away', async () => {
    const at = await studio.pixel(100, 60)
    await page.mouse.move(at.x, at.y)
    await page.mouse.down()
    await page.mouse.move(at.x + 60, at.y, { steps: 6 })
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await studio.expectColor([130, 60], SAND)
    expect(await studio.history()).toEqual(['Brush', 'Brush'])
  })

  await test.step('the eraser uncovers what lies below', async () => {
    await page.getByRole('button', { name: 'New layer' }).click()
    await page.keyboard.press('Alt+Backspace')
    await studio.expectColor([20, 20], BLACK)
    await studio.tool('Eraser')
    await studio.dragPixels([60, 60], [260, 60])
    await studio.expectColor([160, 60], SAND)
    await studio.expectColor([160, 150], BLACK)
    expect((await studio.history()).slice(-2)).toEqual(['Fill', 'Eraser'])
  })
})

test('colours come from the picture, from swatches and by number', async ({ studio }) => {
  const { page } = studio
  const paint = ramps(WIDTH, HEIGHT)
  await openPicture(studio, paint)
  const hex = (color: readonly number[]) =>
    `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`
  const foreground = (color: string) => page.getByRole('button', { name: `Foreground colour ${color}` })
  await page.keyboard.press('i')
  const at = await studio.pixel(200, 100)
  await page.mouse.click(at.x, at.y)
  await expect(foreground(hex(paint(200, 100)))).toBeVisible()

  await test.step('Alt with the brush in hand does the same', async () => {
    await page.keyboard.press('b')
    const other = await studio.pixel(50, 200)
    await page.keyboard.down('Alt')
    await page.mouse.click(other.x, other.y)
    await page.keyboard.up('Alt')
    await expect(foreground(hex(paint(50, 200)))).toBeVisible()
    expect(await studio.history()).toEqual([])
  })

  await test.step('swatches', async () => {
    await page.getByRole('button', { name: '#d93636', exact: true }).click()
    await expect(foreground('#d93636')).toBeVisible()
    const field = page.getByRole('textbox', { name: 'Hexadecimal colour' })
    await field.fill('#123456')
    await field.press('Enter')
    await page.getByRole('button', { name: 'Add the colour to the swatches' }).click()
    await expect(page.getByRole('button', { name: '#123456', exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Swap colours' }).click()
    await expect(foreground('#ffffff')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Background colour #123456' })).toBeVisible()
  })
})
