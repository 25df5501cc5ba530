import type { Pixels } from '../../contract/pixels.ts'
import { PIXEL_BYTES } from '../../imaging/memory.ts'
import { planResampling, type Resampling, resample, rowsOf } from '../../imaging/planes.ts'
import type { Team } from '../../imaging/team.ts'
import { filterFor } from '../networks/enlarge.ts'
import type { Size } from '../networks/work.ts'

/** Rows that are made at once; those around them, which have a say in them, come on top. */
const BAND = 128

/** Rows of a picture that are worked on together. */
interface Rows {
  first: number
  rows: number
}

/** Rows that are to be made, with those around them. */
export interface Band extends Rows {
  made: Rows
}

/**
 * A drawing and what is enlarged to its size, band by band in the kernels' memory. All pointers are into that; what it
 * allocates it leaves to be released with it.
 */
export class DrawingBands {
  readonly team: Team
  readonly width: number
  /** Pixels of the drawing to one of the network's. */
  readonly scale: number
  /** Bytes of a row of colours. */
  readonly #row: number
  readonly #drawing: Pixels
  readonly #paper: number
  readonly #brightness: boolean
  readonly #size: Size
  readonly #plan: Resampling

  /**
   * @param paper its brightness, from 0 to 1
   * @param brightness the drawing is seen by its brightness and not by its colours
   * @param size at which the network sees it
   */
  constructor(team: Team, drawing: Pixels, paper: number, brightness: boolean, size: Size) {
    const { width, height } = drawing
    this.team = team
    this.width = width
    this.#row = 3 * width
    this.scale = Math.max(width / size.width, height / size.height)
    this.#drawing = drawing
    this.#paper = paper
    this.#brightness = brightness
    this.#size = size
    this.#plan = planResampling(
      team.memory,
      size,
      { width, height },
      filterFor(size.width, width),
      filterFor(size.height, height),
    )
  }

  /** Works on all bands; what that allocates is released after each. */
  async each(
    around: number,
    breathe: (done: number, total: number) => Promise<void>,
    work: (band: Band) => void,
  ): Promise<void> {
    const { height } = this.#drawing
    for (let y = 0; y < height; y += BAND) {
      await breathe(y, height)
      const mark = this.team.memory.mark()
      const first = Math.max(0, y - around)
      const end = Math.min(height, y + BAND)
      const rows = Math.min(height, end + around) - first
      work({ first, rows, made: { first: y, rows: end - y } })
      this.team.memory.release(mark)
    }
  }

  /** Up to three planes of the network's size. @returns a plane of pixels */
  store(planes: readonly Float32Array[]): number {
    const { width, height } = this.#size
    const pointer = this.team.memory.allocatePlane(width, height)
    const pixels = this.team.memory.floats(pointer, 4 * width * height).fill(0)
    for (const [lane, plane] of planes.entries())
      for (let i = 0; i < plane.length; i++) pixels[4 * i + lane] = plane[i]!
    return pointer
  }

  /** Rows of a plane that was stored, at the drawing's size. */
  enlarge(pointer: number, { first, rows }: Rows): number {
    const out = this.#plane(rows)
    const plan = rowsOf(this.#plan, first, rows)
    resample(this.team, plan, { pointer, ...this.#size }, { pointer: out, ...plan.to })
    return out
  }

  /** Rows of the drawing: a plane of its brightness, from 0 to 1, in lane 0, or of its colours. */
  guide({ first, rows }: Rows): number {
    const { memory } = this.team
    const { width, channels, data } = this.#drawing
    const out = this.#plane(rows)
    const bytes = memory.store(data.subarray(first * width * channels, (first + rows) * width * channels))
    const ints = [bytes, channels, width, this.#brightness ? 1 : 0, out]
    this.team.run('guideRows', rows, { ints, floats: [this.#paper] })
    return out
  }

  /** Darkens RGB bytes where the drawing is dark, and lays ink of the colours of a stored plane there. */
  drawInk(colors: number, { first, rows }: Rows, ink: number | null): void {
    const guide = this.guide({ first, rows })
    const plane = ink === null ? 0 : this.enlarge(ink, { first, rows })
    this.team.run('inkRows', rows, { ints: [guide, this.width, plane, colors] })
  }

  /** Copies RGB bytes of rows of a picture as large as the drawing. */
  load(picture: Uint8Array, { first, rows }: Rows): number {
    return this.team.memory.store(picture.subarray(first * this.#row, (first + rows) * this.#row))
  }

  /** Writes those of a band's colours that are to be made into the picture. */
  save(colors: number, { first, made }: Band, picture: Uint8Array): void {
    const from = colors + (made.first - first) * this.#row
    picture.set(this.team.memory.bytes(from, made.rows * this.#row), made.first * this.#row)
  }

  #plane(rows: number): number {
    return this.team.memory.allocate(this.width * rows * PIXEL_BYTES)
  }
}
