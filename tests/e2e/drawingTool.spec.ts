import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expectAccessible } from './support/accessible.ts'
import { drawFace, skin } from './support/face.ts'
import { holdEngine } from './support/heldEngine.ts'
import { plain, writePicture } from './support/pictures.ts'
import { expect, Studio, test } from './support/studio.ts'
import { installInk } from './support/translators.ts'

const WIDTH = 320
const HEIGHT = 240

const panelOf = ({ page }: Studio) => page.getByRole('tabpanel', { name: 'Repaint' })
const paneOf = ({ page }: Studio) => page.getByRole('region', { name: 'Result', exact: true })

/** The row of the drawing, beside that of its translation. */
const layerOf = ({ page }: Studio) => page.getByRole('treeitem', { name: 'paper , picture' })

/** Opens white paper, and chooses a model of drawings. */
async function openPaper(studio: Studio): Promise<void> {
  const { folder, page } = studio
  await writePicture(join(folder, 'paper.png'), WIDTH, HEIGHT, plain(255, 255, 255))
  await studio.open(join(folder, 'paper.png'))
  await page.keyboard.press('r')
  await studio.choose('Model', 'Ink')
}

/** What the pane beside the canvas shows of a document pixel. */
async function inPane(studio: Studio, x: number, y: number): Promise<number[]> {
  const [canvas, pane] = [
    await studio.canvas.boundingBox(),
    await paneOf(studio).locator('canvas').boundingBox(),
  ]
  const at = await studio.pixel(x, y)
  return studio.shownOnPage({ x: at.x + pane!.x - canvas!.x, y: at.y + pane!.y - canvas!.y })
}

/** Whether a colour is what the model makes of paper, or of a line. */
const isPaper = ([red = 0, , blue = 0]: number[]) => red > 200 && blue < 120
const isLine = ([red = 0, , blue = 0]: number[]) => red < 140 && blue > red

const chroma = ([red = 0, green = 0, blue = 0]: number[]) =>
  Math.max(red, green, blue) - Math.min(red, green, blue)
/** Whether a colour has been given: grey, white and black are none. */
const isColored = (color: number[]) => chroma(color) > 60
const isWhite = (color: number[]) => color.slice(0, 3).every((value) => value > 235)
const isBlack = (color: number[]) => color.slice(0, 3).every((value) => value < 40)

test('a contour is coloured by the model that comes with Ganvas while it is drawn, and kept as a layer', async ({
  studio,
}) => {
  test.slow()
  const { folder, page } = studio
  const manifest = JSON.parse(await readFile('models/translate-line-color-128/manifest.json', 'utf8'))
  await writePicture(join(folder, 'paper.png'), WIDTH, HEIGHT, plain(255, 255, 255))
  await studio.open(join(folder, 'paper.png'))
  await page.keyboard.press('r')
  await studio.choose('Model', manifest.title.en)
  await panelOf(studio).getByRole('button', { name: 'New drawing' }).click()
  await studio.expectLayers('Drawing', 'paper')
  /** Whether most of the face has a colour; a network may leave a spot of it pale. */
  const hasColor = async (seen: (x: number, y: number) => Promise<number[]>) => {
    let colored = 0
    for (const [x, y] of skin) if (isColored(await seen(x, y))) colored++
    return colored > (2 / 3) * skin.length
  }

  await test.step('beside the drawing', async () => {
    await expect(paneOf(studio).locator('canvas')).toBeVisible()
    // Without smoothing, which cuts corners by as much as the browser is busy.
    await studio.enter('Smoothing', 0, page.getByRole('region', { name: 'Options of Brush' }))
    await drawFace(studio)
    await studio.expectColor([160, 40], [0, 0, 0])
    await expect.poll(() => hasColor((x, y) => inPane(studio, x, y))).toBe(true)
    expect(isWhite(await inPane(studio, 30, 30))).toBe(true)
    expect(isBlack(await inPane(studio, 160, 40))).toBe(true)
    expect(await studio.history()).toHaveLength(5)
  })

  await test.step('under the same view', async () => {
    await paneOf(studio).hover()
    await page.mouse.wheel(0, 40)
    // The mouth, where the skin of 40 above it was before.
    await expect.poll(async () => isBlack(await inPane(studio, 160, 120))).toBe(true)
    expect(isBlack(await studio.shown(160, 120))).toBe(true)
    await paneOf(studio).hover()
    await page.mouse.wheel(0, -40)
    await expect.poll(async () => isBlack(await inPane(studio, 160, 120))).toBe(false)
  })

  await test.step('over the drawing, whose lines stay', async () => {
    await page.getByRole('button', { name: 'Over the drawing' }).click()
    await expect(paneOf(studio)).toHaveCount(0)
    await expect.poll(() => hasColor((x, y) => studio.shown(x, y))).toBe(true)
    expect(isBlack(await studio.shown(160, 40))).toBe(true)
    // The document itself is as it was drawn.
    await studio.expectColor([160, 60], [255, 255, 255])
  })

  await test.step('kept, with the drawing still in hand', async () => {
    await panelOf(studio).getByRole('button', { name: 'Keep as layer' }).click()
    await expect(studio.message(/Repainted in .* at 320 × 240 px/)).toBeVisible()
    await studio.expectLayers('Drawing', 'Drawing repainted', 'paper')
    await expect(page.getByRole('treeitem', { name: /^Drawing , / })).toHaveAttribute('aria-selected', 'true')
    await panelOf(studio).getByRole('switch', { name: 'Live' }).click()
    expect(await hasColor((x, y) => studio.color(x, y))).toBe(true)
    expect(isWhite(await studio.color(30, 30))).toBe(true)
    expect(isBlack(await studio.color(160, 40))).toBe(true)
  })

  await test.step('from whose result the drawing is taken up again', async () => {
    const row = (name: RegExp) => page.getByRole('treeitem', { name })
    await row(/^Drawing repainted , /).click()
    await page.keyboard.press('r')
    await expect(panelOf(studio).getByRole('button', { name: 'New drawing' })).toBeVisible()
    await panelOf(studio).getByRole('button', { name: 'Go on drawing' }).click()
    await expect(row(/^Drawing , /)).toHaveAttribute('aria-selected', 'true')
    await expect(page.getByRole('region', { name: 'Options of Brush' })).toBeVisible()
    await expect(panelOf(studio).getByRole('switch', { name: 'Live' })).toBeChecked()
  })

  await test.step('and taken back in one step', async () => {
    await page.keyboard.press('Control+z')
    await studio.expectLayers('Drawing', 'paper')
    await studio.expectColor([160, 60], [255, 255, 255])
  })
})

