import type { RandomNumbers } from './initialisers.ts'
import type { NoiseKind } from './weights.ts'

/**
 * Repeatable random numbers (xoshiro128**, Blackman and Vigna 2018). A stream is named by a seed, a text and a
 * count, such as the step: nothing random is carried from step to step, so a resumed run needs the seed alone.
 */
export class Random implements RandomNumbers {
  readonly #state = new Uint32Array(4)
  #spare: number | null = null

  constructor(seed: number, stream = '', count = 0) {
    let mixed = (seed ^ hash(stream) ^ Math.imul(count, 0x9e3779b1)) >>> 0
    const high = (Math.floor(seed / 2 ** 32) ^ Math.floor(count / 2 ** 32)) >>> 0
    mixed = (mixed ^ Math.imul(high, 0x85ebca6b)) >>> 0
    for (let k = 0; k < 4; k++) {
      mixed = (mixed + 0x9e3779b9) >>> 0
      this.#state[k] = scramble(mixed ^ Math.imul(count + k, 0x27d4eb2f))
    }
    for (let k = 0; k < 4; k++) this.bits()
  }

  /** 32 random bits. */
  bits(): number {
    const s = this.#state
    const product = Math.imul(s[1]!, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0
    const shifted = s[1]! << 9
    s[2]! ^= s[0]!
    s[3]! ^= s[1]!
    s[1]! ^= s[2]!
    s[0]! ^= s[3]!
    s[2]! ^= shifted
    s[3] = (s[3]! << 11) | (s[3]! >>> 21)
    return result
  }

  uniform(): number {
    return this.bits() / 2 ** 32
  }

  /** By Box and Muller's transform, which gives two at a time. */
  normal(): number {
    if (this.#spare !== null) {
      const spare = this.#spare
      this.#spare = null
      return spare
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()))
    const angle = 2 * Math.PI * this.uniform()
    this.#spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }

  /** A whole number in [0, limit). */
  below(limit: number): number {
    return Math.floor(this.uniform() * limit)
  }

  /** `[0, 1, … count - 1]` in random order. */
  permutation(count: number): Uint32Array {
    const order = Uint32Array.from({ length: count }, (_, index) => index)
    for (let last = count - 1; last > 0; last--) {
      const other = this.below(last + 1)
      const kept = order[last]!
      order[last] = order[other]!
      order[other] = kept
    }
    return order
  }

  fill(target: Float32Array, noise: NoiseKind): void {
    const draw = drawer(this, noise)
    for (let index = 0; index < target.length; index++) target[index] = draw()
  }
}

function drawer(random: Random, noise: NoiseKind): () => number {
  if (noise.kind === 'normal') return () => random.normal()
  if (noise.kind === 'keep') return () => (random.uniform() < noise.keep ? 1 / noise.keep : 0)
  const { from, to } = noise
  return () => from + (to - from) * random.uniform()
}

/** FNV-1a. */
function hash(text: string): number {
  let bits = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193) >>> 0
  return bits
}

/** The finaliser of MurmurHash3. */
function scramble(bits: number): number {
  let mixed = bits
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
