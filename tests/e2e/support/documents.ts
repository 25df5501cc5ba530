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

/** Drags from a point of the page onto the tab of another document, waits there for its picture, and drops at a pixel of that. */
export async function carryTo(
  studio: Studio,
  name: string,
  from: { x: number; y: number },
  to: [number, number],
): Promise<void> {
  const { mouse } = studio.page
  const drop = await studio.pixel(...to)
  const box = (await tab(studio, name).boundingBox())!
  await mouse.move(from.x, from.y)
  await mouse.down()
  await mouse.move(from.x + 10, from.y - 10, { steps: 4 })
  await mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 })
  await expect(tab(studio, name)).toHaveAttribute('aria-selected', 'true')
  await mouse.move(drop.x, drop.y, { steps: 8 })
  await mouse.up()
}
