/** Levels of each channel that colours are counted by. */
const LEVELS = 16
/** Least distance of two colours of a palette, channels in [-1, 1]. */
const APART = 0.25

/**
 * The most frequent colours of pictures that are far enough apart from each other; more frequent ones first.
 *
 * @param pictures [N, 3, …] in [-1, 1], row-major
 * @param plane pixels of a picture
 * @returns up to `count` colours, [count, 3], and the share of pixels that is nearest to each; where there are fewer, the
 * last one again, without a share
 */
export function paletteOf(
  pictures: Float32Array,
  plane: number,
  count: number,
): { colors: Float32Array; shares: number[] } {
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
  const frequent = [...bins.values()]
    .sort((a, b) => b.pixels - a.pixels)
    .map(({ pixels, sum }) => ({ pixels, color: sum.map((x) => x / pixels) }))
  const chosen: number[][] = []
  const far = (a: number[], b: number[]) => Math.hypot(...a.map((x, c) => x - b[c]!))
  for (const { color } of frequent)
    if (chosen.length < count && chosen.every((other) => far(color, other) >= APART)) chosen.push(color)
  const shares = new Array<number>(count).fill(0)
  for (const { color, pixels } of frequent) {
    const distances = chosen.map((other) => far(color, other))
    shares[distances.indexOf(Math.min(...distances))]! += (3 * pixels) / pictures.length
  }
  const colors = Float32Array.from({ length: 3 * count }, (_, at) => {
    const color = chosen[Math.min(Math.floor(at / 3), chosen.length - 1)]!
    return color[at % 3]!
  })
  return { colors, shares }
}
