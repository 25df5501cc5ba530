import { composite } from '../document/composite.ts'
import { currentSession } from '../document/current.ts'
import { interaction } from './interaction.ts'
import { type PointerReadout, view } from './view.ts'
import { toDocument } from './viewMath.ts'

/**
 * Keeps the coordinates and the colour under the pointer for the status bar, at most once a frame. While
 * something is being dragged the colour waits: reading it would cost the drag its time. @returns a function that ends it.
 */
export function followPointer(isBusy: () => boolean): () => void {
  let frame = 0
  const read = () => {
    frame = 0
    const { pointer } = interaction.getState()
    view.setState({ pointer: pointer && readoutAt(pointer, !isBusy()) })
  }
  const stop = interaction.subscribe((now, before) => {
    if (now.pointer !== before.pointer && frame === 0) frame = requestAnimationFrame(read)
  })
  return () => {
    stop()
    cancelAnimationFrame(frame)
  }
}

function readoutAt(screen: { x: number; y: number }, withColor: boolean): PointerReadout {
  const session = currentSession()
  const at = toDocument(view.getState(), screen)
  const x = Math.floor(at.x)
  const y = Math.floor(at.y)
  const { width, height } = session.data
  if (!withColor || x < 0 || y < 0 || x >= width || y >= height) return { x, y, color: null }
  const [r = 0, g = 0, b = 0, a = 0] = composite(session, { region: { x, y, width: 1, height: 1 } }).data
  return { x, y, color: [r, g, b, a] }
}
