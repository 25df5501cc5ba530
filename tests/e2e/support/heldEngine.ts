import type { Page } from '@playwright/test'

/** Between a page and its engine: while it holds, what the engine answers waits. */
export interface HeldEngine {
  hold(): Promise<void>
  /** Hands over what waited, in its order. */
  release(): Promise<void>
}

declare global {
  interface Window {
    /** What waits; null: nothing is held. */
    heldMessages: (() => void)[] | null
  }
}

/** Makes the engine's answers to a page holdable; before the page goes to the studio. */
export async function holdEngine(page: Page): Promise<HeldEngine> {
  await page.addInitScript(() => {
    window.heldMessages = null
    const listen = WebSocket.prototype.addEventListener
    WebSocket.prototype.addEventListener = function (
      this: WebSocket,
      type: string,
      listener: (event: Event) => void,
    ) {
      listen.call(this, type, (event: Event) => {
        if (type === 'message' && window.heldMessages) window.heldMessages.push(() => listener(event))
        else listener(event)
      })
    }
  })
  return {
    hold: () =>
      page.evaluate(() => {
        window.heldMessages = []
      }),
    release: () =>
      page.evaluate(() => {
        const waiting = window.heldMessages ?? []
        window.heldMessages = null
        for (const deliver of waiting) deliver()
      }),
  }
}
