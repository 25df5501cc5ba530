import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import sharp from 'sharp'
import { clickThroughMenu } from './menu.ts'
import { type Point, type Readout, readout } from './readout.ts'
import { openShell, type Shell } from './shell.ts'
import { transferFiles } from './transfer.ts'

export { expect }

/** The studio as a person uses it: mouse, keyboard, files. Coordinates are document pixels unless said otherwise. */
export class Studio {
  readonly page: Page
  readonly folder: string
  #origin: (Point & { key: string }) | null = null

  constructor(page: Page, folder: string) {
    this.page = page
    this.folder = folder
  }

  get canvas() {
    return this.page.getByRole('application')
  }

  /** Closes what is open and makes a file of the disk the open document. */
  async open(path: string): Promise<void> {
    await expect(this.canvas).toBeVisible()
    await this.menu('File', 'Close')
    await expect(this.page.getByText('Start with a picture')).toBeVisible()
    await this.drop(path)
    await expect(this.canvas).toBeVisible()
  }

  /** The row of a layer in the Layers panel. */
  layer(name: string): Locator {
    return this.page.getByRole('treeitem', { name: new RegExp(`^${name}(?: | ,|,)`) })
  }

  /** The layers' names, the topmost first. */
  layerNames(): Promise<string[]> {
    return this.page.getByRole('treeitem').locator('.layer__name').allTextContents()
  }

  /** Expects the Layers panel to list exactly these, the topmost first. */
  async expectLayers(...names: string[]): Promise<void> {
    await expect.poll(() => this.layerNames()).toEqual(names)
  }

  /** What the History panel lists after the document was opened; the Layers panel is shown again. */
  async history(): Promise<string[]> {
    await this.page.getByRole('tab', { name: 'History' }).click()
    const entries = await this.page
      .getByRole('tabpanel', { name: 'History' })
      .getByRole('listitem')
      .allTextContents()
    await this.page.getByRole('tab', { name: 'Layers' }).click()
    return entries.slice(1)
  }

  /** Goes to the state after the entry of this number in the History panel; 0: as opened. */
  async goTo(entry: number): Promise<void> {
    await this.page.getByRole('tab', { name: 'History' }).click()
    await this.page
      .getByRole('tabpanel', { name: 'History' })
      .getByRole('listitem')
      .nth(entry)
      .getByRole('button')
      .click()
    await this.page.getByRole('tab', { name: 'Layers' }).click()
  }

  /** Chooses a tool in the toolbar. */
  async tool(name: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Tools' })
      .getByRole('button', { name, exact: true })
      .click()
  }

