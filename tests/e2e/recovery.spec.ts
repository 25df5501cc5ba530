import { join } from 'node:path'
import { plain, writePicture } from './support/pictures.ts'
import { openShell } from './support/shell.ts'
import { expect, type Studio, test } from './support/studio.ts'

/** A white photo with a black stroke through its middle. */
async function openEdited(studio: Studio): Promise<void> {
  const path = join(studio.folder, 'photo.png')
  await writePicture(path, 320, 240, plain(255, 255, 255))
  await studio.open(path)
  await studio.tool('Brush')
  await studio.dragPixels([40, 120], [280, 120])
  await studio.expectColor([160, 120], [0, 0, 0])
}

test('after a crash the unsaved document is offered, recovered, or discarded for good', async ({
  studio,
  shell,
  context,
}) => {
  await openEdited(studio)
  await studio.kept()
  await studio.page.close()

  const second = await studio.inPage(await context.newPage(), shell.url)
  const question = second.page.getByRole('alertdialog', { name: 'Recover unsaved work?' })
  await expect(question.getByText('photo')).toBeVisible()
  await question.getByRole('button', { name: 'Recover' }).click()
  await second.expectLayers('photo')
  await second.expectColor([160, 120], [0, 0, 0])
  await expect(second.page.getByText('not saved')).toBeVisible()
  await second.page.close()

  const third = await studio.inPage(await context.newPage(), shell.url)
  const again = third.page.getByRole('alertdialog', { name: 'Recover unsaved work?' })
  await again.getByRole('button', { name: 'Discard' }).click()
  const sure = third.page.getByRole('alertdialog', { name: 'Discard “photo”?' })
  await sure.getByRole('button', { name: 'Cancel' }).click()
  await again.getByRole('button', { name: 'Discard' }).click()
  await sure.getByRole('button', { name: 'Discard' }).click()
  await third.expectLayers('Bird', 'Sky')
  await third.page.close()

  const fourth = await studio.inPage(await context.newPage(), shell.url)
  await fourth.expectLayers('Bird', 'Sky')
  await expect(fourth.page.getByRole('alertdialog')).toHaveCount(0)
})

test('the browser asks before a page is left in the instant of an edit', async ({ studio }) => {
  const { page } = studio
  await openEdited(studio)
  await studio.kept()
  const asked = page.waitForEvent('dialog')
  await studio.dragPixels([40, 60], [280, 60])
  const reload = page.evaluate(() => location.reload())
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()
  await reload
  await studio.expectColor([160, 60], [0, 0, 0])
  await studio.kept()
})

test('what is open in one window is not offered in another, of this studio or of a second one on the same folder', async ({
  studio,
  shell,
  context,
}) => {
  await openEdited(studio)
  await studio.kept()

  const second = await openShell(studio.folder)
  try {
    for (const url of [shell.url, second.url]) {
      const other = await studio.inPage(await context.newPage(), url)
      await other.expectLayers('Bird', 'Sky')
      await expect(other.page.getByRole('alertdialog')).toHaveCount(0)
    }
    studio.page.on('dialog', (dialog) => dialog.accept())
    await studio.page.reload()
    await studio.expectLayers('photo')
    await studio.expectColor([160, 120], [0, 0, 0])
    await studio.page.close()

    const heir = await studio.inPage(await context.newPage(), second.url)
    const question = heir.page.getByRole('alertdialog', { name: 'Recover unsaved work?' })
    await question.getByRole('button', { name: 'Recover' }).click()
    await heir.expectLayers('photo')
    await heir.expectColor([160, 120], [0, 0, 0])
  } finally {
    await second.close()
  }
})
