/** Repeatable numbers from 0 to 1 (Mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Noise of a few sizes, each half as strong as the one before, spread so that every level is about as frequent; it joins
 * itself at its edges. @param cells how many lumps of each size lie side by side
 */
export function tileNoise(side: number, cells: readonly number[], seed: number): Uint8Array {
  const sum = new Float32Array(side * side)
  for (const [octave, count] of cells.entries()) {
    const random = randomOf(seed + 100 * octave)
    const grid = Float32Array.from({ length: count * count }, random)
    const at = (x: number, y: number) => grid[(y % count) * count + (x % count)]!
    const scale = count / side
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        const [u, v] = [x * scale, y * scale]
        const [left, top] = [Math.floor(u), Math.floor(v)]
        const [s, t] = [smooth(u - left), smooth(v - top)]
        const upper = at(left, top) * (1 - s) + at(left + 1, top) * s
        const lower = at(left, top + 1) * (1 - s) + at(left + 1, top + 1) * s
        sum[y * side + x] = sum[y * side + x]! + (upper + (lower - upper) * t) * 0.5 ** octave
      }
  }
  const order = Uint32Array.from(sum, (_, i) => i).sort((p, q) => sum[p]! - sum[q]!)
  const levels = new Uint8Array(sum.length)
  order.forEach((place, rank) => {
    levels[place] = (256 * rank) / sum.length
  })
  return levels
}

/** Threads that go over and under each other, with a little noise. */
export function weave(side: number): Uint8Array {
  const thread = 8
  const rough = tileNoise(side, [64, 128], 3)
  return Uint8Array.from(rough, (noise, i) => {
    const [x, y] = [i % side, Math.floor(i / side)]
    const over = (Math.floor(x / thread) + Math.floor(y / thread)) % 2 === 0
    const across = (over ? y : x) % thread
    const height = Math.sin((Math.PI * (across + 0.5)) / thread)
    return 255 * (1 - (0.75 * height + 0.25 * (noise / 255)))
  })
}

const smooth = (t: number) => t * t * (3 - 2 * t)
