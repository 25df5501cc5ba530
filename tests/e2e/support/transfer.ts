import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Page } from '@playwright/test'

const types: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
  tif: 'image/tiff',
  gif: 'image/gif',
  bmp: 'image/bmp',
  svg: 'image/svg+xml',
  psd: 'image/vnd.adobe.photoshop',
  ganvas: 'application/zip',
}

/** Gives a file of the disk to the page by these events, as a file manager or the clipboard does; absent `at`: at its corner. */
export async function transferFile(
  page: Page,
  path: string,
  events: string[],
  at = { x: 0, y: 0 },
): Promise<void> {
  const base64 = (await readFile(path)).toString('base64')
  const name = basename(path)
  const type = types[name.split('.').at(-1)!] ?? 'application/octet-stream'
  await page.evaluate(
    ({ base64, name, type, events, at }) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes], name, { type }))
      const target = document.querySelector('[role="application"]') ?? document.body
      for (const event of events) {
        const options = { bubbles: true, cancelable: true, clientX: at.x, clientY: at.y }
        target.dispatchEvent(
          event === 'paste'
            ? new ClipboardEvent(event, { ...options, clipboardData: transfer })
            : new DragEvent(event, { ...options, dataTransfer: transfer }),
        )
      }
    },
    { base64, name, type, events, at },
  )
}
