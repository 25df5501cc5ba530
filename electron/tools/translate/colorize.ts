import type { Pixels } from '../../contract/pixels.ts'
import type { PictureTensor } from '../../contract/procedures/models.ts'
import { labPlanes } from '../../imaging/lab.ts'
import { reduce } from '../../train/data/planes.ts'
import { type ChromaLines, recolorRows } from './chroma.ts'
import { guidedFilter } from './guidedFilter.ts'
import { networkSize, within } from './sizes.ts'
import type { RunNetwork, Size, Work } from './work.ts'

/** What a colouring network takes and gives, in the ranges of its tensors. */
export interface ColorNetwork {
  run: RunNetwork
  /** L*. */
  input: Pick<PictureTensor, 'range' | 'size'>
  /** a* and b*. */
  output: Pick<PictureTensor, 'range'>
  /** The shorter side that it was trained at. */
  side: number
}

/** The longer side at which chroma learns where the edges are; memory beside the picture follows from it. */
const GUIDE_SIDE = 1024
/** Variance of L*, which runs from 0 to 100, that still counts as flat: steps of a few units are texture. */
const FLAT = 9
/** Rows between breaths. */
const STRIP = 64

/** a* or b* that stands for the ends of a range. */
export const MOST_CHROMA = 110
/** L* that stands for the end of a range; its start is 0. */
export const MOST_LIGHTNESS = 100

/**
 * Colours a picture at its own size. The network sees its lightness at the network's size; the chroma that it gives is
 * fitted to the picture's edges at {@link GUIDE_SIDE}, and comes to full size as lines over the full-resolution
 * lightness, which stays.
 *
 * @param strength 0 keeps the picture's own chroma, 1 replaces it
 * @returns 3 channels, or 4 where the picture has alpha
 */
export async function colorize(
  picture: Pixels,
  network: ColorNetwork,
  strength: number,
  { breathe }: Work,
): Promise<Pixels> {
  const { width, height } = picture
  await breathe(0, height)
  const lines = await findLines(picture, network)
  const channels = picture.channels === 4 ? 4 : 3
  const out: Pixels = { width, height, channels, data: new Uint8Array(width * height * channels) }
  for (let row = 0; row < height; row += STRIP) {
    await breathe(row, height)
    recolorRows(picture, lines, strength, out, row, Math.min(height, row + STRIP))
  }
  return out
}

async function findLines(picture: Pixels, network: ColorNetwork): Promise<ChromaLines> {
  const { input, output, side, run } = network
  const seen = networkSize(picture, input.size, side)
  const [black, white] = input.range
  const shown = lightnessAt(picture, seen).map((l) => black + ((white - black) * l) / MOST_LIGHTNESS)
  const result = await run(shown, [1, 1, seen.height, seen.width])
  const [low, high] = output.range
  const chroma = result.map((value) => ((2 * (value - low)) / (high - low) - 1) * MOST_CHROMA)
  const size = within(picture, GUIDE_SIDE)
  const guide = lightnessAt(picture, size)
  // Interpolated between two of the network's pixels, chroma changes over the width of one to either side of an edge: a
  // window twice as wide sees what it is before and after.
  const radius = Math.max(2, Math.round(2 * Math.max(size.width / seen.width, size.height / seen.height)))
  const count = seen.width * seen.height
  const planes = [chroma.subarray(0, count), chroma.subarray(count)].map((plane) =>
    enlarge(plane, seen, size),
  )
  const [a, b] = guidedFilter(guide, planes, size, radius, FLAT)
  return { ...size, a: a!, b: b! }
}

/** L* of the picture at another size. */
function lightnessAt(picture: Pixels, size: Size): Float32Array {
  const { width, height } = picture
  const { data } = reduce(picture, { x: 0, y: 0, width, height }, size)
  return labPlanes(data).subarray(0, size.width * size.height)
}

/** A plane at another size, by the mean of what each place covers, or between neighbours. */
function enlarge(data: Float32Array, from: Size, to: Size): Float32Array {
  const window = { x: 0, y: 0, ...from }
  const count = to.width * to.height
  return reduce({ ...from, channels: 1, data }, window, to)
    .data.subarray(0, count)
    .map((value) => 255 * value)
}
