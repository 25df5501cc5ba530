import type { Page } from '@playwright/test'

export interface Point {
  x: number
  y: number
}

export interface Readout {
  page: Point
  at: Point
  color: number[]
}

/** What the status bar says with the pointer there. */
export async function readout(page: Page, at: Point): Promise<Readout> {
  // From the side, so that the pointer surely moves.
  await Promise.all([page.mouse.move(at.x - 1, at.y), page.mouse.move(at.x, at.y)])
  const [coordinates = '', color = ''] = await page.evaluate(async () => {
    // One frame reads what is under the pointer, the next has shown it.
    for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame)
    const spans = document.querySelectorAll(
      '.statusbar__coordinates, .statusbar__coordinates ~ span:last-child',
    )
    return [...spans].map(({ textContent }) => textContent ?? '')
  })
  const [x, y] = coordinates.split(',').map(Number)
  const [rgb = '', opacity = '100'] = color.split('·')
  return {
    page: at,
    at: { x: x!, y: y! },
    color: [...rgb.trim().split(' ').map(Number), Number.parseInt(opacity, 10)],
  }
}
