import type { Pixels } from '../../contract/pixels.ts'
import { encodedOf } from '../../imaging/lab.ts'
import { Random } from '../../nets/random.ts'
import { type PairingName, pairings } from '../../train/data/pairings/index.ts'
import type { Pairing } from '../../train/data/pairings/pairing.ts'
import { byteOf, Enlargement } from '../networks/enlarge.ts'
import { boxMean } from '../networks/guidedFilter.ts'
import { fittedSize } from '../networks/sizes.ts'
import { cut, seenAt } from '../networks/tensors.ts'
import type { PictureNetwork, Size, Work } from '../networks/work.ts'
import { lights, luminanceOf } from './chroma.ts'

/** Rows between breaths. */
const STRIP = 64

/** The pairing that a model's input is made of a photo by; null where there is none. */
export function pairingOf({ translation }: Pick<PictureNetwork, 'translation'>): PairingName | null {
  if (translation.kind === 'color') return 'gray'
  return (translation.kind === 'drawing' && translation.pairing) || null
}

/**
 * Makes what would be drawn for a network of a photo, as the pictures that it learned from were made: a start to draw on.
 * It is made at the size at which the network sees it, and comes to the photo's size with smooth borders.
 *
 * @param side of the photo as the network sees it, the shorter one
 * @param seed of what the pairing leaves to chance
 * @returns 3 channels of the photo's size; 4 where the pairing makes holes
 */
export async function prepare(
  picture: Pixels,
  pairing: PairingName,
  { input, translation }: Pick<PictureNetwork, 'input' | 'translation'>,
  { side = translation.side, seed }: { side?: number | undefined; seed: number },
  { breathe }: Work,
): Promise<Pixels> {
  const { width, height } = picture
  const size = fittedSize(picture, input.size, side).inner
  await breathe(0, height)
  const { inputs, pair }: Pairing = pairings[pairing]
  const made =
    pairing === 'gray'
      ? null
      : pair.call(pairings[pairing], seenAt(picture, size), new Random(seed, 'prepare'))
  const planes = Array.from({ length: inputs }, (_, k) =>
    made ? made.input.subarray(k * size.width * size.height, (k + 1) * size.width * size.height) : null,
  )
  const channels = pairing === 'holes' ? 4 : 3
  const out: Pixels = { width, height, channels, data: new Uint8Array(width * height * channels) }
  const rows = rowsOf(pairing, planes as Float32Array[], size, picture)
  for (let y = 0; y < height; y++) {
    if (y % STRIP === 0) await breathe(y, height)
    rows(y, out.data.subarray(channels * y * width, channels * (y + 1) * width))
  }
  return out
}

/** Writes a row of the result. */
type Row = (y: number, out: Uint8Array) => void

function rowsOf(pairing: PairingName, planes: Float32Array[], size: Size, picture: Pixels): Row {
  switch (pairing) {
    case 'gray':
      return grey(picture)
    case 'edges':
      return lines(planes[0]!, size, picture)
    case 'flat':
      return areas(planes, size, picture)
    case 'low-resolution':
      return smooth(planes, size, picture)
    case 'holes':
      return holes(planes.at(-1)!, size, picture)
  }
}

/** The grey of the same luminance. */
function grey(picture: Pixels): Row {
  const { width } = picture
  return (y, out) => {
    const { data } = cut(picture, { x: 0, y, width, height: 1 })
    for (let x = 0; x < width; x++) {
      const [r, g, b] = [0, 1, 2].map((c) => lights[byteOf(data[c * width + x]!)]!)
      out.fill(byteOf(encodedOf(luminanceOf(r!, g!, b!))), 3 * x, 3 * x + 3)
    }
  }
}

/** Lines of one pixel of the network's, ink -1 on paper 1, as smooth strokes as wide as that. */
function lines(plane: Float32Array, size: Size, to: Size): Row {
  const ink = plane.map((value) => (1 - value) / 2)
  // A little wider than the line, so that its steps run together, and cut off again where half of it is left.
  const soft = boxMean(ink, size, 1).map((mean, i) => 0.5 * ink[i]! + 1.5 * mean)
  const larger = new Enlargement([soft], size, to)
  const row = new Float32Array(to.width)
  const scale = Math.max(1, to.width / size.width, to.height / size.height)
  return (y, out) => {
    larger.write(0, y, row, 0)
    for (let x = 0; x < to.width; x++) {
      const dark = Math.min(1, Math.max(0, 0.5 + (row[x]! - LINE_LEVEL) * scale))
      out.fill(byteOf(1 - dark), 3 * x, 3 * x + 3)
    }
  }
}
/** Softened ink at the border of a stroke. */
const LINE_LEVEL = 0.72

/** Areas of one colour each: every pixel has the colour that most of the network's pixels around it have. */
function areas(planes: readonly Float32Array[], size: Size, to: Size): Row {
  const colors = Array.from(planes[0]!, (_, i) =>
    planes.reduce((key, plane) => 256 * key + byteOf((plane[i]! + 1) / 2), 0),
  )
  const along = (at: number, count: number, other: number) => {
    const place = Math.min(other - 1, Math.max(0, ((at + 0.5) * other) / count - 0.5))
    const first = Math.floor(place)
    return { first, second: Math.min(other - 1, first + 1), share: place - first }
  }
  const columns = Array.from({ length: to.width }, (_, x) => along(x, to.width, size.width))
  return (y, out) => {
    const row = along(y, to.height, size.height)
    for (let x = 0; x < to.width; x++) {
      const column = columns[x]!
      const corners = [
        [row.first, column.first, (1 - row.share) * (1 - column.share)],
        [row.first, column.second, (1 - row.share) * column.share],
        [row.second, column.first, row.share * (1 - column.share)],
        [row.second, column.second, row.share * column.share],
      ] as const
      let best = 0
      let max = -1
      for (const [r, c] of corners) {
        const color = colors[r * size.width + c]!
        let votes = 0
        for (const [r2, c2, weight] of corners) if (colors[r2 * size.width + c2] === color) votes += weight
        if (votes > max) [max, best] = [votes, color]
      }
      out[3 * x] = best >> 16
      out[3 * x + 1] = (best >> 8) & 255
      out[3 * x + 2] = best & 255
    }
  }
}

function smooth(planes: readonly Float32Array[], size: Size, to: Size): Row {
  const larger = new Enlargement(planes, size, to)
  const row = new Float32Array(to.width)
  return (y, out) => {
    for (let c = 0; c < 3; c++) {
      larger.write(c, y, row, 0)
      for (let x = 0; x < to.width; x++) out[3 * x + c] = byteOf((row[x]! + 1) / 2)
    }
  }
}

/** The photo, transparent where the pairing made holes, 1 inside and -1 outside. */
function holes(plane: Float32Array, size: Size, picture: Pixels): Row {
  const { width } = picture
  const larger = new Enlargement([plane], size, picture)
  const row = new Float32Array(width)
  const scale = Math.max(1, width / size.width)
  return (y, out) => {
    larger.write(0, y, row, 0)
    const { data } = cut(picture, { x: 0, y, width, height: 1 })
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) out[4 * x + c] = byteOf(data[c * width + x]!)
      out[4 * x + 3] = byteOf(0.5 - (row[x]! * scale) / 2)
    }
  }
}
