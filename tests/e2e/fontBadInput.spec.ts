import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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
