import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { plain, writePicture } from './support/pictures.ts'
import { expect, type Studio, test } from './support/studio.ts'

const [WIDTH, HEIGHT] = [320, 320]

/** The outline of a shirt, and places well inside it. */
const shirt = [
  [110, 80],
  [160, 92],
  [210, 80],
  [280, 120],
  [256, 168],
  [226, 150],
  [226, 270],
  [94, 270],
  [94, 150],
  [64, 168],
  [40, 120],
  [110, 80],
] as const
const cloth = [
  [130, 140],
  [190, 140],
  [130, 230],
  [190, 230],
] as const

const paneOf = ({ page }: Studio) => page.getByRole('region', { name: 'Result', exact: true })

/** What the pane beside the canvas shows of a document pixel. */
async function inPane(studio: Studio, x: number, y: number): Promise<[number, number, number]> {
  const [canvas, pane] = [
    await studio.canvas.boundingBox(),
    await paneOf(studio).locator('canvas').boundingBox(),
  ]
  const at = await studio.pixel(x, y)
  const [r = 0, g = 0, b = 0] = await studio.shownOnPage({
    x: at.x + pane!.x - canvas!.x,
    y: at.y + pane!.y - canvas!.y,
  })
  return [r, g, b]
}

test('an empty sheet stays paper; an outline becomes a garment, and a dot decides on its colour', async ({
  studio,
}) => {
  test.slow()
  const { folder, page } = studio
  const manifest = JSON.parse(await readFile('models/translate-edges-clothes-128/manifest.json', 'utf8'))
  await writePicture(join(folder, 'paper.png'), WIDTH, HEIGHT, plain(255, 255, 255))
  await studio.open(join(folder, 'paper.png'))
  await page.keyboard.press('r')
  await studio.choose('Model', manifest.title.en)
  const panel = page.getByRole('tabpanel', { name: 'Repaint' })
  await panel.getByRole('button', { name: 'New drawing' }).click()
  await expect(paneOf(studio).locator('canvas')).toBeVisible()
  for (const [x, y] of cloth) await expect.poll(() => inPane(studio, x, y)).toEqual([255, 255, 255])

  await studio.enter('Smoothing', 0, page.getByRole('region', { name: 'Options of Brush' }))
  const [first, ...rest] = await Promise.all(shirt.map(([x, y]) => studio.pixel(x, y)))
  await page.mouse.move(first!.x, first!.y)
  await page.mouse.down()
  for (const { x, y } of rest) await page.mouse.move(x, y, { steps: 8 })
  await page.mouse.up()
  // Some colour of clothes: no paper any more.
  for (const [x, y] of cloth)
    await expect.poll(async () => (await inPane(studio, x, y)).join()).not.toBe('255,255,255')

  await panel.getByRole('button', { name: 'Hint brush' }).click()
  const middle = await studio.pixel(160, 190)
  await page.mouse.click(middle.x, middle.y)
  const redness = async ([x, y]: readonly [number, number]) => {
    const [r, g, b] = await inPane(studio, x, y)
    return r - (g + b) / 2
  }
  // The colour in hand at first is a red: the whole shirt has it, and the ground much less.
  for (const place of cloth)
    await expect.poll(async () => (await redness(place)) - (await redness([20, 300]))).toBeGreaterThan(30)

  await panel.getByRole('button', { name: 'Keep as layer' }).click()
  await expect(studio.message(/Repainted in/)).toBeVisible()
  await studio.expectLayers('Hints for Drawing', 'Drawing', 'Drawing repainted', 'paper')
})
