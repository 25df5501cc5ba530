import { join } from 'node:path'
import { carryTo, expectTabs, openFiles, tab } from './support/documents.ts'
import { plain, writePicture } from './support/pictures.ts'
import { type Studio, test } from './support/studio.ts'

const WIDTH = 320
const HEIGHT = 240
const RED = [200, 40, 30]
const GREEN = [30, 160, 60]

/** A red and a green picture, each in a tab; the red one is in front. */
async function openTwo(studio: Studio): Promise<void> {
  const paths = ['red.png', 'green.png'].map((name) => join(studio.folder, name))
  await writePicture(paths[0]!, WIDTH, HEIGHT, plain(...RED))
  await writePicture(paths[1]!, WIDTH, HEIGHT, plain(...GREEN))
  await openFiles(studio, ...paths)
  await expectTabs(studio, 'red*', 'green')
}

test('a layer is dragged from the panel over a tab into another document, to where it is dropped', async ({
  studio,
}) => {
  const { page } = studio
  await openTwo(studio)
  const row = (await studio.layer('red').locator('.layer__name').boundingBox())!
  await carryTo(studio, 'green', { x: row.x + 8, y: row.y + 6 }, [200, 150])
  await studio.expectLayers('red', 'green')
  // Held by its middle: its corner lies 160 and 120 pixels from there.
  await studio.expectColor([45, 35], RED)
  await studio.expectColor([35, 35], GREEN)
  await studio.expectColor([45, 25], GREEN)
  await page.keyboard.press('Control+z')
  await studio.expectLayers('green')
  await tab(studio, 'red').click()
  await studio.expectLayers('red')
  await studio.expectColor([5, 5], RED)
})

test('what is selected is taken along by the Move tool, or copied and pasted', async ({ studio }) => {
  const { page } = studio
  await openTwo(studio)
  await page.keyboard.press('m')
  await studio.dragPixels([100, 80], [140, 120])
  await studio.tool('Move')
  // Held by the pixel 120, 100, the middle of what is selected.
  await carryTo(studio, 'green', await studio.pixel(120, 100), [220, 60])
  await studio.expectLayers('red', 'green')
  await studio.expectColor([205, 45], RED)
  await studio.expectColor([235, 75], RED)
  await studio.expectColor([195, 60], GREEN)
  await studio.expectColor([245, 60], GREEN)

  await tab(studio, 'red').click()
  await studio.expectColor([120, 100], RED)
  await studio.menu('Edit', 'Copy')
  await tab(studio, 'green').click()
  await studio.menu('Edit', 'Paste')
  await studio.expectLayers('Pasted picture', 'red', 'green')
  await studio.expectColor([120, 100], RED)
  await studio.expectColor([95, 100], GREEN)
})
