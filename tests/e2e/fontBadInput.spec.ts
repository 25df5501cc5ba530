import { mkdirSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hanDesign, learnableCharacters } from '../../electron/engine/font/han.fixture.ts'
import { fillDisk, isRoot, mountDisk, unmountDisk } from '../../electron/engine/smallDisk.fixture.ts'
import { sfntOf, tableBytes } from '../../electron/tools/font/file/files.fixture.ts'
import { smallDesign } from '../../electron/tools/font/write/design.fixture.ts'
import { writeTrueType } from '../../electron/tools/font/write/writeFont.ts'
import { expect, type Studio, test } from './support/studio.ts'

const main = ({ page }: Studio) => page.getByRole('main', { name: 'Font' })

async function openFontPage({ page }: Studio): Promise<void> {
  await page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name: 'Font' }).click()
}

/** Chooses a file in the dialog of this name, which may stay open to say what is wrong. */
async function choose({ page, folder }: Studio, dialogName: string, file: string) {
  const dialog = page.getByRole('dialog', { name: dialogName })
  const choosing = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Choose a file…' }).click()
  await (await choosing).setFiles(join(folder, file))
  return dialog
}

/** The same tables but for some. */
function without(font: Uint8Array, ...left: string[]): Uint8Array {
  const tables = tableBytes(font)
  for (const tag of left) tables.delete(tag)
  return sfntOf(tables)
}

/** With the bit of a restricted embedding licence. */
function restricted(font: Uint8Array): Uint8Array {
  const tables = tableBytes(font)
  tables.get('OS/2')!.set([0, 2], 8)
  return sfntOf(tables)
}

test('fonts that cannot be a source are refused in the dialog, each with its reason, and a good one is taken after them', async ({
  studio,
}) => {
  const good = writeTrueType(smallDesign())
  const files = {
    'cut.ttf': [good.slice(0, good.length / 2), 'damaged'],
    'nothing.ttf': [new Uint8Array(0), 'nothing.ttf'],
    'mapless.ttf': [without(good, 'cmap'), 'which glyph belongs to which character'],
    'bitmaps.ttf': [without(good, 'glyf', 'loca'), 'has no outlines'],
  } as const
  for (const [name, [bytes]] of Object.entries(files)) await writeFile(join(studio.folder, name), bytes)
  await writeFile(join(studio.folder, 'good.ttf'), good)
  await openFontPage(studio)
  await main(studio).getByRole('button', { name: 'Choose a source font…' }).click()
  for (const [name, [, reason]] of Object.entries(files)) {
    const dialog = await choose(studio, 'Source font', name)
    await expect(dialog.getByRole('alert'), name).toContainText(reason)
  }
  await expect(await choose(studio, 'Source font', 'good.ttf')).toBeHidden()
  await expect(main(studio)).toContainText('Small Test')
})

test('leave is asked for a source and a reference with a restricted licence, and without it nothing is taken', async ({
  studio,
}) => {
  const { page, folder } = studio
  await writeFile(join(folder, 'closed.ttf'), restricted(writeTrueType(hanDesign(0))))
  await openFontPage(studio)
  await main(studio).getByRole('button', { name: 'Choose a source font…' }).click()
  await expect(await choose(studio, 'Source font', 'closed.ttf')).toBeHidden()
  await expect(main(studio)).toContainText('Restricted licence')
  await main(studio)
    .getByRole('textbox', { name: 'And the characters of this text' })
    .fill(learnableCharacters)

  await main(studio).getByRole('button', { name: 'Own style', exact: true }).click()
  const fromFont = main(studio).getByRole('button', { name: 'From another font…' })
  await fromFont.click()
  await choose(studio, 'A font to learn from', 'closed.ttf')
  const leave = page.getByRole('alertdialog', { name: 'Has its maker given leave?' })
  await leave.getByRole('button', { name: 'Cancel' }).click()
  await expect(main(studio).getByRole('list', { name: /^References/ })).toHaveCount(0)

  await main(studio).getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export the font' })
  const place = dialog.getByRole('button', { name: 'Choose a place…' })
  await expect(place).toBeDisabled()
  await dialog.getByRole('switch', { name: 'I have leave of its maker' }).click()
  await expect(place).toBeEnabled()
})

test('a disk that fills up is told while a font is begun and while its glyphs are made; what was made stays', async ({
  studio,
}) => {
  const { folder } = studio
  const fonts = join(folder, 'data', 'fonts')
  mkdirSync(fonts, { recursive: true })
  test.skip(!isRoot || !mountDisk(fonts, 'size=400k'), 'only root may mount a small disk')
  try {
    await writeFile(join(folder, 'source.ttf'), writeTrueType(hanDesign(0)))
    const filler = fillDisk(fonts)
    await openFontPage(studio)
    await main(studio).getByRole('button', { name: 'Choose a source font…' }).click()
    const dialog = await choose(studio, 'Source font', 'source.ttf')
    await expect(dialog.getByRole('alert')).toContainText('the disk is full. Free some space')

    rmSync(filler)
    await choose(studio, 'Source font', 'source.ttf')
    await expect(dialog).toBeHidden()
    await main(studio).getByRole('switch', { name: 'ASCII' }).click()
    const text = main(studio).getByRole('textbox', { name: 'And the characters of this text' })
    await text.fill('一丁')
    await main(studio).getByRole('button', { name: 'Make glyphs' }).click()
    await expect(main(studio)).toContainText('2 of 2 glyphs made')
    await text.fill(learnableCharacters)
    const count = [...learnableCharacters].length
    await expect(main(studio)).toContainText(`2 of ${count} glyphs made`)
    fillDisk(fonts)
    await main(studio).getByRole('button', { name: 'Go on' }).click()
    await expect(studio.message(/the disk is full. Free some space/)).toBeVisible()
    await studio.closeMessages()
    // As many as the last page of the file had room for.
    await expect(main(studio)).toContainText(new RegExp(`([2-9]|1\\d) of ${count} glyphs made`))

    rmSync(filler)
    await main(studio).getByRole('button', { name: 'Go on' }).click()
    await expect(main(studio)).toContainText(`${count} of ${count} glyphs made`)
  } finally {
    unmountDisk(fonts)
  }
})
