/** Levels of each channel that colours are counted by. */
const LEVELS = 16
/** Least distance of two colours of a palette, channels in [-1, 1]. */
const APART = 0.25

/** How often an adapted palette moves on to what its colours are nearest to. */
const ROUNDS = 4
/** A colour that fewer pixels are nearest to stays where it is. */
const MIN_SHARE = 5e-4

/** Colours of pictures, more frequent ones first. */
type Frequencies = { pixels: number; color: number[] }[]

/**
 * The most frequent colours of pictures that are far enough apart from each other; more frequent ones first.
 *
 * @param pictures [N, 3, …] in [-1, 1], row-major
 * @param plane pixels of a picture
 * @returns up to `count` colours, [count, 3]; where there are fewer, the last one again
 */
export function paletteOf(pictures: Float32Array, plane: number, count: number): Float32Array {
  const chosen: number[][] = []
  for (const { color } of frequenciesOf(pictures, plane))
    if (chosen.length < count && chosen.every((other) => far(color, other) >= APART)) chosen.push(color)
  return Float32Array.from(
    { length: 3 * count },
    (_, at) => chosen[Math.min(Math.floor(at / 3), chosen.length - 1)]![at % 3]!,
  )
}

/**
 * The palette of a network for pictures of another style: each colour moves to the mean of the pictures' colours that
 * are nearer to it than to the others, so that it means what it meant.
 *
 * @param palette [count, 3]
 */
export function adaptedPalette(pictures: Float32Array, plane: number, palette: Float32Array): Float32Array {
  const frequencies = frequenciesOf(pictures, plane)
  const pixels = frequencies.reduce((sum, bin) => sum + bin.pixels, 0)
  const adapted = palette.slice()
  for (let round = 0; round < ROUNDS; round++)
    for (const [k, bins] of nearest(frequencies, adapted).entries()) {
      const sum = bins.reduce((total, bin) => total + bin.pixels, 0)
      if (sum < MIN_SHARE * pixels) continue
      for (let c = 0; c < 3; c++)
        adapted[3 * k + c] = bins.reduce((total, bin) => total + bin.pixels * bin.color[c]!, 0) / sum
    }
  return adapted
}

/** The share of the pictures' pixels that is nearest to each colour of a palette; of equal colours, the first has all. */
export function sharesOf(pictures: Float32Array, plane: number, palette: Float32Array): number[] {
  const total = pictures.length / 3
  return nearest(frequenciesOf(pictures, plane), palette).map(
    (bins) => bins.reduce((sum, { pixels }) => sum + pixels, 0) / total,
  )
}

function nearest(frequencies: Frequencies, palette: Float32Array): Frequencies[] {
  const colors = Array.from({ length: palette.length / 3 }, (_, k) => [...palette.subarray(3 * k, 3 * k + 3)])
  const found: Frequencies[] = colors.map(() => [])
  for (const bin of frequencies) {
    const distances = colors.map((other) => far(bin.color, other))
    found[distances.indexOf(Math.min(...distances))]!.push(bin)
  }
  return found
}

const far = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((x, c) => x - b[c]!))

function frequenciesOf(pictures: Float32Array, plane: number): Frequencies {
  const bins = new Map<number, { pixels: number; sum: [number, number, number] }>()
  for (let picture = 0; picture < pictures.length; picture += 3 * plane)
    for (let at = picture; at < picture + plane; at++) {
      const color = [pictures[at]!, pictures[at + plane]!, pictures[at + 2 * plane]!] as const
      const key = color.reduce(
        (sum, x) => sum * LEVELS + Math.min(LEVELS - 1, Math.floor(((x + 1) / 2) * LEVELS)),
        0,
      )
      const bin = bins.get(key) ?? { pixels: 0, sum: [0, 0, 0] }
      bin.pixels++
      for (let c = 0; c < 3; c++) bin.sum[c]! += color[c]!
      bins.set(key, bin)
    }
  return [...bins.values()]
    .sort((a, b) => b.pixels - a.pixels)
    .map(({ pixels, sum }) => ({ pixels, color: sum.map((x) => x / pixels) }))
}
