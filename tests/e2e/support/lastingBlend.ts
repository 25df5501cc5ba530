import { join } from 'node:path'
import { type Paint, writeLarge, writePicture } from './pictures.ts'
import { expect, type Studio } from './studio.ts'

/**
 * Opens a photo of 12 megapixels with an object, “kite”, over nearly all of it, and the Blend panel on the method that
 * iterates. To blend it takes seconds on any machine, so that there is a middle in which something can happen.
 *
 * @returns what the History panel lists then
 */
export async function openLastingBlend(studio: Studio, paint: Paint): Promise<string[]> {
  const { page, folder } = studio
  await writeLarge(join(folder, 'field.jpg'))
  await writePicture(join(folder, 'kite.png'), 1200, 900, paint)
  await studio.open(join(folder, 'field.jpg'))
  await studio.tool('Move')
  await studio.drop(join(folder, 'kite.png'))
  await studio.expectLayers('kite', 'field')
  const place = page.getByRole('region', { name: 'Options of Move' })
  for (const [field, value] of Object.entries({ X: 100, Y: 75, W: 3800, H: 2850 }))
    await studio.enter(field, value, place)
  const history = await studio.history()
  await page.keyboard.press('g')
  await expect(page.getByRole('tabpanel', { name: 'Blend' })).toBeVisible()
  await studio.choose('Method', 'Poisson')
  return history
}
