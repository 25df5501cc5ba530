import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bar, smallDesign } from '../../electron/tools/font/write/design.fixture.ts'
import { writeTrueType } from '../../electron/tools/font/write/writeFont.ts'
import { holdEngine } from './support/heldEngine.ts'
import { openPicture, SAND } from './support/sand.ts'
import { expect, type Studio, test } from './support/studio.ts'

const INK = [0, 0, 0] as const

/** Every letter a square of ink from the baseline to 0.7 em, 0.4 wide in 0.5; a Han character twice as wide. */
async function blockFont(folder: string): Promise<string> {
  const glyphs = (text: string, advance: number) =>
    [...text].map((character) => ({
      character: character.codePointAt(0)!,
      outline: [bar(0, 0, advance - 100, 700)],
      advance,
    }))
  const design = smallDesign({
    glyphs: [
      ...glyphs('abcdef', 500),
      ...glyphs('永和', 1000),
      { character: 0x20, outline: [], advance: 250 },
    ],
    kerning: [],
  })
  const path = join(folder, 'blocks.ttf')
  await writeFile(path, writeTrueType(design))
  return path
}

/** The text tool with that font, 40 px high, in black. */
async function withBlocks(studio: Studio): Promise<void> {
  const { page } = studio
  await openPicture(studio)
  await studio.tool('Text')
  const chosen = page.waitForEvent('filechooser')
  await studio.menu('Layer', 'Text', 'Add a font file…')
  await (await chosen).setFiles(await blockFont(studio.folder))
  await expect(page.getByText('“Small Test” can be used in texts now.')).toBeVisible()
  await studio.closeMessages()
  await expect(page.getByRole('combobox', { name: 'Font' })).toHaveText('Small Test')
  await studio.enter('Size', 40)
}

async function clickAt(studio: Studio, x: number, y: number): Promise<void> {
  const at = await studio.pixel(x, y)
  await studio.page.mouse.click(at.x, at.y)
}

test('a text is written, changed, moved and scaled, masked by its layer, and kept in project and PSD', async ({
  studio,
}) => {
  const { page } = studio
  await withBlocks(studio)
  const field = page.getByRole('textbox', { name: 'The text', exact: true })

  await test.step('a click begins it, typing sets it, one step takes it back', async () => {
    await clickAt(studio, 40, 100)
    await expect(field).toBeFocused()
    await page.keyboard.type('ab')
    await studio.expectLayers('ab', 'picture')
    await page.keyboard.press('Escape')
    await expect(field).toHaveCount(0)
    // 0.7 em above the baseline; 0.4 em wide, the next half an em on.
    await studio.expectColor([45, 90], INK)
    await studio.expectColor([58, 90], SAND)
    await studio.expectColor([62, 90], INK)
    await studio.expectColor([45, 70], SAND)
    expect(await studio.history()).toEqual(['Write text'])
    await page.keyboard.press('Control+z')
    await studio.expectLayers('picture')
    await page.keyboard.press('Control+Shift+z')
    await studio.expectLayers('ab', 'picture')
  })

  await test.step('a click takes it up where it falls; keys move, select and replace', async () => {
    await clickAt(studio, 61, 90)
    await expect(field).toBeFocused()
    await page.keyboard.type('c')
    await studio.expectLayers('acb', 'picture')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.type('永')
    await studio.expectLayers('ac永', 'picture')
    await page.keyboard.press('Home')
    await page.keyboard.press('Delete')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('f')
    await studio.expectLayers('c永 f', 'picture')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.type('d')
    await studio.expectLayers('cd永 f', 'picture')
    await page.keyboard.press('Escape')
    expect(await studio.history()).toEqual(['Write text', 'Edit text'])
    await studio.expectColor([90, 90], INK)
    await studio.expectColor([45, 140], INK)
  })

  await test.step('it is set otherwise, each change a step', async () => {
    await studio.enter('Leading', 200)
    await expect.poll(() => studio.history()).toEqual(['Write text', 'Edit text', 'Set text'])
    await studio.expectColor([45, 170], INK)
    await page.keyboard.press('Control+z')
    await studio.expectColor([45, 170], SAND)
  })

  await test.step('it scales as other layers do, and is drawn from its outlines', async () => {
    await page.keyboard.press('Control+t')
    await studio.enter('W', 300)
    // Pixels stretched to three times their width would be soft over three pixels.
    let soft = 0
    for (let x = 0; x < 60; x++) {
      const [red = 0] = await studio.color(x, 90)
      if (red > 4 && red < SAND[0] - 4) soft++
    }
    expect(soft).toBeLessThanOrEqual(4)
    await page.keyboard.press('Control+z')
  })

  await test.step('project and PSD keep it to be edited', async () => {
    await studio.saveProject('written')
    await studio.exportAs('PSD, with layers', 'written')
    for (const name of ['written.ganvas', 'written.psd']) {
      await studio.open(join(studio.folder, name))
      await studio.expectLayers('cd永 f', 'picture')
      await studio.expectColor([45, 90], INK)
      await studio.layer('cd永 f').click()
      await studio.tool('Text')
      await page.keyboard.press('Shift+t')
      await expect(field).toHaveValue('cd永\nf')
      await page.keyboard.type('a')
      await studio.expectLayers('a', 'picture')
      await page.keyboard.press('Escape')
      await studio.expectColor([45, 90], INK)
      await studio.expectColor([62, 90], SAND)
      await page.keyboard.press('Control+z')
      await studio.expectLayers('cd永 f', 'picture')
    }
  })

  await test.step('rasterised, it is painted on', async () => {
    await studio.menu('Layer', 'Text', 'Rasterise text')
    await studio.tool('Eraser')
    await studio.dragPixels([45, 85], [45, 95])
    await studio.expectColor([45, 90], SAND)
  })
})

