import { join } from 'node:path'
import { plain, readPicture, writePicture } from './support/pictures.ts'
import { expect, type Studio, test } from './support/studio.ts'

const PHOTO = [200, 100, 50] as const
const GLASS = [80, 160, 240] as const
const WIDTH = 320
const HEIGHT = 240
const middle = [160, 120] as const

/** The photo as the document, the glass as a layer over all of it. */
async function openTwo(studio: Studio): Promise<void> {
  await writePicture(join(studio.folder, 'photo.png'), WIDTH, HEIGHT, plain(...PHOTO))
  await writePicture(join(studio.folder, 'glass.png'), WIDTH, HEIGHT, plain(...GLASS))
  await studio.open(join(studio.folder, 'photo.png'))
  await studio.tool('Move')
  await studio.drop(join(studio.folder, 'glass.png'))
  await studio.expectLayers('glass', 'photo')
}

test('layers are added, named, hidden, faded and deleted, one entry each, and the history panel takes all of it back', async ({
  studio,
}) => {
  const { page } = studio
  await openTwo(studio)
  await studio.expectColor([...middle], GLASS)

  await test.step('rename by a double click and by F2', async () => {
    await studio.layer('glass').dblclick()
    await page.getByRole('textbox', { name: 'Name' }).fill('window')
    await page.keyboard.press('Enter')
    await studio.expectLayers('window', 'photo')
    await studio.layer('window').press('F2')
    await page.getByRole('textbox', { name: 'Name' }).fill('never')
    await page.keyboard.press('Escape')
    await studio.expectLayers('window', 'photo')
    expect(await studio.history()).toEqual(['Add “glass”', 'Rename layer'])
  })

  await test.step('hide and show', async () => {
    await page.getByRole('button', { name: 'Hide “window”' }).click()
    await studio.expectColor([...middle], PHOTO)
    await page.getByRole('button', { name: 'Show “window”' }).click()
    await studio.expectColor([...middle], GLASS)
  })

  await test.step('one drag of the opacity is one entry', async () => {
    await studio.layer('window').click()
    const thumb = page.getByRole('tabpanel', { name: 'Layers' }).getByRole('slider', { name: 'Opacity' })
    const box = (await thumb.locator('..').boundingBox())!
    const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    await studio.drag(from, { x: from.x - 40, y: from.y })
    const field = page.getByRole('tabpanel', { name: 'Layers' }).getByRole('textbox', { name: 'Opacity' })
    expect(Number(await field.inputValue())).toBeLessThan(90)
    expect(await studio.history()).toEqual([
      'Add “glass”',
      'Rename layer',
      'Hide layer',
      'Show layer',
      'Opacity',
    ])
    await studio.enter('Opacity', 25, page.getByRole('tabpanel', { name: 'Layers' }))
    const mixed = PHOTO.map((below, i) => below * 0.75 + GLASS[i]! * 0.25)
    await studio.expectColor([...middle], mixed)
  })

  await test.step('add and delete', async () => {
    await page.getByRole('button', { name: 'New layer' }).click()
    await studio.expectLayers('Layer', 'window', 'photo')
    await page.getByRole('tabpanel', { name: 'Layers' }).getByRole('button', { name: 'Delete' }).click()
    await studio.expectLayers('window', 'photo')
  })

  await test.step('the history panel goes back to the beginning and forward again', async () => {
    expect(await studio.history()).toEqual([
      'Add “glass”',
      'Rename layer',
      'Hide layer',
      'Show layer',
      'Opacity',
      'Opacity',
      'New layer',
      'Delete layer',
    ])
    await studio.goTo(0)
    await studio.expectLayers('photo')
    await studio.expectColor([...middle], PHOTO)
    await studio.goTo(3)
    await studio.expectLayers('window', 'photo')
    await studio.expectColor([...middle], PHOTO)
    await studio.goTo(7)
    await studio.expectLayers('Layer', 'window', 'photo')
    await studio.canvas.focus()
    for (let i = 0; i < 7; i++) await page.keyboard.press('Control+z')
    await studio.expectLayers('photo')
    for (let i = 0; i < 7; i++) await page.keyboard.press('Control+Shift+z')
    await studio.expectLayers('Layer', 'window', 'photo')
    const mixed = PHOTO.map((below, i) => below * 0.75 + GLASS[i]! * 0.25)
    await studio.expectColor([...middle], mixed)
  })
})

