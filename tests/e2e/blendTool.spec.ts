import { join } from 'node:path'
import { type Paint, writePicture } from './support/pictures.ts'
import { expect, type Studio, test } from './support/studio.ts'

const WIDTH = 480
const HEIGHT = 360
const SKY: Paint = (_, y) => [70 + y / 6, 120 + y / 6, 190]
/** A ball on transparency: grey, so that what it takes on from the sky is seen. */
const BALL: Paint = (x, y) => [
  150 - y / 4,
  150 - y / 4,
  150 - y / 4,
  Math.hypot(x - 60, y - 60) < 50 ? 255 : 0,
]

/** A sky with a ball over it, and the Blend panel as it begins. */
async function openScene(studio: Studio): Promise<void> {
  await writePicture(join(studio.folder, 'sky.png'), WIDTH, HEIGHT, SKY)
  await writePicture(join(studio.folder, 'ball.png'), 120, 120, BALL)
  await studio.open(join(studio.folder, 'sky.png'))
  await studio.tool('Move')
  await studio.drop(join(studio.folder, 'ball.png'))
  await studio.expectLayers('ball', 'sky')
  await studio.page.keyboard.press('g')
}

/** Blends by the equation, and keeps the ball's own colours. */
async function keepColors(studio: Studio): Promise<void> {
  await studio.choose('Method', 'Gaussian-Poisson')
  await studio.choose('Anchor', 'Composite')
}

const panelOf = ({ page }: Studio) => page.getByRole('tabpanel', { name: 'Blend' })

async function blend(studio: Studio, button = 'Blend'): Promise<void> {
  await studio.closeMessages()
  await panelOf(studio).getByRole('button', { name: button, exact: true }).click()
  await expect(studio.message(/Blended in .* at 480 × 360 px/)).toBeVisible()
}

const skyAt = (x: number, y: number) => SKY(x, y).map(Math.round)

/** How far the picture is from the sky at a point: nothing, where nothing was blended. */
async function strangeness(studio: Studio, x: number, y: number): Promise<number> {
  const color = await studio.color(x, y)
  return Math.max(...skyAt(x, y).map((value, i) => Math.abs(value - color[i]!)))
}

test('objects are blended one after another, each a layer of its own that undo takes away', async ({
  studio,
}) => {
  const { page, folder } = studio
  await openScene(studio)
  await keepColors(studio)
  await studio.dragPixels([240, 180], [100, 180])
  await blend(studio)
  await studio.expectLayers('ball blended', 'ball', 'sky')
  await expect(page.getByRole('button', { name: 'Show “ball”' })).toBeVisible()
  expect(await strangeness(studio, 100, 200)).toBeGreaterThan(15)
  expect(await strangeness(studio, 380, 60)).toBeLessThanOrEqual(2)

  await writePicture(join(folder, 'moon.png'), 120, 120, BALL)
  await studio.drop(join(folder, 'moon.png'))
  await studio.expectLayers('moon', 'ball blended', 'ball', 'sky')
  await page.keyboard.press('g')
  await studio.dragPixels([240, 180], [380, 180])
  await blend(studio)
  await studio.expectLayers('moon blended', 'moon', 'ball blended', 'ball', 'sky')
  for (const x of [100, 380]) expect(await strangeness(studio, x, 200)).toBeGreaterThan(15)
  expect(await strangeness(studio, 240, 40)).toBeLessThanOrEqual(2)
  expect(await studio.history()).toEqual([
    'Add “ball”',
    'Move layer',
    'Add result',
    'Add “moon”',
    'Move layer',
    'Add result',
  ])
  await studio.goTo(3)
  await studio.expectLayers('ball blended', 'ball', 'sky')
  expect(await strangeness(studio, 380, 200)).toBeLessThanOrEqual(2)
})

