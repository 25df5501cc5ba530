import { join } from 'node:path'
import { expectAccessible } from './support/accessible.ts'
import { installDiscs } from './support/generators.ts'
import { plain, writePicture } from './support/pictures.ts'
import { expect, type Studio, test } from './support/studio.ts'

const SIDE = 200

const panelOf = ({ page }: Studio) => page.getByRole('tabpanel', { name: 'Sketch' })
const answersOf = (studio: Studio) => panelOf(studio).getByRole('region', { name: 'Answers' })

/** Opens white paper of the shape of the generator's pictures, and begins a sketch on it. */
async function begin(studio: Studio): Promise<void> {
  const { folder, page } = studio
  await installDiscs(folder)
  await writePicture(join(folder, 'paper.png'), SIDE, SIDE, plain(255, 255, 255))
  await studio.open(join(folder, 'paper.png'))
  await page.keyboard.press('s')
  await studio.choose('Generator', 'discs')
  await page.getByRole('button', { name: 'Begin a sketch' }).click()
  await expect(answersOf(studio).getByRole('button', { name: 'Answer 1', exact: true })).toBeVisible()
}

/** Waits for the search to have come to its end. */
const searched = (studio: Studio) => expect(answersOf(studio)).toHaveAttribute('aria-busy', 'false')

const isBlue = ([red = 0, , blue = 0]: number[]) => blue > red + 60

test('a few strokes of colour are answered, a picture is kept below them, and a project goes on from there', async ({
  studio,
}) => {
  const { page } = studio
  await begin(studio)
  await studio.expectLayers('Sketch outlines', 'Sketch colours', 'Sketch', 'paper')
  await expectAccessible(page)
  // The brush of colours is in hand, with a blue that nobody has chosen yet.
  await studio.dragPixels([20, 20], [180, 20])
  await studio.dragPixels([20, 180], [180, 180])
  await searched(studio)
  await answersOf(studio).getByRole('button', { name: 'Answer 1', exact: true }).click()
  await page.getByRole('button', { name: 'Keep this picture' }).click()
  await expect(studio.message('The picture is in its layer')).toBeVisible()
  await studio.layer('Sketch colours').getByRole('button', { name: 'Hide' }).click()
  await expect.poll(async () => isBlue(await studio.shown(100, 20))).toBe(true)
  await expect.poll(async () => isBlue(await studio.shown(100, 180))).toBe(true)

  await studio.saveProject('sketch')
  await studio.open(join(studio.folder, 'sketch.ganvas'))
  await page.getByRole('treeitem', { name: 'Sketch , result' }).click()
  await page.keyboard.press('s')
  await page.getByRole('button', { name: 'Go on with this sketch' }).click()
  await expect(answersOf(studio).getByRole('button', { name: 'Answer 2', exact: true })).toBeVisible()
})

test('a word, the way between two answers, a walk, and a dragged part', async ({ studio }) => {
  const { page } = studio
  await begin(studio)
  await page.getByRole('textbox', { name: 'In words' }).fill('red')
  await page.keyboard.press('Enter')
  await expect(panelOf(studio).getByRole('combobox', { name: 'What' }).first()).toHaveText('red')
  await searched(studio)
  await answersOf(studio).getByRole('button', { name: 'Answer 1', exact: true }).click()
  await page.getByRole('button', { name: 'Stay near this one' }).click()
  await page.getByText('Explore', { exact: true }).click()
  await page.getByRole('button', { name: 'Walk' }).click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await studio.enter('Along the way', 12, panelOf(studio))
  await page.getByRole('button', { name: 'Go on from what is shown' }).click()

  await page.getByRole('button', { name: 'Drag parts' }).click()
  await studio.dragPixels([100, 100], [130, 110])
  await expect(page.getByRole('button', { name: 'Let all parts go' })).toBeVisible()
  await searched(studio)
  await page.getByRole('button', { name: 'Keep and leave the sketch' }).click()
  await expect(page.getByRole('button', { name: 'Go on with this sketch' })).toBeVisible()
})
