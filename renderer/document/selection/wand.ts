import type { Mask } from '../masks/mask.ts'

export interface WandOptions {
  /** 0 to 255: the most that any channel, alpha included, may differ from the pixel clicked on. */
  tolerance: number
  /** Only what is joined to that pixel over its sides, or all that is alike. */
  contiguous: boolean
}

/** Selects the pixels like that at (`x`, `y`), which must lie inside. `rgba`: width x height x 4 bytes. */
export function wandMask(
  rgba: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
  x: number,
  y: number,
  { tolerance, contiguous }: WandOptions,
): Mask {
  const alike = alikePixels(rgba, (y * width + x) * 4, tolerance)
  return { width, height, data: contiguous ? flood(alike, width, height, x, y) : alike }
}

/** 255 where a pixel is like the one at byte `seed`. */
function alikePixels(rgba: Uint8Array | Uint8ClampedArray, seed: number, tolerance: number): Uint8Array {
  const [r, g, b, a] = [rgba[seed]!, rgba[seed + 1]!, rgba[seed + 2]!, rgba[seed + 3]!]
  const alike = new Uint8Array(rgba.length / 4)
  for (let i = 0, from = 0; i < alike.length; i++, from += 4) {
    if (
      Math.abs(rgba[from]! - r) <= tolerance &&
      Math.abs(rgba[from + 1]! - g) <= tolerance &&
      Math.abs(rgba[from + 2]! - b) <= tolerance &&
      Math.abs(rgba[from + 3]! - a) <= tolerance
    )
      alike[i] = 255
  }
  return alike
}

/**
 * A mask of pixels like the one at byte `seed`, with those around it inside as far as they are like it: half where a
 * channel, alpha included, is half its range away.
 */
export function fadedOut(mask: Mask, rgba: Uint8Array | Uint8ClampedArray, seed: number): Mask {
  const { width, height, data } = mask
  const faded = data.slice()
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      if (data[i] !== 0 || !touches(mask, x, y)) continue
      let max = 0
      for (let k = 0; k < 4; k++) max = Math.max(max, Math.abs(rgba[4 * i + k]! - rgba[seed + k]!))
      faded[i] = 255 - max
    }
  return { width, height, data: faded }
}

/** Whether one of the eight pixels around is inside. */
function touches({ width, height, data }: Mask, x: number, y: number): boolean {
  for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
    for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++)
      if (data[v * width + u] !== 0) return true
  return false
}

/** The part of `inside` joined to (`x`, `y`), filled run by run. */
function flood(inside: Uint8Array, width: number, height: number, x: number, y: number): Uint8Array {
  const filled = new Uint8Array(inside.length)
  const open = (i: number) => inside[i] !== 0 && filled[i] === 0
  const seeds = [y * width + x]
  while (seeds.length > 0) {
    const seed = seeds.pop()!
    if (!open(seed)) continue
    const row = seed - (seed % width)
    let left = seed
    while (left > row && open(left - 1)) left--
    let right = seed + 1
    while (right < row + width && open(right)) right++
    filled.fill(255, left, right)
    if (row > 0) pushRuns(left - width, right - width)
    if (row + width < height * width) pushRuns(left + width, right + width)
  }
  return filled

  /** One seed for each run of open pixels. */
  function pushRuns(from: number, to: number): void {
    let joined = false
    for (let i = from; i < to; i++) {
      const isOpen = open(i)
      if (isOpen && !joined) seeds.push(i)
      joined = isOpen
    }
  }
}