  /** Chooses from a drop-down list. */
  async choose(list: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: list }).click()
    await this.page.getByRole('option', { name: option, exact: true }).click()
    await expect(this.page.getByRole('listbox')).toHaveCount(0)
  }

  /** Types a number into a field of the options bar or of a panel. */
  async enter(field: string, value: number, within: Page | Locator = this.page): Promise<void> {
    const input = within.getByRole('textbox', { name: field, exact: true })
    await input.fill(String(value))
    await input.blur()
  }

  /** The message of this title or text, wherever it stands in it. */
  message(text: string | RegExp): Locator {
    return this.page.getByRole('region', { name: 'Messages' }).getByRole('dialog').filter({ hasText: text })
  }

  /** Closes every message. */
  async closeMessages(): Promise<void> {
    const close = this.page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Close' })
    // A message may go by itself between being counted and being clicked, and takes a moment to go: a click then waits
    // for one that never comes, so it is given up soon, and the messages are counted again.
    await expect(async () => {
      if ((await close.count()) > 0) await close.first().click({ timeout: 1000 })
      expect(await close.count()).toBe(0)
    }).toPass()
  }

  /** Where the middle of a document pixel is on the page, for a document shown whole at 100 %. */
  async pixel(x: number, y: number): Promise<Point> {
    const origin = await this.#documentOrigin()
    return { x: origin.x + x, y: origin.y + y }
  }

  /** Where the first pixel is; read again only when the view may have changed. */
  async #documentOrigin(): Promise<Point> {
    const seen = await this.page.evaluate(() => {
      const { x, y, width, height } = document.querySelector('[role=application]')!.getBoundingClientRect()
      return { x, y, width, height, status: document.querySelector('.statusbar__item')?.textContent }
    })
    const key = JSON.stringify(seen)
    if (this.#origin?.key !== key) {
      const page = { x: Math.round(seen.x + seen.width / 2), y: Math.round(seen.y + seen.height / 2) }
      const { at } = await readout(this.page, page)
      this.#origin = { key, x: page.x - at.x, y: page.y - at.y }
    }
    return this.#origin
  }

  /** Drags from one document pixel to another, for a document shown at 100 %. */
  async dragPixels(from: [number, number], to: [number, number], steps?: number): Promise<void> {
    await this.drag(await this.pixel(...from), await this.pixel(...to), steps)
  }

  /** Red, green, blue and per cent of opacity of the picture there, as the status bar says under the pointer. */
  async color(x: number, y: number): Promise<number[]> {
    const { x: pageX, y: pageY } = await this.pixel(x, y)
    const { color } = await readout(this.page, { x: pageX, y: pageY })
    return color
  }

  /** Expects the picture to have this colour there, each channel within a step. */
  async expectColor([x, y]: [number, number], color: readonly number[], tolerance = 1): Promise<void> {
    const { x: pageX, y: pageY } = await this.pixel(x, y)
    const [opaque = 100] = color.slice(3)
    await expect(async () => {
      const seen = (await readout(this.page, { x: pageX, y: pageY })).color
      const off = [...color.slice(0, 3), opaque].map((value, i) => Math.abs(value - (seen[i] ?? Number.NaN)))
      expect(
        off.every((o) => o <= tolerance),
        `at ${x}, ${y}: ${seen.join(' ')} instead of ${color.join(' ')}`,
      ).toBe(true)
    }).toPass({ timeout: 120_000 })
  }

  /** Red, green and blue as the screen shows them there, whatever the status bar says. */
  async shown(x: number, y: number): Promise<number[]> {
    return this.shownAt(await this.pixel(x, y))
  }

  /** The same, of a point of the page. */
  async shownAt(at: Point): Promise<number[]> {
    // Away from the pixel: a tool may draw its cursor.
    await this.page.mouse.move(5, 5)
    return this.shownOnPage(at)
  }

  /** Their means as the screen shows them over a rectangle of document pixels. */
  async shownMean(x: number, y: number, width: number, height: number): Promise<number[]> {
    const [from, to] = [await this.pixel(x, y), await this.pixel(x + width, y + height)]
    await this.page.mouse.move(5, 5)
    const clip = { ...from, width: to.x - from.x, height: to.y - from.y }
    const { channels } = await sharp(await this.page.screenshot({ clip })).stats()
    return channels.slice(0, 3).map(({ mean }) => mean)
  }

  /** Red, green and blue of the screen at a point of the page; the pointer stays where it is. */
  async shownOnPage(at: Point): Promise<number[]> {
    const png = await this.page.screenshot({ clip: { ...at, width: 1, height: 1 } })
    return [...(await sharp(png).removeAlpha().raw().toBuffer())]
  }

  /** Opens a menu of the menu bar and clicks through the named entries. */
  menu(...names: (string | RegExp)[]): Promise<void> {
    return clickThroughMenu(this.page, names)
  }

  /** Drops files of the disk onto the canvas, or at a point of the page, as a file manager does. */
  drop(paths: string | readonly string[], at?: Point): Promise<void> {
    return transferFiles(this.page, [paths].flat(), ['dragenter', 'dragover', 'drop'], at)
  }

  /** Pastes a file of the disk, as Ctrl-V does after it was copied. */
  paste(path: string): Promise<void> {
    return transferFiles(this.page, [path], ['paste'])
  }

  /** Where the picture is on the page while all of it is shown: from document pixels to page coordinates. */
  async picture(): Promise<{ of(point: Point): Point }> {
    const corners = await this.#readouts()
    const [a, b] = corners
    const scale = {
      x: (b.page.x - a.page.x) / (b.at.x - a.at.x),
      y: (b.page.y - a.page.y) / (b.at.y - a.at.y),
    }
    return {
      of: ({ x, y }) => ({ x: a.page.x + (x - a.at.x) * scale.x, y: a.page.y + (y - a.at.y) * scale.y }),
    }
  }

  /** What the status bar says of two points far apart, which is how a person finds coordinates. */
  async #readouts(): Promise<[Readout, Readout]> {
    const box = (await this.canvas.boundingBox())!
    const read = (part: number) =>
      readout(this.page, {
        x: Math.round(box.x + box.width * part),
        y: Math.round(box.y + box.height * part),
      })
    return [await read(0.3), await read(0.7)]
  }

  /** Presses at one point of the page, moves to another in steps, releases. */
  async drag(from: Point, to: Point, steps = 12): Promise<void> {
    await this.page.mouse.move(from.x, from.y)
    await this.page.mouse.down()
    await this.page.mouse.move(to.x, to.y, { steps })
    await this.page.mouse.up()
  }

  /** File, Export, into the test's folder under `name`. */
  async exportAs(format: string, name: string): Promise<void> {
    await this.beginExport(format)
    await this.writeAs(name)
    await expect(this.page.getByText(`Exported “${name}.`)).toBeVisible()
  }

  /** File, Export, up to the dialog that asks where to. */
  async beginExport(format: string): Promise<void> {
    await this.menu('File', 'Export…')
    const dialog = this.page.getByRole('dialog', { name: 'Export' })
    const option = this.page.getByRole('option', { name: format, exact: true })
    // A list that opens while the dialog still settles may close at once.
    await expect(async () => {
      if ((await option.count()) === 0) await dialog.getByRole('combobox').first().click()
      await option.click({ timeout: 5000 })
    }).toPass()
    await dialog.getByRole('button', { name: 'Choose a place…' }).click()
  }

  /** File, Save, into the test's folder under `name`. */
  async saveProject(name: string): Promise<void> {
    await this.menu('File', 'Save')
    await this.writeAs(name)
    await expect(this.page.getByText(`Saved “${name}.ganvas”`)).toBeVisible()
  }

  /** Answers the dialog that asks where a file goes. */
  async writeAs(name: string): Promise<void> {
    const dialog = this.page
      .getByRole('dialog')
      .filter({ has: this.page.getByRole('textbox', { name: 'Name' }) })
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  }

  /** Waits until the document is kept for recovery just as it is. */
  async kept(): Promise<void> {
    await expect(this.page.getByText(/^Kept for recovery/)).toBeAttached()
  }

  /** The settings as they are on the disk. */
  async settings(): Promise<Record<string, unknown>> {
    return JSON.parse(await readFile(join(this.folder, 'data', 'settings.json'), 'utf8').catch(() => '{}'))
  }

  /** The studio in another page of the same browser. */
  async inPage(page: Page, url: string): Promise<Studio> {
    await page.goto(url)
    return new Studio(page, this.folder)
  }
}

export const test = base.extend<{ shell: Shell; studio: Studio }>({
  shell: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'ganvas-e2e-'))
    const shell = await openShell(folder)
    await use(shell)
    await shell.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  studio: async ({ page, shell }, use) => {
    await page.goto(shell.url)
    await use(new Studio(page, shell.folder))
  },
})
