import { expect, test } from './support/studio.ts'

test('the brush of a mask says what it is, keeps its panel and gives everything back', async ({ studio }) => {
  const { page } = studio
  await studio.expectLayers('Bird', 'Sky')
  const options = page.getByRole('region', { name: 'Options of Brush' })
  const size = options.getByRole('textbox', { name: 'Size', exact: true })
  await studio.tool('Brush')
  await studio.enter('Size', 33, options)
  await studio.tool('Blend')
  const panel = page.getByRole('tabpanel', { name: 'Blend' })
  await panel.getByRole('button', { name: 'Brush', exact: true }).click()
  await studio.expectLayers('Bird mask', 'Bird', 'Sky')
  await expect(options.getByText('For the mask')).toBeVisible()
  await expect(panel.getByText('The mask has a brush of its own')).toBeVisible()
  await studio.enter('Size', 90, options)
  await panel.getByRole('button', { name: 'Done painting' }).click()
  await expect(page.getByRole('treeitem', { name: 'Bird , picture' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await expect(page.getByRole('button', { name: 'Blend', exact: true }).first()).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await studio.tool('Brush')
  await expect(size).toHaveValue('33')
  await expect(options.getByText('For the mask')).toHaveCount(0)
  await page.keyboard.press('F6')
  await expect(page.getByRole('textbox', { name: 'Hexadecimal colour' })).toHaveValue('#000000')
})

test('the line brush keeps the panel without Live, and leaves the ordinary brush alone', async ({
  studio,
}) => {
  const { page } = studio
  await studio.expectLayers('Bird', 'Sky')
  const options = page.getByRole('region', { name: 'Options of Brush' })
  await page.keyboard.press('r')
  const panel = page.getByRole('tabpanel', { name: 'Repaint' })
  await studio.choose('Model', 'Line drawings in colour, 128 px')
  await panel.getByRole('button', { name: 'New drawing' }).click()
  await expect(options.getByText('For lines')).toBeVisible()
  await panel.getByRole('switch', { name: 'Live' }).click()
  await expect(panel).toBeVisible()
  await studio.tool('Move')
  await studio.tool('Brush')
  await expect(options.getByRole('textbox', { name: 'Size', exact: true })).toHaveValue('40')
  await expect(options.getByText('For lines')).toHaveCount(0)
})

test('a purpose leaves all options in a window of 1280, and the stroke follows the system’s theme', async ({
  studio,
}) => {
  const { page } = studio
  await page.emulateMedia({ colorScheme: 'light' })
  await studio.expectLayers('Bird', 'Sky')
  await page.keyboard.press('r')
  await studio.choose('Model', 'Clothes from outlines and colour dots, 128 px')
  await page.getByRole('button', { name: 'New drawing' }).click()
  const options = page.getByRole('region', { name: 'Options of Brush' })
  await expect(options.getByText('For lines')).toBeVisible()
  await page.getByRole('button', { name: 'Hint brush' }).click()
  await expect(options.getByText('For colour hints')).toBeVisible()
  await expect.poll(() => options.evaluate((bar) => bar.scrollWidth - bar.clientWidth)).toBe(0)

  /** The red of the sample's ink. */
  const ink = () =>
    options.locator('canvas.brush-sample').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      return data.find((_, i) => i % 4 === 0 && data[i + 3]! > 200)
    })
  await expect.poll(ink).toBeLessThan(100)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(ink).toBeGreaterThan(150)
})