test('a locked or hidden layer refuses the brush, says why, and stays as it is', async ({ studio }) => {
  const { page } = studio
  await openTwo(studio)
  await page.getByRole('button', { name: 'Lock “glass”' }).click()
  await studio.tool('Brush')
  await studio.dragPixels([100, 120], [200, 120])
  await expect(studio.message('“glass” is locked. Unlock it in the Layers panel')).toBeVisible()
  await studio.expectColor([...middle], GLASS)
  expect(await studio.history()).toEqual(['Add “glass”', 'Lock layer'])

  await test.step('nor can it be moved, deleted, merged or filled', async () => {
    await studio.tool('Move')
    await studio.dragPixels([160, 120], [200, 150])
    await studio.expectColor([5, 5], GLASS)
    await expect(
      page.getByRole('tabpanel', { name: 'Layers' }).getByRole('button', { name: 'Delete' }),
    ).toBeDisabled()
    await page.keyboard.press('Alt+Backspace')
    await studio.expectColor([...middle], GLASS)
    expect(await studio.history()).toEqual(['Add “glass”', 'Lock layer'])
  })

  await test.step('unlocked it takes the stroke; hidden it refuses again', async () => {
    await page.getByRole('button', { name: 'Unlock “glass”' }).click()
    await studio.tool('Brush')
    await studio.dragPixels([100, 120], [200, 120])
    await studio.expectColor([...middle], [0, 0, 0])
    await page.getByRole('button', { name: 'Hide “glass”' }).click()
    await studio.dragPixels([100, 60], [200, 60])
    await expect(studio.message('“glass” is hidden')).toBeVisible()
    expect((await studio.history()).at(-1)).toBe('Hide layer')
  })
})

test('blend modes mix as PSD does, on the screen and in the exported file', async ({ studio }) => {
  await openTwo(studio)
  const each = (mix: (below: number, above: number) => number) =>
    PHOTO.map((below, i) => Math.min(1, Math.max(0, mix(below / 255, GLASS[i]! / 255))) * 255)
  const softLight = (b: number, a: number) => {
    const d = b <= 0.25 ? ((16 * b - 12) * b + 4) * b : Math.sqrt(b)
    return a <= 0.5 ? b - (1 - 2 * a) * b * (1 - b) : b + (2 * a - 1) * (d - b)
  }
  const modes: [string, number[]][] = [
    ['Multiply', each((b, a) => b * a)],
    ['Screen', each((b, a) => b + a - b * a)],
    ['Overlay', each((b, a) => (b <= 0.5 ? 2 * b * a : 1 - 2 * (1 - b) * (1 - a)))],
    ['Darken', each(Math.min)],
    ['Color Dodge', each((b, a) => b / (1 - a))],
    ['Linear Burn', each((b, a) => b + a - 1)],
    ['Soft Light', each(softLight)],
    ['Difference', each((b, a) => Math.abs(b - a))],
  ]
  for (const [mode, color] of modes)
    await test.step(mode, async () => {
      await studio.choose('Blend mode', mode)
      await studio.expectColor([...middle], color, 2)
    })
  expect(await studio.history()).toEqual(['Add “glass”', ...modes.map(() => 'Blend mode')])

  await test.step('the last of them, exported', async () => {
    await studio.exportAs('PNG', 'difference')
    const { at } = await readPicture(join(studio.folder, 'difference.png'))
    const expected = modes.at(-1)![1]
    for (const [i, value] of at(...middle)
      .slice(0, 3)
      .entries())
      expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(1)
  })
})