test('a box breaks lines, and vertical text stands in columns from the right', async ({ studio }) => {
  const { page } = studio
  await withBlocks(studio)
  await studio.dragPixels([40, 40], [145, 200])
  await expect(page.getByRole('textbox', { name: 'The text', exact: true })).toBeFocused()
  await page.keyboard.type('永和永和')
  await page.keyboard.press('Escape')
  // Two to a line of 105 px, the first baseline 0.88 em below the top.
  await studio.expectColor([45, 60], INK)
  await studio.expectColor([85, 60], INK)
  await studio.expectColor([45, 110], INK)
  await studio.expectColor([130, 60], SAND)
  await page.getByRole('button', { name: 'Vertical' }).click()
  // Four in a column 160 high; its middle half an em from the right of the box.
  await studio.expectColor([125, 60], INK)
  await studio.expectColor([125, 180], INK)
  await studio.expectColor([45, 60], SAND)
})

test('a font that is not here is said, the text looks as it did, and another font stands in', async ({
  studio,
}) => {
  const { page } = studio
  await withBlocks(studio)
  await clickAt(studio, 40, 100)
  await page.keyboard.type('ab')
  await studio.expectLayers('ab', 'picture')
  await page.keyboard.press('Escape')
  await studio.saveProject('lost')
  await rm(join(studio.folder, 'data', 'text-fonts'), { recursive: true })
  await studio.open(join(studio.folder, 'lost.ganvas'))
  await expect(studio.message('Fonts of texts are not here')).toContainText('Small Test')
  await studio.closeMessages()
  await studio.expectColor([45, 90], INK)
  await studio.expectColor([58, 90], SAND)
  await studio.tool('Text')
  await clickAt(studio, 45, 90)
  await page.keyboard.press('End')
  await page.keyboard.type('c')
  await studio.expectLayers('abc', 'picture')
  await expect(page.getByRole('button', { name: /“Small Test” is not here/ })).toBeVisible()
})

test('a text that is begun before it is known which fonts are here is set in one of them', async ({
  studio,
  shell,
  context,
}) => {
  await withBlocks(studio)
  const layout = async () => JSON.stringify((await studio.settings()).layout ?? {})
  await expect.poll(layout).toContain('Small Test')

  const page = await context.newPage()
  const engine = await holdEngine(page)
  const other = await studio.inPage(page, shell.url)
  await other.expectLayers('Bird', 'Sky')
  await engine.hold()
  await other.tool('Text')
  await other.canvas.click()
  await expect(page.getByRole('textbox', { name: 'The text', exact: true })).toBeFocused()
  await page.keyboard.type('ab')
  await engine.release()
  await expect(page.getByRole('combobox', { name: 'Font' })).toHaveText('Small Test')
  await page.keyboard.press('Escape')
  await other.expectLayers('ab', 'Bird', 'Sky')
  await expect(page.getByRole('combobox', { name: 'Font' })).toHaveText('Small Test')
  expect(await other.history()).toEqual(['Write text'])
})
