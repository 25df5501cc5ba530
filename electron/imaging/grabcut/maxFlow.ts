import { Queue } from './queue.ts'

/** The eight neighbours of a pixel. The reverse of neighbour `d` is neighbour `7 - d`. */
export const NEIGHBOURS: readonly { dx: number; dy: number }[] = [
  { dx: -1, dy: -1 },
  { dx: 0, dy: -1 },
  { dx: 1, dy: -1 },
  { dx: -1, dy: 0 },
  { dx: 1, dy: 0 },
  { dx: -1, dy: 1 },
  { dx: 0, dy: 1 },
  { dx: 1, dy: 1 },
]

const FREE = 0
const SOURCE = 1
const SINK = 2
/** In place of the direction of a parent: the terminal itself, and nobody. */
const TERMINAL = 8
const NONE = 9

/**
 * The minimum cut of a grid whose pixels are joined to their eight neighbours, by the search trees of Boykov and
 * Kolmogorov ("An Experimental Comparison of Min-Cut/Max-Flow Algorithms", PAMI 2004): one tree grows from each terminal,
 * and what an augmented path tears off is adopted again, so nothing is searched twice.
 *
 * Pixels lie within a rim of one that no capacity leads to, so that a neighbour is never out of bounds.
 */
export class GridCut {
  readonly #stride: number
  readonly #width: number
  readonly #height: number
  readonly #offsets: Int32Array
  /** What still fits from a pixel to its neighbour `d`, at `8 * pixel + d`. */
  readonly #room: Float32Array
  /** What still fits from the source, or, below zero, to the sink. */
  readonly #terminal: Float32Array
  readonly #tree: Uint8Array
  readonly #parent: Uint8Array
  /** Steps to the terminal, and when that was last known to be so. */
  readonly #distance: Int32Array
  readonly #known: Int32Array
  readonly #active: Queue
  readonly #orphans: number[] = []
  #time = 0

  constructor(width: number, height: number) {
    this.#width = width
    this.#height = height
    this.#stride = width + 2
    const count = this.#stride * (height + 2)
    this.#offsets = Int32Array.from(NEIGHBOURS, ({ dx, dy }) => dy * this.#stride + dx)
    this.#room = new Float32Array(8 * count)
    this.#terminal = new Float32Array(count)
    this.#tree = new Uint8Array(count)
    this.#parent = new Uint8Array(count).fill(NONE)
    this.#distance = new Int32Array(count)
    this.#known = new Int32Array(count)
    this.#active = new Queue(count)
  }

