import { expect, type Page } from '@playwright/test'

declare global {
  interface Window {
    /** Frames that the page asked for and that have not been; undefined: nobody counts. */
    framesAhead?: number
  }
}

/** Counts from now on the frames that the page asks for, which it does while it has something left to draw. */
export function countFrames(page: Page): Promise<void> {
  return page.evaluate(() => {
    if (window.framesAhead !== undefined) return
    window.framesAhead = 0
    const request = window.requestAnimationFrame.bind(window)
    const cancel = window.cancelAnimationFrame.bind(window)
    const ahead = new Set<number>()
    const done = (id: number) => {
      ahead.delete(id)
      window.framesAhead = ahead.size
    }
    window.requestAnimationFrame = (callback) => {
      const id = request((time) => {
        done(id)
        callback(time)
      })
      window.framesAhead = ahead.add(id).size
      return id
    }
    window.cancelAnimationFrame = (id) => {
      done(id)
      cancel(id)
    }
  })
}

/** The document as the canvas shows it at 100 %, one pixel of the canvas each, once nothing is left to draw. */
export async function shownPixels(page: Page, size: { width: number; height: number }): Promise<Uint8Array> {
  await expect.poll(() => page.evaluate(() => window.framesAhead)).toBe(0)
  const base64 = await page.evaluate(({ width, height }) => {
    const canvas = document.querySelector<HTMLCanvasElement>('[role="application"] canvas')!
    const x = Math.round((canvas.width - width) / 2)
    const y = Math.round((canvas.height - height) / 2)
    const { data } = canvas.getContext('2d')!.getImageData(x, y, width, height)
    let text = ''
    for (const byte of data) text += String.fromCharCode(byte)
    return btoa(text)
  }, size)
  return Buffer.from(base64, 'base64')
}
