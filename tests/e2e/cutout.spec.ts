import { openPicture } from './support/sand.ts'
import { expect, type Studio, test } from './support/studio.ts'

const GREEN = [60, 140, 70]
const RED = [200, 50, 40]
const BLUE = [40, 60, 200]
const BLACK = [0, 0, 0]

/** A red disc around 130, 120 and a blue patch beside it, on green. */
const scene = (x: number, y: number): readonly number[] => {
  if (Math.hypot(x - 130, y - 120) < 60) return RED
  return x >= 220 && x < 270 && y >= 90 && y < 150 ? BLUE : GREEN
}

/** The step that the document is at; those after it in the History panel are undone. */
async function currentStep({ page }: Studio): Promise<string> {
  await page.getByRole('tab', { name: 'History' }).click()
  const current = page.getByRole('tabpanel', { name: 'History' }).locator('[aria-current]')
  const step = (await current.textContent()) ?? ''
  await page.getByRole('tab', { name: 'Layers' }).click()
  return step
}

/** Which of these pixels the selection holds: what Fill paints black. */
async function selected(studio: Studio, points: [number, number][]): Promise<boolean[]> {
  await studio.canvas.focus()
  await studio.page.keyboard.press('Alt+Backspace')
  await expect.poll(() => currentStep(studio)).toBe('Fill')
  const found: boolean[] = []
  for (const [x, y] of points)
    found.push((await studio.color(x, y)).slice(0, 3).every((value, c) => value === BLACK[c]))
  await studio.canvas.focus()
  await studio.page.keyboard.press('Control+z')
  await expect.poll(() => currentStep(studio)).not.toBe('Fill')
  return found
}

const disc: [number, number] = [130, 120]
const patch: [number, number] = [245, 120]
const ground: [number, number] = [30, 30]

test('a box and lines select an object, undo takes back a line, and its edge becomes a layer', async ({
  studio,
}) => {
  const { page } = studio
  await openPicture(studio, scene)
  // By their names: a Fill that was undone is still listed.
  const steps = (count: number) =>
    expect.poll(() => studio.history()).toEqual(Array(count).fill('Select subject'))

  await test.step('a box', async () => {
    await page.keyboard.press('q')
    await studio.dragPixels([55, 45], [205, 195])
    await steps(1)
    expect(await studio.history()).toEqual(['Select subject'])
    expect(await selected(studio, [disc, patch, ground])).toEqual([true, false, false])
  })

  await test.step('Shift takes the patch in, Alt puts it out, and undo brings it back', async () => {
    await page.keyboard.down('Shift')
    await studio.dragPixels([230, 100], [260, 140])
    await page.keyboard.up('Shift')
    await steps(2)
    expect(await selected(studio, [disc, patch, ground])).toEqual([true, true, false])
    await page.getByRole('button', { name: 'This is not the object (Alt)' }).click()
    await studio.dragPixels([225, 95], [265, 145])
    await steps(3)
    expect(await selected(studio, [disc, patch, ground])).toEqual([true, false, false])
    await page.keyboard.press('Control+z')
    expect(await selected(studio, [disc, patch, ground])).toEqual([true, true, false])
    await page.keyboard.press('Control+z')
    expect(await selected(studio, [disc, patch, ground])).toEqual([true, false, false])
  })

  await test.step('Refine edge makes a layer of the object', async () => {
    await page.keyboard.press('Control+Alt+r')
    const dialog = page.getByRole('dialog', { name: 'Refine edge' })
    await expect(dialog.getByRole('img', { name: 'The object as it will be cut out' })).toBeVisible()
    await studio.enter('Radius', 4, dialog)
    await dialog.getByRole('button', { name: 'OK' }).click()
    await studio.expectLayers('Object', 'picture')
    await page
      .getByRole('treeitem', { name: /^picture/ })
      .getByRole('button', { name: 'Hide “picture”' })
      .click()
    await studio.expectColor([...disc], RED, 3)
    await expect.poll(async () => (await studio.color(...ground))[3]).toBe(0)
  })
})

test('the menu finds what stands in the middle, and Refine edge can leave a selection', async ({
  studio,
}) => {
  const { page } = studio
  await openPicture(studio, (x, y) => (Math.hypot(x - 160, y - 120) < 50 ? RED : GREEN))
  await studio.menu('Select', 'Subject')
  await expect.poll(() => studio.history()).toEqual(['Select subject'])
  expect(
    await selected(studio, [
      [160, 120],
      [20, 20],
    ]),
  ).toEqual([true, false])
  await studio.menu('Select', 'Refine edge…')
  await studio.choose('Result', 'Selection')
  await page.getByRole('dialog', { name: 'Refine edge' }).getByRole('button', { name: 'OK' }).click()
  await expect.poll(() => studio.history()).toEqual(['Select subject', 'Refine edge'])
  expect(
    await selected(studio, [
      [160, 120],
      [20, 20],
    ]),
  ).toEqual([true, false])
})
