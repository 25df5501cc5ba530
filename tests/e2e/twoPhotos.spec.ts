import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { carryTo, expectTabs, openFiles } from './support/documents.ts'
import { type Paint, writePicture } from './support/pictures.ts'
import { expect, test } from './support/studio.ts'

const WIDTH = 480
const HEIGHT = 360
const MIDDLE: [number, number] = [200, 180]
const RADIUS = 70

/** An orange disc, lighter at its top, before a green wall with a little texture. */
const balloon: Paint = (x, y) => {
  const texture = ((x * 7 + y * 13) % 11) - 5
  if (Math.hypot(x - MIDDLE[0], y - MIDDLE[1]) < RADIUS) return [220 - y / 8, 130 - y / 8, 50 + texture]
  return [60 + texture, 130 + texture, 70 + texture]
}

/** A sky that brightens downwards. */
const sky: Paint = (x, y) => {
  const texture = ((x * 7 + y * 13) % 11) - 5
  return [60 + y / 5 + texture, 110 + y / 5 + texture, 170 + y / 6 + texture]
}

/** Where the middle of the disc is taken to. */
const TARGET: [number, number] = [300, 150]

test('a photographer puts one photo’s subject into another, with the mouse', async ({ studio }) => {
  const { page, folder } = studio
  await writePicture(join(folder, 'balloon.png'), WIDTH, HEIGHT, balloon)
  await writePicture(join(folder, 'sky.png'), WIDTH, HEIGHT, sky)

  await test.step('open two photos, each in a tab', async () => {
    await openFiles(studio, join(folder, 'balloon.png'), join(folder, 'sky.png'))
    await expectTabs(studio, 'balloon*', 'sky')
  })

  await test.step('cut the subject out, by a box around it', async () => {
    await studio.tool('Select subject')
    await studio.dragPixels([115, 95], [285, 265])
    await expect.poll(() => studio.history()).toEqual(['Select subject'])
  })

  await test.step('drag it to the other photo', async () => {
    await studio.tool('Move')
    await carryTo(studio, 'sky', await studio.pixel(...MIDDLE), TARGET)
    await studio.expectLayers('balloon', 'sky')
    const [red, , blue] = await studio.color(...TARGET)
    expect(red! - blue!).toBeGreaterThan(80)
    // It came without the wall behind it.
    const [r, g, b] = await studio.color(TARGET[0] - RADIUS - 12, TARGET[1])
    expect(b!).toBeGreaterThan(g!)
    expect(g!).toBeGreaterThan(r!)
  })

  const hidden: [number, number] = [TARGET[0], TARGET[1] + 45]
  await test.step('hide a part of it by a mask', async () => {
    await page.getByRole('button', { name: 'Add mask' }).click()
    await expect(page.getByRole('treeitem', { name: /^balloon\b.*masked/ })).toBeVisible()
    await studio.tool('Brush')
    await studio.dragPixels([TARGET[0] - 80, hidden[1]], [TARGET[0] + 80, hidden[1]])
    await expect.poll(async () => (await studio.color(...hidden))[2]).toBeGreaterThan(150)
    await expect.poll(async () => (await studio.color(...TARGET))[2]).toBeLessThan(100)
  })

  await test.step('harmonise it with the sky', async () => {
    await studio.tool('Blend')
    await page.getByRole('button', { name: 'Blend', exact: true }).last().click()
    await expect(page.getByText(/Blended in .* at 480 × 360 px/)).toBeVisible()
    await studio.expectLayers('balloon blended', 'balloon', 'sky')
    await studio.closeMessages()
    const [red, , blue] = await studio.color(...TARGET)
    expect(red! - blue!).toBeGreaterThan(40)
    // The mask was part of what was blended.
    expect((await studio.color(...hidden))[2]).toBeGreaterThan(150)
  })

  await test.step('brighten all by a curve', async () => {
    const before = await studio.color(20, 20)
    await studio.menu('Layer', 'New adjustment', 'Curves layer')
    const panel = page.getByRole('tabpanel', { name: 'Adjustment' })
    const box = (await panel.getByRole('group', { name: 'Curve' }).boundingBox())!
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    await studio.drag(middle, { x: middle.x, y: middle.y - box.height / 4 })
    await expect.poll(async () => (await studio.color(20, 20))[0]).toBeGreaterThan(before[0]! + 20)
  })

  await test.step('write on it', async () => {
    await studio.tool('Text')
    const { x, y } = await studio.pixel(40, 320)
    await page.mouse.click(x, y)
    await expect(page.getByRole('textbox', { name: 'The text', exact: true })).toBeFocused()
    // Letters, and below a number, are all that is not done with the mouse.
    await page.keyboard.type('HIM')
    await studio.tool('Move')
    await expect(page.getByRole('treeitem', { name: /^HIM\b/ })).toBeVisible()
  })

  await test.step('export at half size', async () => {
    await studio.menu('File', 'Export…')
    const dialog = page.getByRole('dialog', { name: 'Export' })
    await dialog.getByRole('combobox').first().click()
    await page.getByRole('option', { name: 'JPEG', exact: true }).click()
    await studio.enter('Scale', 50, dialog)
    await dialog.getByRole('button', { name: 'Choose a place…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Exported “sky.jpg”')).toBeVisible()
    const { data, info } = await sharp(await readFile(join(folder, 'sky.jpg')))
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([WIDTH / 2, HEIGHT / 2])
    const at = ([x, y]: [number, number]) =>
      [...data.subarray(((y >> 1) * info.width + (x >> 1)) * 3)].slice(0, 3)
    for (const point of [TARGET, hidden, [20, 20] as [number, number]]) {
      const seen = await studio.color(...point)
      for (const [channel, value] of at(point).entries())
        expect(Math.abs(value - seen[channel]!)).toBeLessThan(24)
    }
  })

  await test.step('the other photo is as it was', async () => {
    await expectTabs(studio, 'balloon', 'sky*')
    await page.getByRole('tab', { name: 'balloon' }).click()
    await studio.expectLayers('balloon')
    expect(await studio.history()).toEqual(['Select subject'])
    await studio.expectColor([20, 20], balloon(20, 20))
  })
})
