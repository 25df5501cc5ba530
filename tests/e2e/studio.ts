import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { test as base, expect, type Page } from '@playwright/test'

export { expect }

const types: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  psd: 'image/vnd.adobe.photoshop',
  ganvas: 'application/zip',
}

/** The browser shell running for one test, with settings and recovery files of its own. */
export interface Shell {
  readonly url: string
  /** An empty folder of the test's own. */
  readonly folder: string
  readonly process: ChildProcess
}

interface Point {
  x: number
  y: number
}

interface Readout {
  page: Point
  at: Point
}

/** The studio as a person uses it: mouse, keyboard, files. Coordinates are document pixels unless said otherwise. */
export class Studio {
  readonly page: Page
  readonly folder: string

  constructor(page: Page, folder: string) {
    this.page = page
    this.folder = folder
  }

  get canvas() {
    return this.page.getByRole('application')
  }

  /** Opens a menu of the menu bar and clicks through the named entries. */
  async menu(...names: (string | RegExp)[]): Promise<void> {
    const [menu, ...entries] = names
    await this.page.getByRole('menubar').getByRole('menuitem', { name: menu!, exact: true }).click()
    for (const name of entries)
      await this.page
        .getByRole('menuitem', { name })
        .or(this.page.getByRole('menuitemcheckbox', { name }))
        .or(this.page.getByRole('menuitemradio', { name }))
        .first()
        .click()
  }

  /** Drops a file of the disk onto the canvas, as a file manager does. */
  drop(path: string): Promise<void> {
    return this.#transfer(path, ['dragenter', 'dragover', 'drop'])
  }

  /** Pastes a file of the disk, as Ctrl-V does after it was copied. */
  paste(path: string): Promise<void> {
    return this.#transfer(path, ['paste'])
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
    const read = async (part: number): Promise<Readout> => {
      const page = { x: Math.round(box.x + box.width * part), y: Math.round(box.y + box.height * part) }
      await this.page.mouse.move(page.x, page.y)
      const text = await this.page.locator('.statusbar__coordinates').textContent()
      const [x, y] = text!.split(',').map(Number)
      return { page, at: { x: x!, y: y! } }
    }
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
    await this.menu('File', 'Export…')
    const dialog = this.page.getByRole('dialog', { name: 'Export' })
    await dialog.getByRole('combobox').first().click()
    await this.page.getByRole('option', { name: format, exact: true }).click()
    await dialog.getByRole('button', { name: 'Choose a place…' }).click()
    await this.#writeAs(name)
    await expect(this.page.getByText(`Exported “${name}.`)).toBeVisible()
  }

  /** File, Save, into the test's folder under `name`. */
  async saveProject(name: string): Promise<void> {
    await this.menu('File', 'Save')
    await this.#writeAs(name)
    await expect(this.page.getByText(`Saved “${name}.ganvas”`)).toBeVisible()
  }

  async #writeAs(name: string): Promise<void> {
    const dialog = this.page.getByRole('dialog').last()
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  }

  async #transfer(path: string, events: string[]): Promise<void> {
    const base64 = (await readFile(path)).toString('base64')
    const name = basename(path)
    const type = types[name.split('.').at(-1)!] ?? 'application/octet-stream'
    await this.page.evaluate(
      ({ base64, name, type, events }) => {
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
        const transfer = new DataTransfer()
        transfer.items.add(new File([bytes], name, { type }))
        const target = document.querySelector('[role="application"]') ?? document.body
        for (const event of events) {
          const options = { bubbles: true, cancelable: true }
          target.dispatchEvent(
            event === 'paste'
              ? new ClipboardEvent(event, { ...options, clipboardData: transfer })
              : new DragEvent(event, { ...options, dataTransfer: transfer }),
          )
        }
      },
      { base64, name, type, events },
    )
  }
}

export const test = base.extend<{ shell: Shell; studio: Studio }>({
  shell: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'ganvas-e2e-'))
    const process = spawn(globalThis.process.execPath, ['out/main/serve.js'], {
      env: {
        ...globalThis.process.env,
        GANVAS_DATA: join(folder, 'data'),
        HOME: folder,
        USERPROFILE: folder,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await use({ url: await addressOf(process), folder, process })
    process.kill('SIGTERM')
    if (process.exitCode === null) await once(process, 'exit')
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  studio: async ({ page, shell }, use) => {
    await page.goto(shell.url)
    await use(new Studio(page, shell.folder))
  },
})

async function addressOf(process: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: process.stdout! })) {
    const url = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(line)?.[0]
    if (url) return url
  }
  throw new Error('The studio ended before it said its address.')
}
