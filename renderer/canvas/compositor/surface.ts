import { createSurface } from '../../document/rasters.ts'

/** A canvas whose pixels stay in main memory, with its context. */
export type Surface = ReturnType<typeof createSurface>

/** A surface for a view, which may have no pixel for a moment where a canvas has one at least. */
export const viewSurface = (width: number, height: number): Surface =>
  createSurface(Math.max(1, width), Math.max(1, height))

/** Surfaces of one size that are taken and given back within a frame. */
export class SurfacePool {
  readonly #width: number
  readonly #height: number
  readonly #free: Surface[] = []

  constructor(width: number, height: number) {
    this.#width = width
    this.#height = height
  }

  /** A transparent surface in its default state. */
  take(): Surface {
    const surface = this.#free.pop() ?? viewSurface(this.#width, this.#height)
    resetContext(surface.context)
    surface.context.clearRect(0, 0, this.#width, this.#height)
    return surface
  }

  give(surface: Surface): void {
    this.#free.push(surface)
  }
}

/** Back to what drawing code may assume; unlike `reset()` it keeps the pixels. */
export function resetContext(context: OffscreenCanvasRenderingContext2D): void {
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.globalAlpha = 1
  context.globalCompositeOperation = 'source-over'
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'low'
}
