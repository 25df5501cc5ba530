import { join } from 'node:path'
import { plain, ramps, writePicture } from './support/pictures.ts'
import { BLACK, HEIGHT, openPicture, SAND, WIDTH } from './support/sand.ts'
import { expect, test } from './support/studio.ts'

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

test('a large picture that is changed in the moment it opens is kept as it was, to compare with', async ({
  studio,
}) => {
  const { page } = studio
  await writePicture(join(studio.folder, 'large.png'), 3000, 2000, plain(...SAND))
  await studio.open(join(studio.folder, 'large.png'))
  await page.keyboard.press('Alt+Backspace')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Alt+Backspace')
  const box = (await studio.canvas.boundingBox())!
  for (const share of [0.3, 0.7]) {
    const point = { x: Math.round(box.x + share * box.width), y: Math.round(box.y + share * box.height) }
    await expect.poll(() => studio.shownAt(point)).toEqual([...BLACK])
    await studio.canvas.focus()
    await page.keyboard.down('\\')
    await expect.poll(() => studio.shownAt(point)).toEqual([...SAND])
    await page.keyboard.up('\\')
  }
})
