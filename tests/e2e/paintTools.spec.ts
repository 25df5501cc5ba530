import { join } from 'node:path'
import { type Paint, readPicture } from './support/pictures.ts'
import { BLACK, HEIGHT, openPicture, SAND, WIDTH } from './support/sand.ts'
import { expect, type Studio, test } from './support/studio.ts'

/** What the document looks like, as a file of it: its size, and the red of each pixel. */
async function exported(studio: Studio, name: string) {
  await studio.closeMessages()
  await studio.exportAs('PNG', name)
  await studio.closeMessages()
  const { width, height, data } = await readPicture(join(studio.folder, `${name}.png`))
  return {
    width,
    height,
    red: (x: number, y: number) => data[4 * (y * width + x)]!,
    isOpaque: data.every((value, i) => i % 4 !== 3 || value === 255),
  }
}
type Exported = Awaited<ReturnType<typeof exported>>

/** The pixels of a rectangle, row by row. */
const redsOf = ({ red }: Exported, x: number, y: number, width: number, height: number): number[] =>
  Array.from({ length: width * height }, (_, i) => red(x + (i % width), y + Math.floor(i / width)))

/** The share of pixels that are further apart than rounding. */
const unlike = (a: readonly number[], b: readonly number[]): number =>
  a.filter((value, i) => Math.abs(value - b[i]!) > 2).length / a.length

const brushOptions = ({ page }: Studio) => page.getByRole('region', { name: 'Options of Brush' })

test('a brush of the presets paints with its texture, which lies still in the picture', async ({
  studio,
}) => {
  const { page } = studio
  await openPicture(studio)
  await studio.tool('Brush')
  await page.getByRole('button', { name: 'Brushes' }).click()
  const menu = page.getByRole('dialog', { name: 'Brushes' })
  await menu.getByRole('button', { name: 'Chalk' }).click()
  await page.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)
  await studio.enter('Smoothing', 0, brushOptions(studio))
  await expect(brushOptions(studio).getByRole('textbox', { name: 'Size', exact: true })).toHaveValue('40')

  // The ground repeats every 256 pixels: the third stroke finds what the first does, the second something else.
  for (const x of [24, 124, 280]) await studio.dragPixels([x, 60], [x + 12, 60])
  expect(await studio.history()).toEqual(['Brush', 'Brush', 'Brush'])
  const once = await exported(studio, 'once')
  const [first, other, same] = [12, 112, 268].map((x) => redsOf(once, x, 45, 36, 30)) as [
    number[],
    number[],
    number[],
  ]
  const bare = (reds: number[]) => reds.filter((red) => red === SAND[0]).length / reds.length
  const full = (reds: number[]) => reds.filter((red) => red < 20).length / reds.length
  for (const reds of [first, other, same]) {
    expect(bare(reds)).toBeGreaterThan(0.02)
    expect(full(reds)).toBeGreaterThan(0.3)
  }
  expect(unlike(first, same)).toBeLessThan(0.02)
  expect(unlike(first, other)).toBeGreaterThan(0.1)

  await test.step('a round brush leaves nothing bare there', async () => {
    await page.keyboard.press('Control+z')
    const undone = await exported(studio, 'undone')
    expect(bare(redsOf(undone, 268, 45, 36, 30))).toBe(1)
    expect(unlike(redsOf(undone, 112, 45, 36, 30), other)).toBe(0)
    await page.getByRole('button', { name: 'Brushes' }).click()
    await menu.getByRole('button', { name: 'Hard round' }).click()
    await page.keyboard.press('Escape')
    await studio.enter('Size', 40, brushOptions(studio))
    await studio.dragPixels([280, 60], [292, 60])
    const round = await exported(studio, 'round')
    expect(full(redsOf(round, 270, 50, 32, 20))).toBe(1)
  })
})

