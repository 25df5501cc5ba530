import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type BrowserWindow, type Rectangle, screen } from 'electron'
import { z } from 'zod'

const State = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(640).max(20_000),
  height: z.int().min(480).max(20_000),
  maximized: z.boolean(),
})
export type WindowState = z.infer<typeof State>

const initial: WindowState = { width: 1440, height: 900, maximized: false }

/** Size and place of the window when it was last closed, if that place can still be seen. */
export function readWindowState(path: string): WindowState {
  let state: WindowState
  try {
    state = State.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return initial
  }
  const { x, y, width, height, maximized } = state
  if (x === undefined || y === undefined) return state
  const visible = screen
    .getAllDisplays()
    .some(({ workArea }) => overlap(workArea, { x, y, width, height }) > 100)
  return visible ? state : { width, height, maximized }
}

/** Remembers size and place of the window as it closes. A disk that refuses costs nothing but that. */
export function keepWindowState(window: BrowserWindow, path: string): void {
  window.on('close', () => {
    const state = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, JSON.stringify(state))
    } catch {}
  })
}

/** The shorter side of what two rectangles share, in pixels. */
function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.min(width, height)
}
