import { Random } from '../../nets/random.ts'
import { halve } from './halve.ts'
import { slicedWasserstein } from './slicedWasserstein.ts'
import type { PictureBytes } from './ssim.ts'

/** Side of a patch, patches taken of each picture, and the side below which the pyramid ends. */
const side = 7
const perPicture = 64
const smallest = 16

/**
 * Sliced Wasserstein distances of patches of the Laplacian pyramids of two sets of as many pictures (Karras et al.
 * 2018), finest level first: fine levels compare detail, the coarsest one structure. Patches are normalised channel
 * by channel over the set. Multiplied by 1000, as published.
 */
export function laplacianDistances(
  a: readonly PictureBytes[],
  b: readonly PictureBytes[],
  seed = 0,
): number[] {
  const levels = Math.floor(Math.log2(Math.min(a[0]!.width, a[0]!.height) / smallest)) + 1
  let [left, right] = [a, b]
  return Array.from({ length: levels }, (_, level) => {
    const [coarseLeft, coarseRight] = [left.map(halve), right.map(halve)]
    const last = level === levels - 1
    const bands = [left, right].map((fine, set) =>
      last
        ? fine
        : fine.map((picture, index) => residual(picture, (set === 0 ? coarseLeft : coarseRight)[index]!)),
    )
    ;[left, right] = [coarseLeft, coarseRight]
    const [first, second] = bands.map((band) =>
      normalised(patchesOf(band, new Random(seed, 'patches', level)), band[0]!.channels),
    )
    return 1000 * slicedWasserstein(first!, second!, side * side * a[0]!.channels, { seed })
  })
}

/** What halving takes away. */
function residual(fine: PictureBytes, coarse: PictureBytes): PictureBytes {
  const { channels, width, height, data } = fine
  const rest = new Float32Array(data.length)
  for (let v = 0; v < height; v++)
    for (let u = 0; u < width; u++) {
      const row = Math.min(v >> 1, coarse.height - 1)
      const below = (row * coarse.width + Math.min(u >> 1, coarse.width - 1)) * channels
      const at = (v * width + u) * channels
      for (let c = 0; c < channels; c++) rest[at + c] = data[at + c]! - coarse.data[below + c]!
    }
  return { ...fine, data: rest }
}

/** Row-major [pictures · patches, side · side · channels] */
function patchesOf(pictures: readonly PictureBytes[], random: Random): Float32Array {
  const { channels, width, height } = pictures[0]!
  const row = side * channels
  const patches = new Float32Array(pictures.length * perPicture * side * row)
  let to = 0
  for (const { data } of pictures)
    for (let k = 0; k < perPicture; k++) {
      const [left, top] = [random.below(width - side + 1), random.below(height - side + 1)]
      for (let v = 0; v < side; v++)
        for (let at = 0; at < row; at++) patches[to++] = data[((top + v) * width + left) * channels + at]!
    }
  return patches
}

/** Mean 0 and deviation 1 for each channel. */
function normalised(patches: Float32Array, channels: number): Float32Array {
  const channelOf = (at: number) => at % channels
  const [sums, squares] = [new Float64Array(channels), new Float64Array(channels)]
  patches.forEach((x, at) => {
    sums[channelOf(at)]! += x
    squares[channelOf(at)]! += x * x
  })
  const count = patches.length / channels
  return patches.map((x, at) => {
    const mean = sums[channelOf(at)]! / count
    const deviation = Math.sqrt(Math.max(1e-12, squares[channelOf(at)]! / count - mean * mean))
    return (x - mean) / deviation
  })
}
