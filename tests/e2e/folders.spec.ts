import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { holdEngine } from './support/heldEngine.ts'
import { expect, Studio, test } from './support/studio.ts'

test('the dialogs act on the folder that was asked for, however late it is listed', async ({
  page,
  shell: { folder, url },
}) => {
  await mkdir(join(folder, 'near', 'far'), { recursive: true })
  const engine = await holdEngine(page)
  await page.goto(url)
  const studio = new Studio(page, folder)
  await expect(studio.canvas).toBeVisible()

  await test.step('a place for a file', async () => {
    await studio.menu('File', /^Save as/)
    const dialog = page.getByRole('dialog', { name: 'Save as' })
    const save = dialog.getByRole('button', { name: 'Save', exact: true })
    const name = dialog.getByRole('textbox', { name: 'Name' })
    await name.fill('bird')
    await expect(save).toBeEnabled()
    await engine.hold()
    await dialog.getByRole('button', { name: 'near' }).click()
    await expect(save).toBeDisabled()
    await name.press('Enter')
    await engine.release()
    await expect(dialog.getByRole('button', { name: 'far' })).toBeVisible()
    await save.click()
    await expect(page.getByText('Saved “bird.ganvas”')).toBeVisible()
    await stat(join(folder, 'near', 'bird.ganvas'))
  })

  await test.step('a folder', async () => {
    await studio.menu('Layer', 'Repaint many pictures…')
    const batch = page.getByRole('dialog', { name: 'Repaint many pictures' })
    await batch.getByRole('button', { name: 'Choose the folder of the pictures…' }).click()
    const dialog = page.getByRole('dialog').filter({ has: page.getByRole('textbox', { name: 'Folder' }) })
    const field = dialog.getByRole('textbox', { name: 'Folder' })
    const choose = dialog.getByRole('button', { name: 'Choose this folder' })
    await expect(field).toHaveValue(join(folder, 'near'))
    await engine.hold()
    await field.fill(join(folder, 'near', 'far', '..', 'far'))
    await field.press('Enter')
    await expect(choose).toBeDisabled()
    await engine.release()
    await expect(field).toHaveValue(join(folder, 'near', 'far'))
    await choose.click()
    await expect(batch.getByTitle(join(folder, 'near', 'far'), { exact: true })).toBeVisible()
  })

  await test.step('one that is not there can be corrected, and asked for again once it is', async () => {
    const batch = page.getByRole('dialog', { name: 'Repaint many pictures' })
    await batch.getByRole('button', { name: 'Choose the folder of the pictures…' }).click()
    const dialog = page.getByRole('dialog').filter({ has: page.getByRole('textbox', { name: 'Folder' }) })
    const field = dialog.getByRole('textbox', { name: 'Folder' })
    const choose = dialog.getByRole('button', { name: 'Choose this folder' })
    const late = join(folder, 'late')
    await field.fill(late)
    await field.press('Enter')
    await expect(dialog.getByRole('alert')).toContainText('late')
    await expect(field).toHaveValue(late)
    await expect(choose).toBeDisabled()
    await mkdir(late)
    await field.press('Enter')
    await expect(choose).toBeEnabled()
    await choose.click()
    await expect(batch.getByTitle(late, { exact: true })).toBeVisible()
  })
})
