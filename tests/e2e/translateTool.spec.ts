import { join } from 'node:path'
import { plain, readPicture, writeLarge, writePicture } from './support/pictures.ts'
import { expect, type Studio, test } from './support/studio.ts'
import { installNegative, installTint } from './support/translators.ts'

const WIDTH = 480
const HEIGHT = 320
/** A meadow under the sky, in grey: bright and even above, darker and rough below. */
const grey = (x: number, y: number): readonly [number, number, number] => {
  const value = y < 140 ? 210 - y / 4 : 90 + 30 * Math.sin(x / 3) * Math.sin(y / 2) + y / 10
  return [value, value, value]
}

const panelOf = ({ page }: Studio) => page.getByRole('tabpanel', { name: 'Repaint' })

/** Opens the picture, and chooses a model that gives every picture an orange tint. */
async function openGrey(studio: Studio): Promise<void> {
  const { folder, page } = studio
  await installTint(folder)
  await writePicture(join(folder, 'meadow.png'), WIDTH, HEIGHT, grey)
  await studio.open(join(folder, 'meadow.png'))
  await page.keyboard.press('r')
  await studio.choose('Model', 'Tint')
}

async function translate(studio: Studio, button = 'Repaint'): Promise<void> {
  await studio.closeMessages()
  await panelOf(studio).getByRole('button', { name: button, exact: true }).click()
  await expect(studio.message(/Repainted in .* at 480 × 320 px/)).toBeVisible()
}

/** Difference between the channels, and luma, of the picture at a point. */
async function look(studio: Studio, x: number, y: number) {
  const [red = 0, green = 0, blue = 0] = await studio.color(x, y)
  return {
    chroma: Math.max(red, green, blue) - Math.min(red, green, blue),
    luma: 0.2126 * red + 0.7152 * green + 0.0722 * blue,
  }
}

/** The strongest colour on a grid of points of the picture. */
async function strongest(studio: Studio, left: number, right: number): Promise<number> {
  let most = 0
  for (let x = left; x < right; x += 60)
    for (let y = 20; y < HEIGHT; y += 60) most = Math.max(most, (await look(studio, x, y)).chroma)
  return most
}

test('a grey photo is coloured at its own size, as a layer that can be made again and undone', async ({
  studio,
}) => {
  const { page, folder } = studio
  await openGrey(studio)
  expect(await strongest(studio, 20, WIDTH)).toBe(0)
  await translate(studio)
  await studio.expectLayers('meadow repainted', 'meadow')
  const chroma = await strongest(studio, 20, WIDTH)
  expect(chroma).toBeGreaterThan(40)
  for (const [x, y] of [
    [60, 60],
    [300, 100],
    [120, 250],
    [420, 300],
  ] as const)
    expect(Math.abs((await look(studio, x, y)).luma - Math.round(grey(x, y)[0]))).toBeLessThan(12)

  await test.step('its name ends before the mark of a result, however long it is', async () => {
    const row = studio.layer('meadow repainted')
    await row.locator('.layer__name').dblclick()
    await page.keyboard.type('meadow repainted, and a name that goes on and on')
    await page.keyboard.press('Enter')
    const [name, mark] = await Promise.all([
      studio.layer('meadow repainted').locator('.layer__name').boundingBox(),
      studio.layer('meadow repainted').locator('.layer__result').boundingBox(),
    ])
    expect(name!.x + name!.width).toBeLessThanOrEqual(mark!.x)
    await page.keyboard.press('Control+z')
    await studio.expectLayers('meadow repainted', 'meadow')
  })

  await test.step('weaker, by running it again', async () => {
    await studio.enter('Strength', 0, panelOf(studio))
    await translate(studio, 'Run again')
    await studio.expectLayers('meadow repainted', 'meadow')
    expect(await strongest(studio, 20, WIDTH)).toBe(0)
  })

  await test.step('undone and done again', async () => {
    await page.keyboard.press('Control+z')
    await expect.poll(() => strongest(studio, 20, WIDTH)).toBe(chroma)
    expect(await studio.history()).toEqual(['Add result', 'Run again'])
  })

  await test.step('saved and opened, it still knows how it was made', async () => {
    await studio.saveProject('meadow')
    await studio.open(join(folder, 'meadow.ganvas'))
    await studio.expectLayers('meadow repainted', 'meadow')
    await studio.layer('meadow repainted').click()
    await page.keyboard.press('r')
    await expect(panelOf(studio).getByRole('button', { name: 'Run again' })).toBeEnabled()
    expect(await strongest(studio, 20, WIDTH)).toBe(chroma)
  })
})

