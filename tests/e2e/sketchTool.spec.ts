import { join } from 'node:path'
import { expectAccessible } from './support/accessible.ts'
import { installDiscs } from './support/generators.ts'
import { plain, writePicture } from './support/pictures.ts'
import { engineOf } from './support/shell.ts'
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
  const words = page.getByRole('textbox', { name: 'In words' })
  await words.fill('red moonlight')
  await page.keyboard.press('Enter')
  // It is told after the search that the words begin, too.
  await searched(studio)
  await expect(panelOf(studio)).toContainText('The generator never learned: moonlight.')
  await words.fill('red')
  await page.keyboard.press('Enter')
  await expect(panelOf(studio)).not.toContainText('The generator never learned')
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

/** A red disc on green ground, both with grain that no generator of 16 pixels draws. */
const photo = (x: number, y: number): number[] => {
  const grain = (x * 7 + y * 13) % 5 < 2 ? 24 : -24
  const color = Math.hypot(x - 150, y - 100) < 50 ? [180, 60, 60] : [70, 120, 80]
  return color.map((value) => value + grain)
}

test('a photo is dropped, edited by way of its reconstruction, kept at its own size, and taken up again', async ({
  studio,
}) => {
  test.slow()
  const { folder, page } = studio
  await installDiscs(folder)
  await writePicture(join(folder, 'paper.png'), 320, 240, plain(255, 255, 255))
  await writePicture(join(folder, 'photo.png'), 300, 200, photo)
  await studio.open(join(folder, 'paper.png'))
  await studio.drop(join(folder, 'photo.png'))
  await studio.expectLayers('photo', 'paper')
  await page.keyboard.press('s')
  await studio.choose('Generator', 'discs')
  const before = await studio.color(160, 97)
  const around = () => studio.shownMean(110, 70, 100, 30)
  const still = await around()
  await page.getByRole('button', { name: 'Edit this photo' }).click()
  const pair = panelOf(studio).getByRole('region', { name: 'The photo' })
  await expect(pair.getByRole('img', { name: 'As the generator draws it' })).toBeVisible()
  await expect(pair.getByText(/Off by \d+%/)).toBeVisible()
  await studio.expectLayers('Sketch outlines', 'Sketch colours', 'Sketched photo', 'photo', 'paper')
  await expectAccessible(page)
  // What is not edited yet is the photo, every pixel.
  expect(await studio.color(160, 97)).toEqual(before)

  // Of the few numbers of this generator each one counts: held to what they are, they could not follow.
  await page.getByText('What counts', { exact: true }).click()
  await studio.enter('Nearness to the fixed one', 0.1, panelOf(studio))
  await studio.dragPixels([140, 120], [180, 120])
  // Above the stroke: an answer has come, and then the photo as that has it, wherever that has put its disc.
  await expect.poll(async () => isBluer(await around(), still)).toBe(true)
  await searched(studio)
  await page.getByRole('button', { name: 'Keep this edit' }).click()
  await expect(studio.message(/The edited photo is in its layer, 200 × 200 px/)).toBeVisible()
  await studio.layer('Sketch colours').getByRole('button', { name: 'Hide' }).click()
  // What is kept is what was shown, and strokes that are hidden ask for nothing else.
  await searched(studio)
  expect(isBluer(await around(), still)).toBe(true)
  // Beside the region it is as it was: the photo lies at (10, 20), and what was edited is its middle.
  expect(await studio.color(40, 30)).toEqual([...photo(30, 10), 100])
  // Its grain is there still, of which the generator's picture has none.
  let [now, then] = [0, 0]
  for (let x = 155; x < 165; x++) {
    const [a, b] = [await studio.color(x, 97), await studio.color(x + 1, 97)]
    for (let c = 0; c < 3; c++) {
      now += Math.abs(a[c]! - b[c]!)
      then += Math.abs(photo(x - 10, 77)[c]! - photo(x - 9, 77)[c]!)
    }
  }
  expect(now).toBeGreaterThan(then / 3)

  // Where it is limited to what is selected, its layer has a mask, which one step takes back.
  const [edited, own] = [await studio.color(220, 97), [...photo(210, 77), 100]]
  expect(edited).not.toEqual(own)
  await studio.tool('Rectangle select')
  await studio.dragPixels([70, 30], [200, 210])
  await page.getByRole('button', { name: 'Only where selected' }).click()
  await expect.poll(() => studio.color(220, 97)).toEqual(own)
  expect(isBluer(await around(), still)).toBe(true)
  await page.keyboard.press('Control+z')
  await expect.poll(() => studio.color(220, 97)).toEqual(edited)
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => studio.color(220, 97)).toEqual(own)

  await studio.saveProject('edited')
  await studio.open(join(folder, 'edited.ganvas'))
  await expect.poll(() => studio.color(220, 97)).toEqual(own)
  await page.getByRole('treeitem', { name: 'Sketched photo , result' }).click()
  await page.keyboard.press('s')
  await page.getByRole('button', { name: 'Go on with this sketch' }).click()
  await expect(pair.getByRole('img', { name: 'As the generator draws it' })).toBeVisible()
  await studio.enter('Strength, %', 0, pair)
  await page.getByRole('button', { name: 'Keep this edit' }).click()
  await expect.poll(() => studio.color(160, 97)).toEqual(before)
})

/** Whether blue has come in, against red: in the mean of a place, so that no grain decides. */
const isBluer = ([red = 0, , blue = 0]: number[], [wasRed = 0, , wasBlue = 0]: number[]) =>
  blue - red > wasBlue - wasRed + 25

test('a piece is brought elsewhere as colours and outlines, and taken back', async ({ studio }) => {
  const { page } = studio
  await begin(studio)
  await page.getByRole('button', { name: 'Move pieces' }).click()
  await expect(panelOf(studio).getByText('Drag a piece')).toBeVisible()
  const before = await studio.color(150, 60)
  await studio.dragPixels([100, 100], [150, 60])
  await searched(studio)
  await expect.poll(async () => (await studio.history()).at(-1)).toBe('Move a piece')
  await page.keyboard.press('Control+z')
  await expect.poll(() => studio.color(150, 60)).toEqual(before)
  await searched(studio)
  await studio.enter('Size of pieces, %', 60, panelOf(studio))
})

test('the engine killed while somebody draws loses no stroke, and answers again', async ({
  studio,
  shell,
}) => {
  test.skip(process.platform === 'win32', 'finds the engine by means of Unix')
  await begin(studio)
  await studio.dragPixels([20, 20], [180, 20])
  await studio.expectColor([100, 20], [47, 111, 208], 3)
  process.kill(engineOf(shell), 'SIGKILL')
  await expect(studio.message('The engine is back')).toBeVisible()
  await expect(answersOf(studio).getByRole('button', { name: 'Answer 1', exact: true })).toBeVisible()
  await searched(studio)
  await studio.expectColor([100, 20], [47, 111, 208], 3)
  await answersOf(studio).getByRole('button', { name: 'Answer 1', exact: true }).click()
  await expect.poll(async () => isBlue(await studio.shown(100, 40))).toBe(true)
})
