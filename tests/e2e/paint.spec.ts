import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { type Paint, plain, ramps, writePicture } from './pictures.ts'
import { expect, type Studio, test } from './studio.ts'

const WIDTH = 320
const HEIGHT = 240
const SAND = [200, 170, 120] as const
const BLACK = [0, 0, 0] as const

async function openPicture(studio: Studio, paint: Paint = plain(...SAND)): Promise<void> {
  await writePicture(join(studio.folder, 'picture.png'), WIDTH, HEIGHT, paint)
  await studio.open(join(studio.folder, 'picture.png'))
  await studio.tool('Move')
}

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

test('crop and canvas size change the document and keep its pixels', async ({ studio }) => {
  const { page } = studio
  const paint = ramps(WIDTH, HEIGHT)
  await openPicture(studio, paint)

  await test.step('crop by a drag and Enter', async () => {
    await page.keyboard.press('c')
    await studio.dragPixels([50, 40], [210, 160])
    await page.keyboard.press('Enter')
    await expect(page.getByText('160 × 120 px')).toBeVisible()
    await studio.expectColor([0, 0], paint(50, 40), 0)
    await studio.expectColor([159, 119], paint(209, 159), 0)
    expect(await studio.history()).toEqual(['Crop'])
    await page.keyboard.press('Control+z')
    await expect(page.getByText('320 × 240 px')).toBeVisible()
    await studio.expectColor([300, 200], paint(300, 200), 0)
  })

  await test.step('Escape leaves the crop', async () => {
    await studio.dragPixels([50, 40], [210, 160])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await expect(page.getByText('320 × 240 px')).toBeVisible()
  })

  await test.step('canvas size, with the picture in a corner', async () => {
    await studio.menu('Image', 'Canvas size…')
    const dialog = page.getByRole('dialog', { name: 'Canvas size' })
    await studio.enter('Width', 400, dialog)
    await studio.enter('Height', 300, dialog)
    await dialog.getByRole('radio', { name: 'Bottom right' }).check()
    await dialog.getByRole('button', { name: 'OK' }).click()
    await expect(page.getByText('400 × 300 px')).toBeVisible()
    await studio.expectColor([80, 60], paint(0, 0), 0)
    await studio.expectColor([399, 299], paint(319, 239), 0)
    expect((await studio.color(20, 20)).at(-1)).toBe(0)
  })
})

test('the view zooms at the pointer, fits, shows 100 % and pans with Space', async ({ studio }) => {
  const { page } = studio
  await openPicture(studio, ramps(WIDTH, HEIGHT))
  const zoom = page.getByRole('textbox', { name: 'Zoom' })
  const coordinates = page.locator('.statusbar__coordinates')
  await expect(zoom).toHaveValue('100')

  const start = await studio.pixel(80, 60)
  await test.step('the wheel with Control zooms; what is under the pointer stays', async () => {
    await page.mouse.move(start.x, start.y)
    await expect(coordinates).toHaveText('80, 60')
    await page.keyboard.down('Control')
    for (let i = 0; i < 8; i++) await page.mouse.wheel(0, -100)
    await page.keyboard.up('Control')
    await expect.poll(async () => Number(await zoom.inputValue())).toBeGreaterThan(400)
    await page.mouse.move(start.x + 1, start.y)
    // Each notch rounds the place to whole pixels of the screen.
    const [x = 0, y = 0] = (await coordinates.textContent())!.split(',').map(Number)
    expect(Math.hypot(x - 80, y - 60)).toBeLessThan(2.5)
  })

  await test.step('Space and a drag pan by as much as the mouse went', async () => {
    const percent = Number(await zoom.inputValue())
    const [x = 0, y = 0] = (await coordinates.textContent())!.split(',').map(Number)
    const from = { x: start.x + 1, y: start.y }
    await page.keyboard.down('Space')
    await page.mouse.down()
    await page.mouse.move(from.x + 100, from.y + 50, { steps: 5 })
    await page.mouse.up()
    await page.keyboard.up('Space')
    await expect(coordinates).toHaveText(`${x}, ${y}`)
    await page.mouse.move(from.x, from.y)
    const moved = Math.round((100 * 100) / percent)
    await expect
      .poll(async () => Math.abs(Number((await coordinates.textContent())!.split(',')[0]) - (x - moved)))
      .toBeLessThanOrEqual(1)
    expect(await studio.history()).toEqual([])
  })

  await test.step('100 %, fit, and by number', async () => {
    await studio.canvas.focus()
    await page.keyboard.press('Control+2')
    await expect(zoom).toHaveValue('200')
    await page.keyboard.press('Control+1')
    await expect(zoom).toHaveValue('100')
    await studio.enter('Zoom', 50, page)
    await expect(zoom).toHaveValue('50')
    await studio.canvas.focus()
    await page.keyboard.press('Control+0')
    await expect(zoom).toHaveValue('100')
    await page.keyboard.press('Control+Equal')
    expect(Number(await zoom.inputValue())).toBeGreaterThan(100)
  })
})

test('the original is seen beside the present picture and while a key is held', async ({ studio }) => {
  const { page } = studio
  await openPicture(studio)
  await page.keyboard.press('Alt+Backspace')
  await studio.expectColor([160, 120], BLACK)

  await test.step('while the key is held', async () => {
    await studio.canvas.focus()
    await page.keyboard.down('\\')
    await expect(page.getByText('Before', { exact: true })).toBeVisible()
    await expect.poll(() => studio.shown(160, 120)).toEqual([...SAND])
    await page.keyboard.up('\\')
    await expect.poll(() => studio.shown(160, 120)).toEqual([...BLACK])
  })

  await test.step('left of a divider that is dragged', async () => {
    await page.getByRole('button', { name: 'Compare before and after' }).click()
    await expect.poll(() => studio.shown(20, 120)).toEqual([...SAND])
    await expect.poll(() => studio.shown(300, 120)).toEqual([...BLACK])
    const box = (await studio.canvas.boundingBox())!
    const divider = { x: box.x + box.width / 2, y: box.y + 60 }
    await studio.drag(divider, { x: box.x + box.width - 8, y: box.y + 60 })
    await expect.poll(() => studio.shown(300, 120)).toEqual([...SAND])
    await page.getByRole('button', { name: 'Compare before and after' }).click()
    await expect.poll(() => studio.shown(20, 120)).toEqual([...BLACK])
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

async function answerPixels(dialog: Locator, pixels: number): Promise<void> {
  await dialog.getByRole('textbox', { name: 'By' }).fill(String(pixels))
  await dialog.getByRole('button', { name: 'OK' }).click()
  await expect(dialog).toBeHidden()
}
