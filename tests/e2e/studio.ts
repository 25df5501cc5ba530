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
    for (const name of entries) await this.page.getByRole('menuitem', { name }).first().click()
  }

  /** Drops a file of the disk onto the canvas, as a file manager does. */
  drop(path: string): Promise<void> {
    return this.#transfer(path, ['dragenter', 'dragover', 'drop'])
  }

  /** Pastes a file of the disk, as Ctrl-V does after it was copied. */
  paste(path: string): Promise<void> {
    return this.#transfer(path, ['paste'])
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
      env: { ...globalThis.process.env, GANVAS_DATA: join(folder, 'data') },
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
