/** A canvas whose pixels stay in main memory, with its context. */
export interface Surface {
  readonly canvas: OffscreenCanvas
  readonly context: OffscreenCanvasRenderingContext2D
}

/**
 * `willReadFrequently` keeps the pixels out of the GPU: reading back is cheap, drawing one such canvas on
 * another copies no whole snapshots, and results do not depend on the machine.
 */
export function createSurface(width: number, height: number): Surface {
  const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error(`The browser refused a canvas of ${width}x${height} pixels.`)
  return { canvas, context }
}

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
    const surface = this.#free.pop() ?? createSurface(this.#width, this.#height)
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