test('the object ends where a selection or the strokes of a brush end', async ({ studio }) => {
  const { page } = studio
  await openScene(studio)
  await keepColors(studio)

  await test.step('a selection of its left half', async () => {
    await page.keyboard.press('m')
    await studio.dragPixels([180, 120], [240, 240])
    await page.keyboard.press('g')
    const mask = page.getByRole('group', { name: 'Object mask' })
    await mask.getByRole('button', { name: 'Selection' }).click()
    await expect(mask.getByRole('button', { name: 'Selection' })).toHaveAttribute('aria-pressed', 'true')
    const masked = page.getByRole('treeitem', { name: /^ball\b.*masked/ })
    await expect(masked).toBeVisible()
    await mask.getByRole('button', { name: 'Alpha' }).click()
    await expect(mask.getByRole('button', { name: 'Alpha' })).toHaveAttribute('aria-pressed', 'true')
    await mask.getByRole('button', { name: 'Selection' }).click()
    await blend(studio)
    expect(await strangeness(studio, 215, 200)).toBeGreaterThan(15)
    expect(await strangeness(studio, 270, 200)).toBeLessThanOrEqual(8)
    await studio.canvas.focus()
    await page.keyboard.press('Control+z')
    await studio.expectLayers('ball', 'sky')
  })

  await test.step('strokes over its right half', async () => {
    await page.keyboard.press('Control+d')
    await studio.layer('ball').click()
    await page.getByRole('group', { name: 'Object mask' }).getByRole('button', { name: 'Brush' }).click()
    await studio.expectLayers('ball mask', 'ball', 'sky')
    const options = page.getByRole('region', { name: 'Options of Brush' })
    await studio.enter('Size', 40, options)
    await studio.enter('Smoothing', 0, options)
    await studio.dragPixels([270, 150], [270, 215])
    await page.keyboard.press('g')
    await blend(studio)
    await studio.expectLayers('ball mask', 'ball blended', 'ball', 'sky')
    expect(await strangeness(studio, 270, 200)).toBeGreaterThan(15)
    expect(await strangeness(studio, 205, 200)).toBeLessThanOrEqual(8)
  })
})

test('to begin with the object is harmonised and nothing else changes; a stronger setting goes further', async ({
  studio,
}) => {
  await openScene(studio)
  const panel = panelOf(studio)
  await expect(panel.getByRole('combobox', { name: 'Method' })).toHaveText('Harmonise')
  await expect(panel.getByRole('textbox', { name: 'Strength', exact: true })).toHaveValue('0.8')
  await blend(studio)
  const adapted = await strangeness(studio, 240, 200)
  // The ball lies at 180 to 300 by 120 to 240: right beside its outline the sky is as it was.
  for (const [x, y] of [
    [187, 180],
    [293, 180],
    [240, 127],
    [240, 233],
  ] as const)
    expect(await strangeness(studio, x, y)).toBeLessThanOrEqual(1)

  await studio.enter('Strength', 0, panel)
  await blend(studio, 'Run again')
  const own = await strangeness(studio, 240, 200)
  // How far it goes is the network’s to say; it goes towards the sky.
  expect(own).toBeGreaterThan(adapted + 1)
  await studio.choose('Method', 'Poisson')
  await expect(panel.getByRole('textbox', { name: 'Strength', exact: true })).toHaveValue('1')
})

test('a Gaussian-Poisson blend begins with the network’s colours; the composite keeps the object’s own', async ({
  studio,
}) => {
  await openScene(studio)
  await studio.choose('Method', 'Gaussian-Poisson')
  await expect(panelOf(studio).getByRole('combobox', { name: 'Anchor' })).toHaveText('Blending network')
  await blend(studio)
  const adapted = await strangeness(studio, 240, 200)
  await studio.choose('Anchor', 'Composite')
  await blend(studio, 'Run again')
  expect(await strangeness(studio, 240, 200)).toBeGreaterThan(adapted + 5)
})

test('a result is run again after its object was moved', async ({ studio }) => {
  const { page } = studio
  await openScene(studio)
  await keepColors(studio)
  await blend(studio)
  await studio.layer('ball blended').click()
  await panelOf(studio).getByRole('button', { name: 'Edit object' }).click()
  await expect(page.getByRole('button', { name: 'Hide “ball”' })).toBeVisible()
  await studio.dragPixels([240, 180], [120, 100])
  await studio.layer('ball blended').click()
  await blend(studio, 'Run again')
  await studio.expectLayers('ball blended', 'ball', 'sky')
  if (await page.getByRole('button', { name: 'Show “ball blended”' }).isVisible())
    await page.getByRole('button', { name: 'Show “ball blended”' }).click()
  if (await page.getByRole('button', { name: 'Hide “ball”' }).isVisible())
    await page.getByRole('button', { name: 'Hide “ball”' }).click()
  expect(await strangeness(studio, 120, 120)).toBeGreaterThan(15)
  expect(await strangeness(studio, 240, 210)).toBeLessThanOrEqual(2)
})

