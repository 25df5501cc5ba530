import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from './support/studio.ts'

const WIDTH = 1200
const HEIGHT = 900
/** Where the object's disc lies in its own picture, and how far from its middle it is all object. */
const OBJECT = 360
const RADIUS = 120

/** A sky that brightens downwards, with a little texture that tells any resampling. */
async function writePhoto(path: string): Promise<Buffer> {
  const data = Buffer.alloc(WIDTH * HEIGHT * 3)
  for (let y = 0, i = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const texture = ((x * 7 + y * 13) % 11) - 5
      data[i++] = 60 + (y * 80) / HEIGHT + texture
      data[i++] = 110 + (y * 80) / HEIGHT + texture
      data[i++] = 170 + (y * 60) / HEIGHT + texture
    }
  await sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .png()
    .toFile(path)
  return data
}

/** An orange disc on transparency, brighter at the top: what is pasted in. */
async function writeCutOut(path: string): Promise<void> {
  const data = Buffer.alloc(OBJECT * OBJECT * 4)
  for (let y = 0, i = 0; y < OBJECT; y++)
    for (let x = 0; x < OBJECT; x++) {
      const inside = Math.hypot(x - OBJECT / 2, y - OBJECT / 2) < RADIUS
      data[i++] = 220 - y / 6
      data[i++] = 140 - y / 6
      data[i++] = 60
      data[i++] = inside ? 255 : 0
    }
  await sharp(data, { raw: { width: OBJECT, height: OBJECT, channels: 4 } })
    .png()
    .toFile(path)
}

async function pixelsOf(path: string) {
  const { data, info } = await sharp(await readFile(path))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return {
    width: info.width,
    height: info.height,
    data,
    at: (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)],
  }
}

const distance = (a: number[], b: number[]) => Math.max(...a.map((v, i) => Math.abs(v - b[i]!)))

test('a photographer drops a photo, pastes an object, drags it, blends, compares, exports and reopens', async ({
  studio,
}) => {
  const { page, folder } = studio
  const photo = await writePhoto(join(folder, 'sky.png'))
  await writeCutOut(join(folder, 'sun.png'))

  await test.step('the sample opens ready to blend; it is closed', async () => {
    await expect(page.getByRole('button', { name: 'Blend', exact: true }).last()).toBeEnabled()
    await expect(page.getByRole('treeitem', { name: /Bird/ })).toBeVisible()
    await studio.menu('File', 'Close')
    await expect(page.getByText('Start with a picture')).toBeVisible()
  })

  await test.step('drop the photo', async () => {
    await studio.drop(join(folder, 'sky.png'))
    await expect(page.getByRole('treeitem', { name: /sky/ })).toBeVisible()
    await expect(page.getByText('1,200 × 900 px')).toBeVisible()
  })

  await test.step('paste the cut-out', async () => {
    await studio.paste(join(folder, 'sun.png'))
    await expect(page.getByRole('treeitem', { name: /sun/ })).toBeVisible()
  })

  // The studio shows the whole picture, so document pixels are found by proportion.
  const place = await studio.picture()
  const middle = { x: WIDTH / 2, y: HEIGHT / 2 }

  await test.step('drag it up and to the left', async () => {
    await page.keyboard.press('g')
    await expect(page.getByRole('tab', { name: 'Blend' })).toHaveAttribute('aria-selected', 'true')
    await studio.drag(place.of(middle), place.of({ x: middle.x - 240, y: middle.y - 150 }))
  })
  const target = { x: middle.x - 240, y: middle.y - 150 }

  await test.step('the preview shows it blended while nothing is changed', async () => {
    await expect(page.getByText(/^\d+ ms$/)).toBeVisible()
    await page.getByRole('tab', { name: 'History' }).click()
    await expect(page.getByRole('tabpanel', { name: 'History' }).getByRole('listitem')).toHaveCount(3)
    await page.getByRole('tab', { name: 'Layers' }).click()
  })

  await test.step('blend', async () => {
    await page.getByRole('button', { name: 'Blend', exact: true }).last().click()
    await expect(page.getByText(/Blended in .* at 1200 × 900 px/)).toBeVisible()
    await expect(page.getByRole('treeitem', { name: /sun blended/ })).toBeVisible()
  })

  await test.step('compare before and after', async () => {
    await studio.menu('View', 'Compare before and after')
    const divider = page.getByRole('slider', { name: 'Divider between before and after' })
    await expect(divider).toBeVisible()
    const before = Number(await divider.inputValue())
    await divider.focus()
    await page.keyboard.press('ArrowLeft')
    expect(Number(await divider.inputValue())).toBeLessThan(before)
    await studio.menu('View', 'Compare before and after')
    await expect(divider).toBeHidden()
  })

  const exported = join(folder, 'result.png')
  await test.step('export the file at full size', async () => {
    await studio.exportAs('PNG', 'result')
    const result = await pixelsOf(exported)
    expect([result.width, result.height]).toEqual([WIDTH, HEIGHT])

    const photoAt = (x: number, y: number) => [
      ...photo.subarray((y * WIDTH + x) * 3, (y * WIDTH + x) * 3 + 3),
    ]
    // The object is there: orange, so red over blue, where the sky is blue over red.
    const [red, , blue] = result.at(target.x, target.y)
    expect(red! - blue!).toBeGreaterThan(40)
    // It was lit by the sky: no longer the colour it was pasted with.
    expect(distance(result.at(target.x, target.y), [190, 110, 60])).toBeGreaterThan(3)
    // The photo is as it was, its border included.
    for (const [x, y] of [
      [0, 0],
      [WIDTH - 1, 0],
      [0, HEIGHT - 1],
      [WIDTH - 1, HEIGHT - 1],
      [1000, 700],
    ] as const)
      expect(result.at(x, y)).toEqual([...photoAt(x, y)])
    // No halo: right beside the object's outline the photo is as it was.
    for (const side of [-1, 1]) {
      const [x, y] = [target.x + side * (RADIUS + 3), target.y]
      expect(result.at(x, y)).toEqual([...photoAt(x, y)])
    }
    // No rim: right within it the object has the colours of its middle, but for its own shading.
    const within = result.at(target.x + RADIUS - 3, target.y)
    expect(distance(within, result.at(target.x, target.y))).toBeLessThanOrEqual(6)
  })

  await test.step('save the project, close it, reopen it, export again: the same pixels', async () => {
    await studio.saveProject('day')
    await studio.menu('File', 'Close')
    await expect(page.getByText('Start with a picture')).toBeVisible()
    await studio.drop(join(folder, 'day.ganvas'))
    await expect(page.getByRole('treeitem', { name: /sun blended/ })).toBeVisible()
    await expect(page.getByRole('treeitem')).toHaveCount(3)
    await studio.exportAs('PNG', 'again')
    const [first, second] = [await pixelsOf(exported), await pixelsOf(join(folder, 'again.png'))]
    expect(first.data.equals(second.data)).toBe(true)
  })

  await test.step('the result remembers how it was made', async () => {
    await page.getByRole('treeitem', { name: /sun blended/ }).click()
    await page.keyboard.press('g')
    await page.getByRole('button', { name: 'Run again' }).click()
    await expect(page.getByText(/Blended in/)).toBeVisible()
    await page.getByRole('tab', { name: 'History' }).click()
    await expect(page.getByText('Run again').last()).toBeVisible()
  })
})
