import { expect, type Page } from '@playwright/test'

/** Opens the menu of the menu bar that is named first, and clicks through the entries that are named after it. */
export async function clickThroughMenu(page: Page, names: readonly (string | RegExp)[]): Promise<void> {
  const [menu, first, ...deeper] = names
  const title = page.getByRole('menubar').getByRole('menuitem', { name: menu!, exact: true })
  const entry = (name: string | RegExp) =>
    page
      .getByRole('menuitem', { name })
      .or(page.getByRole('menuitemcheckbox', { name }))
      .or(page.getByRole('menuitemradio', { name }))
      .first()
  // A menu that is still closing, as after a change of language, may take the next one with it.
  await expect(async () => {
    if ((await title.getAttribute('aria-expanded')) !== 'true') await title.click()
    if (first) await entry(first).click({ timeout: 5000 })
  }).toPass()
  for (const name of deeper) await entry(name).click()
}
