import { inverse, type Matrix, transformPoint } from '../transform.ts'

/**
 * A stand-in for the browser's canvas in unit tests: premultiplied 8-bit pixels, as the real one keeps them, and of
 * its operations those this folder uses. Pictures are drawn by the nearest pixel.
 */
class MemoryImageData {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
  constructor(data: Uint8ClampedArray, width: number, height: number) {
    if (data.length !== width * height * 4) throw new RangeError('wrong length')
    this.data = data
    this.width = width
    this.height = height
  }
}

class MemoryContext {
  readonly #canvas: MemoryCanvas
  fillStyle = '#000000'
  globalCompositeOperation = 'source-over'
  imageSmoothingEnabled = true
  imageSmoothingQuality = 'low'
  #matrix: Matrix = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }
  #saved: { matrix: Matrix; operation: string }[] = []

  constructor(canvas: MemoryCanvas) {
    this.#canvas = canvas
  }

  save(): void {
    this.#saved.push({ matrix: this.#matrix, operation: this.globalCompositeOperation })
  }

  restore(): void {
    const saved = this.#saved.pop()
    if (saved) [this.#matrix, this.globalCompositeOperation] = [saved.matrix, saved.operation]
  }

  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.#matrix = { a, b, c, d, e, f }
  }

  getImageData(x: number, y: number, width: number, height: number): MemoryImageData {
    const data = new Uint8ClampedArray(width * height * 4)
    this.#each(x, y, width, height, (from, to) => {
      const [r, g, b, a] = this.#canvas.premultiplied.subarray(from, from + 4) as unknown as number[]
      if (a) data.set([(r! * 255) / a, (g! * 255) / a, (b! * 255) / a, a], to)
    })
    return new MemoryImageData(data, width, height)
  }

  putImageData({ data, width, height }: MemoryImageData, x: number, y: number): void {
    this.#each(x, y, width, height, (to, from) => {
      const alpha = data[from + 3]! / 255
      this.#canvas.premultiplied.set(
        [data[from]! * alpha, data[from + 1]! * alpha, data[from + 2]! * alpha, data[from + 3]!],
        to,
      )
    })
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const channel = (at: number) => Number.parseInt(this.fillStyle.slice(at, at + 2), 16)
    const color = [channel(1), channel(3), channel(5), 255]
    this.#each(x, y, width, height, (to) => this.#canvas.premultiplied.set(color, to))
  }

  /** Pixels whose middle lies in the rectangle that a path is. */
  fill({ left, top, right, bottom }: MemoryPath): void {
    const channel = (at: number) => Number.parseInt(this.fillStyle.slice(at, at + 2), 16)
    const color = [channel(1), channel(3), channel(5), 255]
    const back = inverse(this.#matrix)
    const { width, height, premultiplied } = this.#canvas
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const place = transformPoint(back, { x: x + 0.5, y: y + 0.5 })
        if (place.x > left && place.x < right && place.y > top && place.y < bottom)
          premultiplied.set(color, 4 * (y * width + x))
      }
  }

  clearRect(x: number, y: number, width: number, height: number): void {
    this.#each(x, y, width, height, (to) => this.#canvas.premultiplied.fill(0, to, to + 4))
  }

  drawImage(source: MemoryCanvas, dx: number, dy: number): void {
    const back = inverse(this.#matrix)
    const { width, height, premultiplied } = this.#canvas
    const replace = this.globalCompositeOperation === 'copy'
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const place = transformPoint(back, { x: x + 0.5, y: y + 0.5 })
        const [sx, sy] = [Math.floor(place.x - dx), Math.floor(place.y - dy)]
        const isInside = sx >= 0 && sy >= 0 && sx < source.width && sy < source.height
        const to = (y * width + x) * 4
        const from = (sy * source.width + sx) * 4
        const rest = replace ? 0 : 1 - (isInside ? source.premultiplied[from + 3]! / 255 : 0)
        for (let k = 0; k < 4; k++)
          premultiplied[to + k] =
            premultiplied[to + k]! * rest + (isInside ? source.premultiplied[from + k]! : 0)
      }
  }

  /** Byte offsets of the canvas pixels in a rectangle, and of the same pixels in the rectangle. */
  #each(x: number, y: number, width: number, height: number, visit: (own: number, other: number) => void) {
    const canvas = this.#canvas
    for (let row = Math.max(0, -y); row < Math.min(height, canvas.height - y); row++)
      for (let column = Math.max(0, -x); column < Math.min(width, canvas.width - x); column++)
        visit(((y + row) * canvas.width + x + column) * 4, (row * width + column) * 4)
  }
}

/** A path that is taken for the rectangle around its points. */
class MemoryPath {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  constructor(data: string) {
    const values = data.match(/-?[\d.]+/g)?.map(Number) ?? []
    const [xs, ys] = [0, 1].map((axis) => values.filter((_, k) => k % 2 === axis))
    this.left = Math.min(...xs!)
    this.right = Math.max(...xs!)
    this.top = Math.min(...ys!)
    this.bottom = Math.max(...ys!)
  }
}

class MemoryCanvas {
  #width: number
  #height: number
  premultiplied: Uint8ClampedArray
  readonly #context = new MemoryContext(this)

  constructor(width: number, height: number) {
    this.#width = width
    this.#height = height
    this.premultiplied = new Uint8ClampedArray(width * height * 4)
  }

  get width() {
    return this.#width
  }

  set width(width: number) {
    this.#width = width
    this.premultiplied = new Uint8ClampedArray(width * this.#height * 4)
  }

  get height() {
    return this.#height
  }

  set height(height: number) {
    this.#height = height
    this.premultiplied = new Uint8ClampedArray(this.#width * height * 4)
  }

  getContext() {
    return this.#context
  }
}

/** Makes `OffscreenCanvas`, `ImageData` and `Path2D` known to the test process. */
export function installMemoryCanvas(): void {
  Object.assign(globalThis, {
    OffscreenCanvas: MemoryCanvas,
    ImageData: MemoryImageData,
    Path2D: MemoryPath,
  })
}
