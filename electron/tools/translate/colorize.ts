import type { Pixels } from '../../contract/pixels.ts'
import { reduce } from '../../imaging/colorPlanes.ts'
import { labPlanes } from '../../imaging/labPlanes.ts'
import { guidedFilter } from '../networks/guidedFilter.ts'
import { hintsAt } from '../networks/hints.ts'
import { networkSize, within } from '../networks/sizes.ts'
import { colorsOf, MAX_CHROMA, paperOf, seenAt, seesHints, seesHoles, tensorOf } from '../networks/tensors.ts'
import type { PictureNetwork, Size, Work } from '../networks/work.ts'
import { type ChromaLines, recolorRows } from './chroma.ts'
import { obeyInChroma } from './obeyInChroma.ts'

/** The longer side at which chroma learns where the edges are; memory beside the picture follows from it. */
const GUIDE_SIDE = 1024
/** Variance of L*, which runs from 0 to 100, that still counts as flat: steps of a few units are texture. */
const FLAT = 9
/** Rows between breaths. */
const STRIP = 64

export interface ColorizeOptions {
  /** Shorter side, in pixels, of the picture as the network sees it; that of its training if not given. */
  side?: number | undefined
  /** Colours that the user asks for: RGBA of the picture's size. */
  hints?: Pixels | undefined
}

/**
 * Colours a picture at its own size. The network sees it at the network's size; the chroma that it gives is fitted to
 * the picture's edges at {@link GUIDE_SIDE}, and comes to full size as lines over the full-resolution lightness, which
 * stays.
 *
 * @returns 3 channels, or 4 where the picture has alpha
 */
export async function colorize(
  picture: Pixels,
  network: PictureNetwork,
  { breathe }: Work,
  { side = network.translation.side, hints }: ColorizeOptions = {},
): Promise<Pixels> {
  const { width, height } = picture
  await breathe(0, height)
  const lines = await findLines(picture, network, side, hints)
  const channels = picture.channels === 4 ? 4 : 3
  const out: Pixels = { width, height, channels, data: new Uint8Array(width * height * channels) }
  for (let row = 0; row < height; row += STRIP) {
    await breathe(row, height)
    recolorRows(picture, lines, out, row, Math.min(height, row + STRIP))
  }
  return out
}

async function findLines(
  picture: Pixels,
  { input, output, run }: PictureNetwork,
  side: number,
  hints: Pixels | undefined,
): Promise<ChromaLines> {
  const seen = networkSize(picture, input.size, side)
  const told = hints && seesHints(input) ? { hints: hintsAt(hints, seen) } : {}
  const shown = { ...seenAt(picture, seen, paperOf(input), seesHoles(input)), ...told }
  const result = await run(tensorOf(shown, input), [1, input.channels.length, seen.height, seen.width])
  const count = seen.width * seen.height
  const size = within(picture, GUIDE_SIDE)
  const guide = lightnessOf(seenAt(picture, size).data)
  // Interpolated between two of the network's pixels, chroma changes over the width of one to either side of an edge: a
  // window twice as wide sees what it is before and after.
  const radius = Math.max(2, Math.round(2 * Math.max(size.width / seen.width, size.height / seen.height)))
  const planes = chromaOf(result, seen, output).map((plane) => enlarge(plane, seen, size))
  const [a, b] = guidedFilter(guide, planes, size, radius, FLAT)
  const lines = { ...size, a: a!, b: b! }
  if (hints) obeyInChroma(lines, hintsAt(hints, size))
  return lines

  /** a* and b* of a result, whatever colours it comes in. */
  function chromaOf(data: Float32Array, at: Size, tensor: PictureNetwork['output']): Float32Array[] {
    const [low, high] = tensor.range
    const found = ['green-red', 'blue-yellow'].map((name) => tensor.channels.indexOf(name as 'green-red'))
    if (found.every((k) => k >= 0))
      return found.map((k) =>
        data
          .subarray(k * count, (k + 1) * count)
          .map((value) => ((2 * (value - low)) / (high - low) - 1) * MAX_CHROMA),
      )
    const lab = labPlanes(colorsOf(data, at, tensor).data)
    return [lab.subarray(count, 2 * count), lab.subarray(2 * count)]
  }
}

const lightnessOf = (colors: Float32Array): Float32Array => labPlanes(colors).subarray(0, colors.length / 3)

/** A plane at another size, by the mean of what each place covers, or between neighbours. */
function enlarge(data: Float32Array, from: Size, to: Size): Float32Array {
  const window = { x: 0, y: 0, ...from }
  const count = to.width * to.height
  return reduce({ ...from, channels: 1, data }, window, to)
    .data.subarray(0, count)
    .map((value) => 255 * value)
}