test('a dot of colour decides on the area that it lies in, and goes out of sight when the result is kept', async ({
  studio,
}) => {
  test.slow()
  const { folder, page } = studio
  await writePicture(join(folder, 'paper.png'), WIDTH, HEIGHT, plain(255, 255, 255))
  await studio.open(join(folder, 'paper.png'))
  await page.keyboard.press('r')
  await studio.choose('Model', 'Line drawings in colour, 128 px')
  const panel = panelOf(studio)
  await panel.getByRole('button', { name: 'New drawing' }).click()
  await studio.enter('Smoothing', 0, page.getByRole('region', { name: 'Options of Brush' }))
  await drawFace(studio)
  await panel.getByRole('button', { name: 'Hint brush' }).click()
  await studio.expectLayers('Hints for Drawing', 'Drawing', 'paper')
  const at = await studio.pixel(160, 60)
  await page.mouse.click(at.x, at.y)
  // The colour in hand at first, all over the face and not around it.
  const asked = [200, 80, 60]
  const isAsked = (color: number[]) => asked.every((value, c) => Math.abs(value - color[c]!) < 12)
  for (const [x, y] of skin) await expect.poll(async () => isAsked(await inPane(studio, x, y))).toBe(true)
  expect(isAsked(await inPane(studio, 30, 30))).toBe(false)

  await panel.getByRole('button', { name: 'Keep as layer' }).click()
  await expect(studio.message(/Repainted in/)).toBeVisible()
  await panel.getByRole('switch', { name: 'Live' }).click()
  for (const [x, y] of skin) expect(isAsked(await studio.color(x, y))).toBe(true)
  await expect(page.getByRole('treeitem', { name: /^Drawing , / })).toHaveAttribute('aria-selected', 'true')

  await panel.getByRole('button', { name: 'Clear hints' }).click()
  await studio.expectLayers('Drawing', 'Drawing repainted', 'paper')
  await page.keyboard.press('Control+z')
  await studio.expectLayers('Hints for Drawing', 'Drawing', 'Drawing repainted', 'paper')
})