test('symmetry mirrors a stroke about the middle of the picture, as one step', async ({ studio }) => {
  const { page } = studio
  await openPicture(studio)
  await studio.tool('Brush')
  await studio.enter('Size', 14, brushOptions(studio))
  await studio.enter('Smoothing', 0, brushOptions(studio))
  await studio.choose('Symmetry', 'Left and right')
  await studio.dragPixels([40, 30], [110, 200])
  const mirrored = await exported(studio, 'mirrored')
  const columns = Array.from({ length: WIDTH / 2 }, (_, x) => x)
  const left = columns.flatMap((x) => redsOf(mirrored, x, 0, 1, HEIGHT))
  const right = columns.flatMap((x) => redsOf(mirrored, WIDTH - 1 - x, 0, 1, HEIGHT))
  expect(unlike(left, right)).toBe(0)
  for (const [x, y] of [
    [40, 30],
    [75, 115],
    [110, 200],
  ] as const) {
    expect(mirrored.red(x, y)).toBe(BLACK[0])
    expect(mirrored.red(WIDTH - 1 - x, y)).toBe(BLACK[0])
  }
  expect(mirrored.red(160, 115)).toBe(SAND[0])
  expect(await studio.history()).toEqual(['Brush'])

  await page.keyboard.press('Control+z')
  const undone = await exported(studio, 'undone')
  expect(redsOf(undone, 0, 0, WIDTH, HEIGHT).every((red) => red === SAND[0])).toBe(true)

  await test.step('around the middle, as often as is said', async () => {
    await studio.choose('Symmetry', 'Around')
    await studio.enter('Times', 4, brushOptions(studio))
    await studio.dragPixels([240, 120], [240, 121])
    for (const at of [
      [240, 120],
      [160, 200],
      [80, 120],
      [160, 40],
    ] as const)
      await studio.expectColor([...at], BLACK)
    await studio.expectColor([216, 176], SAND)
    expect(await studio.history()).toEqual(['Brush'])
  })
})

test('a gradient goes from colour to colour along its line, within what is selected, as one step', async ({
  studio,
}) => {
  const { page } = studio
  await openPicture(studio)
  await page.keyboard.press('m')
  await studio.dragPixels([0, 0], [WIDTH, 160])
  await page.keyboard.press('Shift+f')
  await studio.dragPixels([60, 80], [260, 80])
  const filled = await exported(studio, 'filled')
  const row = redsOf(filled, 0, 100, WIDTH, 1)
  expect(row.slice(0, 60).every((red) => red === 0)).toBe(true)
  expect(row.slice(260).every((red) => red === 255)).toBe(true)
  for (let x = 60; x < 260; x++)
    expect(Math.abs(row[x]! - ((x + 0.5 - 60) / 200) * 255)).toBeLessThanOrEqual(1)
  expect(redsOf(filled, 0, 161, WIDTH, HEIGHT - 161).every((red) => red === SAND[0])).toBe(true)
  expect((await studio.history()).at(-1)).toBe('Gradient')

  await page.keyboard.press('Control+z')
  const undone = await exported(studio, 'undone')
  expect(redsOf(undone, 0, 0, WIDTH, HEIGHT).every((red) => red === SAND[0])).toBe(true)
})

/** Bright above a horizon that sinks by 40 pixels from left to right. */
const slanting: Paint = (x, y) => (y + 0.5 < 100 + (x + 0.5) / 8 ? [230, 230, 230] : [30, 30, 30])

test('crop straightens a picture along its horizon, without empty corners, as one step', async ({
  studio,
}) => {
  const { page } = studio
  await openPicture(studio, slanting)
  await page.keyboard.press('c')
  await page.getByRole('button', { name: /^Straighten/ }).click()
  await studio.dragPixels([16, 102], [304, 138])
  await expect(page.getByText('320 × 240 px')).toHaveCount(0)
  const level = await exported(studio, 'level')
  expect(level.isOpaque).toBe(true)
  expect(level.width).toBeGreaterThan(0.85 * WIDTH)
  expect(level.width).toBeLessThan(WIDTH)
  const horizon = Array.from({ length: level.width }, (_, x) =>
    Array.from({ length: level.height }, (_, y) => y).findIndex((y) => level.red(x, y) < 130),
  )
  expect(Math.max(...horizon) - Math.min(...horizon)).toBeLessThanOrEqual(1)
  expect(await studio.history()).toEqual(['Straighten'])

  await page.keyboard.press('Control+z')
  await expect(page.getByText('320 × 240 px')).toBeVisible()
  const undone = await exported(studio, 'undone')
  expect(redsOf(undone, 0, 0, WIDTH, HEIGHT)).toEqual(
    Array.from({ length: WIDTH * HEIGHT }, (_, i) => slanting(i % WIDTH, Math.floor(i / WIDTH))[0]),
  )
})