test('every setting and a flip change what the preview shows', async ({ studio }) => {
  const { page } = studio
  await openScene(studio)
  const panel = panelOf(studio)
  await expect(panel.getByText(/^\d+ ms$/)).toBeVisible()
  const from = await studio.pixel(190, 130)
  const look = async () => {
    await page.mouse.move(5, 5)
    return (await page.screenshot({ clip: { ...from, width: 100, height: 100 } })).toString('base64')
  }
  let before = await look()
  const changes: [string, () => Promise<void>][] = [
    ['strength', () => studio.enter('Strength', 0, panel)],
    ['warmth', () => studio.enter('Warmth', 1, panel)],
    ['lightness', () => studio.enter('Lightness', 0.5, panel)],
    ['shadow', () => panel.getByRole('switch', { name: 'Shadow' }).click()],
    ['no shadow', () => panel.getByRole('switch', { name: 'Shadow' }).click()],
    ['equation', () => studio.choose('Method', 'Gaussian-Poisson')],
    ['anchor', () => studio.choose('Anchor', 'Background')],
    [
      'weight',
      async () => {
        await studio.enter('Colour weight β', 0.01, panel)
      },
    ],
    [
      'operator',
      async () => {
        await panel.getByText('More', { exact: true }).click()
        await studio.choose('Gradient operator', 'Roberts')
      },
    ],
    ['method', () => studio.choose('Method', 'Poisson')],
    ['paste', () => studio.choose('Method', 'Paste')],
    ['flip', () => panel.getByRole('button', { name: 'Flip object vertically' }).click()],
  ]
  for (const [name, change] of changes)
    await test.step(name, async () => {
      await change()
      await expect.poll(look).not.toBe(before)
      // The change may come in two frames.
      await expect(async () => {
        before = await look()
        expect(await look()).toBe(before)
      }).toPass()
    })

  await test.step('without the live preview the object is as it was pasted', async () => {
    await studio.choose('Method', 'Gaussian-Poisson')
    await expect.poll(look).not.toBe(before)
    await panel.getByRole('switch', { name: 'Live preview' }).click()
    await expect(panel.getByText(/^\d+ ms$/)).toBeHidden()
    await expect.poll(look).toBe(before)
  })
  expect(await studio.history()).toEqual(['Add “ball”', 'Flip vertically'])
})

test('the methods are seen side by side on the object where it lies, and a click takes one', async ({
  studio,
}) => {
  const { page } = studio
  await openScene(studio)
  const panel = panelOf(studio)
  await panel.getByText('Side by side').click()
  const choices = panel.locator('.comparison__choice')
  const named = (name: string) => choices.filter({ hasText: new RegExp(`^${name}$`) })
  await expect(named('Harmonise')).toHaveAttribute('aria-pressed', 'true')
  // Each shows the ball in its own way.
  for (const name of ['Harmonise', 'Poisson', 'Paste', 'Warmer'])
    await expect(named(name).locator('canvas')).toHaveAttribute('data-ready', 'true')
  const pixelOf = (name: string, x: number, y: number) =>
    named(name)
      .locator('canvas')
      .evaluate(
        (canvas: HTMLCanvasElement, [u, v]) => [
          ...canvas
            .getContext('2d')!
            .getImageData(Math.floor(u! * canvas.width), Math.floor(v! * canvas.height), 1, 1)
            .data.subarray(0, 3),
        ],
        [x, y],
      )
  const grey = BALL(60, 60).slice(0, 3)
  for (const [channel, value] of (await pixelOf('Paste', 0.5, 0.5)).entries())
    expect(Math.abs(value - grey[channel]!)).toBeLessThan(8)
  for (const name of ['Harmonise', 'Paste', 'Warmer']) {
    const [red = 0, , blue = 0] = await pixelOf(name, 0.03, 0.5)
    expect(blue - red, `the sky beside the ball in “${name}”`).toBeGreaterThan(40)
  }
  expect(await pixelOf('Warmer', 0.5, 0.5)).not.toEqual(await pixelOf('Harmonise', 0.5, 0.5))
  await named('Poisson').click()
  await expect(panel.getByRole('combobox', { name: 'Method' })).toHaveText('Poisson')
  await expect(named('Poisson')).toHaveAttribute('aria-pressed', 'true')
  await expect(named('Warmer')).toHaveCount(0)
  await page.keyboard.press('Tab')
})