test('a selection is where the translation shows', async ({ studio }) => {
  const { page } = studio
  await openGrey(studio)
  await studio.tool('Rectangle select')
  await studio.dragPixels([0, 0], [WIDTH / 2, HEIGHT])
  await page.keyboard.press('r')
  await translate(studio)
  await studio.expectLayers('meadow repainted', 'meadow')
  await expect(page.getByRole('treeitem', { name: /^meadow repainted\b.*masked/ })).toBeVisible()
  await page.keyboard.press('Control+d')
  expect(await strongest(studio, 20, WIDTH / 2)).toBeGreaterThan(40)
  expect(await strongest(studio, WIDTH / 2 + 10, WIDTH)).toBe(0)
})

test('a photo of 12 megapixels gets its colours at 12 megapixels', async ({ studio }) => {
  test.slow()
  const { folder, page } = studio
  await installTint(folder)
  await writeLarge(join(folder, 'large.jpg'))
  await studio.open(join(folder, 'large.jpg'))
  await page.keyboard.press('r')
  await studio.choose('Model', 'Tint')
  await panelOf(studio).getByRole('button', { name: 'Repaint', exact: true }).click()
  await expect(studio.message(/Repainted in .* at 4000 × 3000 px/)).toBeVisible()
  await studio.expectLayers('large repainted', 'large')
  await studio.exportAs('JPEG', 'colored')
  const [before, after] = [
    await readPicture(join(folder, 'large.jpg')),
    await readPicture(join(folder, 'colored.jpg')),
  ]
  expect([after.width, after.height]).toEqual([4000, 3000])
  const luma = ([red = 0, green = 0, blue = 0]: number[]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue
  for (const [x, y] of [
    [900, 900],
    [2000, 1500],
    [2700, 700],
  ] as const) {
    const [red = 0, , blue = 0] = after.at(x, y)
    expect(red - blue).toBeGreaterThan(30)
    expect(Math.abs(luma(after.at(x, y)) - luma(before.at(x, y)))).toBeLessThan(15)
  }
})

test('a photo is painted in a style, and compared with what it was', async ({ studio }) => {
  const { folder, page } = studio
  await installNegative(folder)
  await writePicture(join(folder, 'green.png'), WIDTH, HEIGHT, plain(40, 200, 90))
  await studio.open(join(folder, 'green.png'))
  await page.keyboard.press('r')
  await studio.choose('Model', 'Negative')
  await translate(studio)
  await studio.expectLayers('green repainted', 'green')
  await studio.expectColor([240, 160], [215, 55, 165], 2)

  const [middle, left, right] = [
    await studio.pixel(240, 160),
    await studio.pixel(40, 160),
    await studio.pixel(440, 160),
  ]
  await test.step('while a button is held', async () => {
    const button = panelOf(studio).getByRole('button', { name: 'Hold to see the picture before' })
    await button.hover()
    await page.mouse.down()
    await expect(page.getByText('Before', { exact: true })).toBeVisible()
    await expect.poll(() => studio.shownOnPage(middle)).toEqual([40, 200, 90])
    await page.mouse.up()
    await expect.poll(() => studio.shownOnPage(middle)).toEqual([215, 55, 165])
  })

  await test.step('with a divider', async () => {
    await panelOf(studio).getByRole('button', { name: 'Compare before and after' }).click()
    await expect.poll(() => studio.shownOnPage(left)).toEqual([40, 200, 90])
    await expect.poll(() => studio.shownOnPage(right)).toEqual([215, 55, 165])
  })

  await test.step('and the result is listed, to be brought back', async () => {
    const results = page.getByRole('list', { name: 'Results' })
    await expect(results.getByRole('button', { name: 'Negative', exact: true })).toBeVisible()
  })
})
