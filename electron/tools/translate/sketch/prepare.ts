import type { Pixels } from '../../../contract/pixels.ts'
import { encodedOf } from '../../../imaging/srgbTransfer.ts'
import { Random } from '../../../nets/random.ts'
import { drawEdges } from '../../../train/data/pairings/edges.ts'
import { type PairingName, pairings } from '../../../train/data/pairings/index.ts'
import { byteOf, Enlargement } from '../../networks/enlarge.ts'
import { fittedSize } from '../../networks/sizes.ts'
import { cut, seenAt } from '../../networks/tensors.ts'
import type { PictureNetwork, Size, Work } from '../../networks/work.ts'
import { lights, luminanceOf } from '../chroma.ts'
import { FlatAreas } from './flatAreas.ts'
import { Inker } from './inker.ts'
import { strokesOf } from './strokes.ts'

/** Rows between breaths. */
const STRIP = 32
/** Width of a line, in the network's pixels. */
const LINE_WIDTH = 1.25

/** Pairings by which a picture is made; where a pairing has hints, the user gives them. */
export type DrawnPairing = Exclude<PairingName, 'gray-hints' | 'edges-hints'>

/** The pairing that a model's input is made of a photo by; null where there is none. */
export function pairingOf({ translation }: Pick<PictureNetwork, 'translation'>): DrawnPairing | null {
  if (translation.kind === 'color') return 'gray'
  return (translation.kind === 'drawing' && translation.pairing) || null
}

/**
 * Makes what would be drawn for a network of a photo, as the pictures that it learned from were made: a start to draw on.
 * What is drawn is decided at the size at which the network sees it; lines and areas are then made at the photo's own
 * size, smooth and sharp.
 *
 * @param side of the photo as the network sees it, the shorter one
 * @param seed of what the pairing leaves to chance
 * @returns 3 channels of the photo's size; 4 where the pairing makes holes
 */
export async function prepare(
  picture: Pixels,
  pairing: DrawnPairing,
  { input, translation }: Pick<PictureNetwork, 'input' | 'translation'>,
  { side = translation.side, seed }: { side?: number | undefined; seed: number },
  { breathe }: Work,
): Promise<Pixels> {
  const { width, height } = picture
  const size = fittedSize(picture, input.size, side).inner
  await breathe(0, height)
  const rows = rowsOf(pairing, picture, size, new Random(seed, 'prepare'))
  const channels = pairing === 'holes' ? 4 : 3
  const out: Pixels = { width, height, channels, data: new Uint8Array(width * height * channels) }
  for (let y = 0; y < height; y++) {
    if (y % STRIP === 0) await breathe(y, height)
    rows(y, out.data.subarray(channels * y * width, channels * (y + 1) * width))
  }
  return out
}

/** Writes a row of the result. Rows are asked for from the top down. */
type Row = (y: number, out: Uint8Array) => void

function rowsOf(pairing: DrawnPairing, picture: Pixels, size: Size, random: Random): Row {
  const count = size.width * size.height
  const planesBy = (name: 'flat' | 'low-resolution' | 'holes') => {
    const { input } = pairings[name].pair(seenAt(picture, size), random)
    return Array.from({ length: pairings[name].inputs }, (_, k) => input.subarray(k * count, (k + 1) * count))
  }
  switch (pairing) {
    case 'gray':
      return grey(picture)
    case 'edges':
      return lines(picture, size, random)
    case 'flat': {
      const areas = new FlatAreas(planesBy('flat'), size, picture)
      return (y, out) => areas.write(y, out)
    }
    case 'low-resolution':
      return smooth(planesBy('low-resolution'), size, picture)
    case 'holes':
      return holes(planesBy('holes').at(-1)!, size, picture)
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

/** Edges of the photo as smooth lines, as wide as the network knows them. */
function lines(picture: Pixels, size: Size, random: Random): Row {
  const { width, height } = picture
  const scale = Math.max(1, Math.min(width / size.width, height / size.height))
  const strokes = strokesOf(drawEdges(seenAt(picture, size), random), size)
  const inker = new Inker(strokes, size, picture, LINE_WIDTH * scale)
  const ink = new Float32Array(width)
  return (y, out) => {
    inker.write(y, ink)
    for (let x = 0; x < width; x++) out.fill(byteOf(1 - ink[x]!), 3 * x, 3 * x + 3)
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