test('variations are made to choose from, marked, brought back and kept', async ({ studio }) => {
  test.slow()
  const { folder, page } = studio
  await installInk(folder)
  await openPaper(studio)
  const panel = panelOf(studio)
  const thumbnails = panel.locator('.tool-form__thumbnail')
  await panel.getByRole('button', { name: '4 variations' }).click()
  await expect(thumbnails).toHaveCount(4)
  const third = thumbnails.nth(2)
  const name = (await third.getAttribute('aria-label'))!
  const seed = /variation (\d+)/.exec(name)![1]!
  await third.click()
  await expect(panel.getByRole('textbox', { name: 'Variation' })).toHaveValue(seed)
  await expect.poll(async () => isPaper(await studio.shown(160, 60))).toBe(true)

  await test.step('a favourite', async () => {
    await panel.getByRole('button', { name: `Favourite: ${name}` }).click()
    await panel.getByRole('button', { name: 'Favourites only' }).click()
    await expect(thumbnails).toHaveCount(1)
  })

  await test.step('kept, it remembers its seed', async () => {
    const seen = await studio.shown(160, 60)
    await panel.getByRole('button', { name: 'Repaint', exact: true }).click()
    await studio.expectLayers('paper repainted', 'paper')
    const kept = await studio.shown(160, 60)
    for (const [i, value] of seen.entries()) expect(Math.abs(value - kept[i]!)).toBeLessThan(4)
    await layerOf(studio).click()
    await studio.enter('Variation', 7, panel)
    await studio.layer('paper repainted').click()
    await expect(panel.getByRole('textbox', { name: 'Variation' })).toHaveValue(seed)
  })

  await test.step('and all of it can be used by everybody', async () => {
    await expectAccessible(page, '.side')
  })
})

test('a photo is made into a sketch, which is drawn on and repainted', async ({
  page,
  shell: { folder, url },
}) => {
  test.slow()
  const engine = await holdEngine(page)
  await page.goto(url)
  const studio = new Studio(page, folder)
  await installInk(folder, { pairing: 'edges' })
  await writePicture(join(folder, 'house.png'), WIDTH, HEIGHT, (x, y) =>
    x > 100 && x < 220 && y > 80 ? [200, 60, 40] : [120, 180, 230],
  )
  await studio.open(join(folder, 'house.png'))
  await page.keyboard.press('r')
  await studio.choose('Model', 'Ink')
  const panel = panelOf(studio)
  await test.step('that it is being made is said before the engine has answered anything', async () => {
    await engine.hold()
    await panel.getByRole('button', { name: 'From this photo' }).click()
    await expect(panel.getByRole('progressbar', { name: 'Sketching “house”' })).toBeVisible()
    await expect(panel.getByRole('button', { name: 'From this photo' })).toBeDisabled()
    await engine.release()
  })
  await studio.expectLayers('Sketch of house', 'house')
  await expect(panel.getByRole('progressbar', { name: 'Sketching “house”' })).toHaveCount(0)
  expect(await studio.history()).toEqual(['Sketch of “house”'])

  await test.step('dark along the edge of the house, white beside it', async () => {
    const across: number[] = []
    for (let x = 90; x < 112; x++) across.push((await studio.color(x, 160))[0]!)
    expect(Math.min(...across)).toBeLessThan(80)
    await studio.expectColor([40, 40], [255, 255, 255], 4)
    await studio.expectColor([160, 200], [255, 255, 255], 4)
  })
  await test.step('the result is seen beside it', async () => {
    await expect.poll(async () => isLine(await inPane(studio, 100, 160))).toBe(true)
  })
  await test.step('drawn on', async () => {
    await studio.dragPixels([120, 40], [200, 40])
    expect(isBlack(await studio.color(160, 40))).toBe(true)
    await expect.poll(async () => isLine(await inPane(studio, 160, 40))).toBe(true)
    expect(await studio.history()).toEqual(['Sketch of “house”', 'Brush'])
  })
})

test('labels are painted with exactly their colours, by brush and bucket', async ({ studio }) => {
  const { folder, page } = studio
  const label = (name: string, ...color: [number, number, number]) => ({
    title: { en: name, 'zh-CN': name },
    color,
  })
  const palette = [label('Wall', 0, 0, 170), label('Window', 0, 85, 255), label('Door', 255, 85, 0)]
  await installInk(folder, { draws: 'labels', palette })
  await openPaper(studio)
  const panel = panelOf(studio)
  await expect(panel.getByText('What is not painted counts as “Wall”.')).toBeVisible()

  await panel.getByRole('button', { name: 'Window' }).click()
  await page.getByRole('button', { name: 'Over the drawing' }).click()
  await studio.dragPixels([60, 120], [260, 120])
  await studio.expectColor([160, 120], [0, 85, 255], 0)
  await panel.getByRole('button', { name: 'Fill', exact: true }).click()
  await panel.getByRole('button', { name: 'Door' }).click()
  const corner = await studio.pixel(10, 10)
  await page.mouse.click(corner.x, corner.y)
  await studio.expectColor([300, 220], [255, 85, 0], 0)
  await studio.expectColor([160, 120], [0, 85, 255], 0)
  expect(await studio.history()).toEqual(['Brush', 'Fill'])

  // Across the edge of the stroke nothing lies between the two.
  for (let y = 100; y < 140; y++) {
    const color = (await studio.color(160, y)).slice(0, 3).join(' ')
    expect(['0 85 255', '255 85 0']).toContain(color)
  }
  await page.keyboard.press('Control+z')
  await studio.expectColor([300, 220], [255, 255, 255])
})
