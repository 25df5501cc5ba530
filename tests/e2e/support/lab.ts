import type { Page } from '@playwright/test'
import { expect, type Studio } from './studio.ts'

export const main = ({ page }: Studio) => page.getByRole('main', { name: 'Lab' })
export const openLab = ({ page }: Studio) =>
  page.getByRole('navigation', { name: 'Tools' }).getByRole('button', { name: 'Lab' }).click()

/** Answers the dialog that asks for a folder, by its path. */
export async function chooseFolder({ page }: Studio, field: string, path: string): Promise<void> {
  await page
    .locator('.lab-folder')
    .filter({ hasText: field })
    .getByRole('button', { name: 'Choose…' })
    .click()
  const dialog = page.getByRole('dialog', { name: field })
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(path)
  await dialog.getByRole('textbox', { name: 'Folder' }).press('Enter')
  await expect(dialog.getByRole('button', { name: 'Choose this folder' })).toBeEnabled()
  await dialog.getByRole('button', { name: 'Choose this folder' }).click()
  await expect(dialog).toBeHidden()
}

/** What a training is doing. */
export const stateOf = (page: Page) => page.locator('.lab-chip')