  #at(x: number, y: number): number {
    return (y + 1) * this.#stride + x + 1
  }

  /** The capacity from the source less that to the sink; only their difference decides the cut. */
  join(x: number, y: number, surplus: number): void {
    this.#terminal[this.#at(x, y)] = surplus
  }

  /** The same capacity in both directions between a pixel and its neighbour `d`, which must be within the grid. */
  link(x: number, y: number, d: number, capacity: number): void {
    const from = this.#at(x, y)
    this.#room[8 * from + d] = capacity
    this.#room[8 * (from + this.#offsets[d]!) + 7 - d] = capacity
  }

  /** @returns 1 for each pixel on the source's side, row by row. May be asked once. */
  solve(): Uint8Array {
    this.#plant()
    for (let node = this.#active.take(); node >= 0; node = this.#active.take()) {
      // A node stays active until it finds no more paths.
      while (this.#tree[node] !== FREE) {
        const path = this.#grow(node)
        if (!path) break
        this.#time++
        this.#augment(path.from, path.direction)
        this.#adopt()
      }
    }
    const side = new Uint8Array(this.#width * this.#height)
    for (let y = 0, i = 0; y < this.#height; y++)
      for (let x = 0; x < this.#width; x++, i++) side[i] = this.#tree[this.#at(x, y)] === SOURCE ? 1 : 0
    return side
  }

  #plant(): void {
    for (let node = 0; node < this.#terminal.length; node++) {
      const surplus = this.#terminal[node]!
      if (surplus === 0) continue
      this.#tree[node] = surplus > 0 ? SOURCE : SINK
      this.#parent[node] = TERMINAL
      this.#distance[node] = 1
      this.#active.add(node)
    }
  }

  /** Room towards the sink along the arc between a node of a tree and its neighbour `d`. */
  #open(node: number, d: number, tree: number): boolean {
    return tree === SOURCE
      ? this.#room[8 * node + d]! > 0
      : this.#room[8 * (node + this.#offsets[d]!) + 7 - d]! > 0
  }

  /** Takes free neighbours into the tree of a node. @returns an arc from the source's tree to the sink's, if one was met */
  #grow(node: number): { from: number; direction: number } | null {
    const tree = this.#tree[node]!
    for (let d = 0; d < 8; d++) {
      if (!this.#open(node, d, tree)) continue
      const next = node + this.#offsets[d]!
      if (this.#tree[next] === FREE) {
        this.#tree[next] = tree
        this.#follow(next, 7 - d, node)
        this.#active.add(next)
      } else if (this.#tree[next] !== tree)
        return tree === SOURCE ? { from: node, direction: d } : { from: next, direction: 7 - d }
      else if (this.#known[next]! <= this.#known[node]! && this.#distance[next]! > this.#distance[node]! + 1)
        this.#follow(next, 7 - d, node)
    }
    return null
  }

  #follow(node: number, direction: number, parent: number): void {
    this.#parent[node] = direction
    this.#known[node] = this.#known[parent]!
    this.#distance[node] = this.#distance[parent]! + 1
  }

  #augment(from: number, direction: number): void {
    const to = from + this.#offsets[direction]!
    const amount = Math.min(
      this.#room[8 * from + direction]!,
      this.#narrowest(from, SOURCE),
      this.#narrowest(to, SINK),
    )
    this.#room[8 * from + direction]! -= amount
    this.#room[8 * to + 7 - direction]! += amount
    this.#push(from, SOURCE, amount)
    this.#push(to, SINK, amount)
  }

  /** Where in `#room` the arc between a node and its parent lies, in the direction of the flow. */
  #towards(node: number, d: number, tree: number): number {
    return tree === SINK ? 8 * node + d : 8 * (node + this.#offsets[d]!) + 7 - d
  }

  #narrowest(start: number, tree: number): number {
    let least = Number.POSITIVE_INFINITY
    let node = start
    for (let d = this.#parent[node]!; d !== TERMINAL; d = this.#parent[node]!) {
      least = Math.min(least, this.#room[this.#towards(node, d, tree)]!)
      node += this.#offsets[d]!
    }
    return Math.min(least, Math.abs(this.#terminal[node]!))
  }

  #push(start: number, tree: number, amount: number): void {
    let node = start
    for (let d = this.#parent[node]!; d !== TERMINAL; d = this.#parent[node]!) {
      const next = node + this.#offsets[d]!
      const along = this.#towards(node, d, tree)
      const back = tree === SINK ? 8 * next + 7 - d : 8 * node + d
      this.#room[along]! -= amount
      this.#room[back]! += amount
      if (this.#room[along] === 0) this.#orphan(node)
      node = next
    }
    this.#terminal[node]! -= tree === SOURCE ? amount : -amount
    if (this.#terminal[node] === 0) this.#orphan(node)
  }

  #orphan(node: number): void {
    this.#parent[node] = NONE
    this.#orphans.push(node)
  }

  /** Finds each orphan another parent in its tree, the nearest to the terminal, or sets it free and orphans its children. */
  #adopt(): void {
    for (let node = this.#orphans.pop(); node !== undefined; node = this.#orphans.pop()) {
      const tree = this.#tree[node]!
      let nearest = Number.POSITIVE_INFINITY
      for (let d = 0; d < 8; d++) {
        const next = node + this.#offsets[d]!
        if (this.#tree[next] !== tree || !this.#open(next, 7 - d, tree)) continue
        const steps = this.#stepsToTerminal(next)
        if (steps >= nearest) continue
        nearest = steps
        this.#follow(node, d, next)
      }
      if (this.#parent[node] === NONE) this.#release(node, tree)
    }
  }

  #release(node: number, tree: number): void {
    this.#tree[node] = FREE
    for (let d = 0; d < 8; d++) {
      const next = node + this.#offsets[d]!
      if (this.#tree[next] !== tree) continue
      if (this.#open(next, 7 - d, tree)) this.#active.add(next)
      if (this.#parent[next] === 7 - d) this.#orphan(next)
    }
  }

  /** Infinite where the way ends at an orphan. What is found is kept for the rest of this adoption. */
  #stepsToTerminal(start: number): number {
    let steps = 0
    let node = start
    while (this.#known[node] !== this.#time) {
      const d = this.#parent[node]!
      if (d === NONE) return Number.POSITIVE_INFINITY
      if (d === TERMINAL) {
        this.#known[node] = this.#time
        this.#distance[node] = 1
        break
      }
      steps++
      node += this.#offsets[d]!
    }
    const total = steps + this.#distance[node]!
    this.#remember(start, node, total)
    return total
  }

  #remember(start: number, end: number, total: number): void {
    let left = total
    for (let node = start; node !== end; node += this.#offsets[this.#parent[node]!]!) {
      this.#known[node] = this.#time
      this.#distance[node] = left--
    }
  }
}
