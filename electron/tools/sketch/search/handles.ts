import { around, MAX_HANDLES, PLACES } from '../terms/drag.ts'
import type { Handle, Point } from './ask.ts'

/** How far from where a handle was it is looked for, in pixels of the features, and in which steps. */
const TRACKED = 2.5
const STEP = 0.5
/** Within this far of where it is to go, a handle has come there. */
const ARRIVED = 0.75
/** Distance from the paths of all handles, as a share of the picture, beyond which nothing should move. */
const FREE = 0.15
/** How much what is to stay counts against what is to move. */
const STAY = 0.4

/** Shape of the features of one picture. */
export interface FeatureSize {
  readonly channels: number
  readonly width: number
  readonly height: number
}

/**
 * Handles of one picture on their way: where they are now, by the features that they hold on to (Pan et al. 2023, section 3.3).
 * Coordinates are pixels of the features, whose middles are whole numbers.
 */
export class Handles {
  readonly #size: FeatureSize
  readonly #targets: readonly Point[]
  readonly #held: readonly Float32Array[]
  readonly #before: Float32Array
  readonly #stay: Float32Array
  #places: Point[]

  /** @param features of the picture as it is before anything moves, [C, h, w] */
  constructor(handles: readonly Handle[], features: Float32Array, size: FeatureSize) {
    this.#size = size
    const used = handles.slice(0, MAX_HANDLES)
    const placeOf = ({ x, y }: Point) => ({ x: x * size.width - 0.5, y: y * size.height - 0.5 })
    this.#places = used.map(({ from }) => placeOf(from))
    this.#targets = used.map(({ to }) => placeOf(to))
    this.#before = features.slice()
    this.#held = this.#places.map((place) => this.#at(features, place))
    this.#stay = stayingMap(used, size)
  }

  /** Where they are now, in shares of the picture. */
  get places(): Point[] {
    const { width, height } = this.#size
    return this.#places.map(({ x, y }) => ({ x: (x + 0.5) / width, y: (y + 0.5) / height }))
  }

  /** Whether all have come to where they are to go. */
  get arrived(): boolean {
    return this.#places.every((place, k) => apart(place, this.#targets[k]!) < ARRIVED)
  }

  /** Finds each anew in the features of a picture that has moved. */
  track(features: Float32Array): void {
    this.#places = this.#places.map((place, k) => {
      const held = this.#held[k]!
      let best = { place, cost: Number.POSITIVE_INFINITY }
      for (let dy = -TRACKED; dy <= TRACKED; dy += STEP)
        for (let dx = -TRACKED; dx <= TRACKED; dx += STEP) {
          const at = this.#inside({ x: place.x + dx, y: place.y + dy })
          const found = this.#at(features, at)
          let cost = 0
          for (let c = 0; c < held.length; c++) cost += Math.abs(found[c]! - held[c]!)
          if (cost < best.cost) best = { place: at, cost }
        }
      return best.place
    })
  }

  /** What the next step is fed with; see `DragInputs`. */
  feeds(): Record<string, Float32Array> {
    const { width, height } = this.#size
    const from = new Float32Array(2 * PLACES)
    const to = new Float32Array(2 * PLACES)
    const share = new Float32Array(PLACES)
    this.#places.forEach((place, k) => {
      const target = this.#targets[k]!
      const far = apart(place, target)
      const step = far > 1 ? 1 / far : 1
      const [dx, dy] = [step * (target.x - place.x), step * (target.y - place.y)]
      around.forEach((offset, n) => {
        const at = k * around.length + n
        const [x, y] = [place.x + offset.x, place.y + offset.y]
        from.set(gridOf(x, y), 2 * at)
        to.set(gridOf(x + dx, y + dy), 2 * at)
        share[at] = 1 / (around.length * this.#places.length)
      })
    })
    return {
      'handles.from': from,
      'handles.to': to,
      'handles.share': share,
      'handles.stay': this.#stay,
      'handles.before': this.#before,
    }

    function gridOf(x: number, y: number): [number, number] {
      return [(2 * (x + 0.5)) / width - 1, (2 * (y + 0.5)) / height - 1]
    }
  }

  #inside({ x, y }: Point): Point {
    const { width, height } = this.#size
    return { x: Math.max(0, Math.min(width - 1, x)), y: Math.max(0, Math.min(height - 1, y)) }
  }

  /** The features at a place, between pixels too. */
  #at(features: Float32Array, place: Point): Float32Array {
    const { channels, width, height } = this.#size
    const { x, y } = this.#inside(place)
    const [left, top] = [Math.floor(x), Math.floor(y)]
    const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)]
    const [across, down] = [x - left, y - top]
    return Float32Array.from({ length: channels }, (_, c) => {
      const value = (row: number, column: number) => features[(c * height + row) * width + column]!
      const upper = value(top, left) + across * (value(top, right) - value(top, left))
      const lower = value(bottom, left) + across * (value(bottom, right) - value(bottom, left))
      return upper + down * (lower - upper)
    })
  }
}

const apart = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** How much features are to stay what they are, [h, w]: not at all near the ways of handles, and in full from a little further on. */
function stayingMap(handles: readonly Handle[], { width, height }: FeatureSize): Float32Array {
  return Float32Array.from({ length: width * height }, (_, k) => {
    const at = { x: ((k % width) + 0.5) / width, y: (Math.floor(k / width) + 0.5) / height }
    const nearest = Math.min(...handles.map(({ from, to }) => toSegment(at, from, to)))
    const share = Math.max(0, Math.min(1, nearest / FREE - 1))
    return (STAY * share) / (width * height)
  })
}

function toSegment(at: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : ((at.x - from.x) * dx + (at.y - from.y) * dy) / length
  const share = Math.max(0, Math.min(1, along))
  return Math.hypot(at.x - from.x - share * dx, at.y - from.y - share * dy)
}
