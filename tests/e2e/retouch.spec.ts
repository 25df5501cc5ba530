import type { Paint } from './support/pictures.ts'
import { openPicture } from './support/sand.ts'
import { expect, type Studio, test } from './support/studio.ts'

/** Stripes of texture on a slope of light from left to right, 60 levels brighter below, with a black spot above. */
const wall: Paint = (x, y) => {
  if (Math.hypot(x - 100, y - 60) < 8) return [0, 0, 0]
  const level = 60 + Math.round(x / 4) + (y % 8 < 4 ? 12 : 0) + (y >= 120 ? 60 : 0)
  return [level, level, level]
}

/** Chooses a tool by its key and gives it a hard brush of a size. */
async function take(
  studio: Studio,
  key: string,
  name: string,
  size: number,
  strength: string,
): Promise<void> {
  await studio.canvas.focus()
  await studio.page.keyboard.press(key)
  const options = studio.page.getByRole('region', { name: `Options of ${name}` })
  await studio.enter('Size', size, options)
  await studio.enter('Hardness', 100, options)
  await studio.enter(strength, 100, options)
}

async function altClick(studio: Studio, x: number, y: number): Promise<void> {
  const at = await studio.pixel(x, y)
  await studio.page.keyboard.down('Alt')
  await studio.page.mouse.click(at.x, at.y)
  await studio.page.keyboard.up('Alt')
}

test('clone, heal and dodge mend a picture, each as one step that undo takes back', async ({ studio }) => {
  const { page } = studio
  await openPicture(studio, wall)
  const grey = (x: number, y: number) => wall(x, y)

  await test.step('without a source, cloning says how to choose one', async () => {
    await take(studio, 'k', 'Clone stamp', 30, 'Opacity')
    await studio.dragPixels([100, 60], [101, 60])
    await expect(studio.message('Hold Alt and click')).toBeVisible()
    await studio.closeMessages()
    expect(await studio.history()).toEqual([])
  })

  await test.step('the clone stamp copies what lies at the source, exactly', async () => {
    await altClick(studio, 200, 60)
    await studio.dragPixels([100, 60], [104, 60])
    await studio.expectColor([100, 60], grey(200, 60))
    await studio.expectColor([96, 53], grey(196, 53))
    expect(await studio.history()).toEqual(['Clone stamp'])
    await page.keyboard.press('Control+z')
    await studio.expectColor([100, 60], [0, 0, 0])
  })

  await test.step('the healing brush keeps the light of the place', async () => {
    await take(studio, 'j', 'Healing brush', 30, 'Opacity')
    await altClick(studio, 200, 180)
    await studio.dragPixels([100, 60], [104, 60])
    for (const [x, y] of [
      [100, 60],
      [96, 54],
      [104, 65],
    ] as const)
      await studio.expectColor(
        [x, y],
        [60 + Math.round(x / 4) + (y % 8 < 4 ? 12 : 0)].flatMap((v) => [v, v, v]),
        3,
      )
    expect(await studio.history()).toEqual(['Healing brush'])
  })

  await test.step('dodging brightens, within the selection', async () => {
    await page.keyboard.press('m')
    await studio.dragPixels([0, 0], [160, 240])
    await take(studio, 'o', 'Dodge', 40, 'Exposure')
    await studio.dragPixels([130, 160], [190, 160])
    await studio.expectColor([200, 160], grey(200, 160))
    const [before = 0] = grey(140, 160)
    await expect.poll(async () => (await studio.color(140, 160))[0]).toBeGreaterThan(before + 20)
    await page.keyboard.press('Control+z')
    await studio.expectColor([140, 160], grey(140, 160))
  })

  await test.step('in a view that is turned, tools act where the pointer is', async () => {
    await take(studio, 'b', 'Brush', 20, 'Opacity')
    // A quarter turn to the right: what lies right of the middle on the page is above it in the picture.
    const middle = await studio.pixel(160, 120)
    for (let turn = 0; turn < 6; turn++) await studio.menu('View', 'Rotate view right')
    const at = { x: middle.x + 60, y: middle.y - 40 }
    await studio.drag(at, { x: at.x + 4, y: at.y })
    await studio.menu('View', 'Lay the view straight')
    await studio.expectColor([120, 58], [0, 0, 0])
    await studio.expectColor([220, 80], grey(220, 80))
    await page.keyboard.press('Control+z')
  })

  await test.step('paint on a layer whose transparency is locked stays where pixels are', async () => {
    await page.keyboard.press('Control+j')
    await page.keyboard.press('Control+d')
    await page.keyboard.press('/')
    await take(studio, 'b', 'Brush', 30, 'Opacity')
    await studio.dragPixels([130, 30], [190, 30])
    await studio.expectColor([140, 30], [0, 0, 0])
    await studio.expectColor([180, 30], grey(180, 30))
    expect((await studio.history()).slice(-2)).toEqual(['Lock transparency', 'Brush'])
  })
})