test('layers are reordered by drag and by keyboard, grouped, duplicated and merged', async ({ studio }) => {
  const { page } = studio
  await openTwo(studio)
  await writePicture(join(studio.folder, 'leaf.png'), WIDTH, HEIGHT, plain(20, 120, 30))
  await studio.drop(join(studio.folder, 'leaf.png'))
  await studio.expectLayers('leaf', 'glass', 'photo')

  await test.step('drag the leaf below the glass', async () => {
    const leaf = (await studio.layer('leaf').boundingBox())!
    const photo = (await studio.layer('photo').boundingBox())!
    await studio.drag({ x: leaf.x + 120, y: leaf.y + leaf.height / 2 }, { x: photo.x + 120, y: photo.y + 3 })
    await studio.expectLayers('glass', 'leaf', 'photo')
    await studio.expectColor([...middle], GLASS)
  })

  await test.step('and back above it with Alt and the arrow', async () => {
    await studio.layer('leaf').focus()
    await page.keyboard.press('Alt+ArrowUp')
    await studio.expectLayers('leaf', 'glass', 'photo')
    await studio.expectColor([...middle], [20, 120, 30])
    expect((await studio.history()).slice(2)).toEqual(['Reorder layers', 'Reorder layers'])
  })

  await test.step('group two of them; hiding the group hides both', async () => {
    await studio.layer('leaf').click()
    await studio.layer('glass').click({ modifiers: ['Control'] })
    await page.keyboard.press('Control+g')
    await studio.expectLayers('Group', 'leaf', 'glass', 'photo')
    await expect(studio.layer('leaf')).toHaveAttribute('aria-level', '2')
    await page.getByRole('button', { name: 'Hide “Group”' }).click()
    await studio.expectColor([...middle], PHOTO)
    await page.getByRole('button', { name: 'Show “Group”' }).click()
    await studio.menu('Layer', 'Ungroup')
    await studio.expectLayers('leaf', 'glass', 'photo')
  })

  await test.step('duplicate, then merge down: the picture stays', async () => {
    await studio.layer('leaf').click()
    await studio.enter('Opacity', 50, page.getByRole('tabpanel', { name: 'Layers' }))
    const half = [20, 120, 30].map((value, i) => (value + GLASS[i]!) / 2)
    await studio.expectColor([...middle], half)
    await page.getByRole('tabpanel', { name: 'Layers' }).getByRole('button', { name: 'Duplicate' }).click()
    await studio.expectLayers('leaf copy', 'leaf', 'glass', 'photo')
    const thrice = [20, 120, 30].map((value, i) => (value + half[i]!) / 2)
    await studio.expectColor([...middle], thrice)
    await page.getByRole('button', { name: 'Merge down' }).click()
    await studio.expectLayers('leaf', 'glass', 'photo')
    await studio.expectColor([...middle], thrice, 2)
    await studio.menu('Layer', 'Flatten image')
    await expect(page.getByRole('treeitem')).toHaveCount(1)
    await studio.expectColor([...middle], thrice, 2)
  })

  await test.step('everything is undone in the order it was done', async () => {
    const entries = await studio.history()
    expect(entries.slice(4)).toEqual([
      'Group layers',
      'Hide layer',
      'Show layer',
      'Ungroup layers',
      'Opacity',
      'Duplicate layer',
      'Merge down',
      'Flatten image',
    ])
    await studio.goTo(5)
    await studio.expectLayers('Group', 'leaf', 'glass', 'photo')
    await studio.goTo(0)
    await studio.expectLayers('photo')
    await studio.goTo(entries.length)
    await expect(page.getByRole('treeitem')).toHaveCount(1)
  })
})

test('a layer is moved, scaled and turned with handles and numbers, one entry a gesture', async ({
  studio,
}) => {
  const { page } = studio
  await writePicture(join(studio.folder, 'photo.png'), WIDTH, HEIGHT, plain(...PHOTO))
  await writePicture(join(studio.folder, 'stamp.png'), 80, 60, plain(...GLASS))
  await studio.open(join(studio.folder, 'photo.png'))
  await studio.tool('Move')
  await studio.drop(join(studio.folder, 'stamp.png'))
  const field = (name: string) =>
    page.getByRole('region', { name: 'Options of Move' }).getByLabel(name, { exact: true })
  await expect(field('X')).toHaveValue('120')
  await expect(field('Y')).toHaveValue('90')

  await test.step('drag it', async () => {
    await studio.dragPixels([160, 120], [111, 97])
    await expect(field('X')).toHaveValue('71')
    await expect(field('Y')).toHaveValue('67')
    await studio.expectColor([72, 68], GLASS)
    await studio.expectColor([170, 140], PHOTO)
  })

  await test.step('drag its corner', async () => {
    await studio.dragPixels([151, 127], [211, 177])
    await expect(field('X')).toHaveValue('71')
    expect(Number(await field('W').inputValue())).toBeGreaterThan(150)
    await studio.expectColor([195, 160], GLASS)
  })

  await test.step('nudge it with the keys', async () => {
    await studio.canvas.focus()
    await page.keyboard.press('ArrowLeft')
    await expect(field('X')).toHaveValue('70')
    await page.keyboard.press('Shift+ArrowDown')
    await expect(field('Y')).toHaveValue('77')
  })

  await test.step('turn it by a number', async () => {
    await studio.enter('Angle', 90, page.getByRole('region', { name: 'Options of Move' }))
    await expect(field('Angle')).toHaveValue('90')
  })

  expect((await studio.history()).slice(1)).toEqual([
    'Move layer',
    'Scale layer',
    'Nudge layer',
    'Nudge layer',
    'Transform',
  ])
  await studio.goTo(1)
  await expect(field('X')).toHaveValue('120')
  await studio.expectColor([...middle], GLASS)
})
