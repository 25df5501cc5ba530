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

/** Gives files of the disk to the page by these events, as a file manager or the clipboard does; absent `at`: to the picture. */
export async function transferFiles(
  page: Page,
  paths: readonly string[],
  events: string[],
  at?: { x: number; y: number },
): Promise<void> {
  const files = await Promise.all(
    paths.map(async (path) => {
      const name = basename(path)
      const type = types[name.split('.').at(-1)!] ?? 'application/octet-stream'
      return { base64: (await readFile(path)).toString('base64'), name, type }
    }),
  )
  await page.evaluate(
    ({ files, events, at }) => {
      const transfer = new DataTransfer()
      for (const { base64, name, type } of files) {
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
        transfer.items.add(new File([bytes], name, { type }))
      }
      const picture = document.querySelector('[role="application"]') ?? document.body
      const target = (at && document.elementFromPoint(at.x, at.y)) ?? picture
      for (const event of events) {
        const options = { bubbles: true, cancelable: true, clientX: at?.x ?? 0, clientY: at?.y ?? 0 }
        target.dispatchEvent(
          event === 'paste'
            ? new ClipboardEvent(event, { ...options, clipboardData: transfer })
            : new DragEvent(event, { ...options, dataTransfer: transfer }),
        )
      }
    },
    { files, events, at },
  )
}
