import type { ComponentType } from 'react'
import { createStore } from 'zustand/vanilla'
import { view } from '../canvas/index.ts'
import { fitView } from '../canvas/viewCommands.ts'
import { currentSession } from '../document/index.ts'

/** What a tool shows in the right half of the canvas's place; null: the canvas has all of it. */
export const besideCanvas = createStore<{ Component: ComponentType | null }>(() => ({ Component: null }))

/** Gives half of the canvas's place to a component, or takes it back. A document that was seen whole stays so. */
export function showBesideCanvas(Component: ComponentType | null): void {
  if (Component === besideCanvas.getState().Component) return
  const whole = showsWhole()
  besideCanvas.setState({ Component })
  // One frame lays the page out, the next has measured it.
  if (whole) requestAnimationFrame(() => requestAnimationFrame(fitView))
}

function showsWhole(): boolean {
  const { zoom, panX, panY, width, height } = view.getState()
  const { data } = currentSession()
  // Half a pixel for rounding.
  return (
    panX > -0.5 &&
    panY > -0.5 &&
    panX + data.width * zoom < width + 0.5 &&
    panY + data.height * zoom < height + 0.5
  )
}
