import type { Locator } from '@playwright/test'
import { expect, type Studio } from './studio.ts'

/** File, Open, with files of the disk. */
export async function openFiles(studio: Studio, ...paths: string[]): Promise<void> {
  const chooser = studio.page.waitForEvent('filechooser')
  await studio.menu('File', 'Open…')
  await (await chooser).setFiles(paths)
}

/** The tab of an open document, saved or not. */
export const tab = ({ page }: Studio, name: string): Locator =>
  page.getByRole('tab', { name: new RegExp(`^${name}(, not saved)?$`) })

/** Expects these documents to be open, in this order; the one in front is marked with a star. */
export async function expectTabs({ page }: Studio, ...names: string[]): Promise<void> {
  // By their class: a question over them hides their roles.
  const tabs = page.locator('.document-tab')
  const seen = () =>
    tabs.evaluateAll((all) =>
      all.map((one) => `${one.textContent}${one.getAttribute('aria-selected') === 'true' ? '*' : ''}`),
    )
  await expect.poll(seen).toEqual(names)
}
