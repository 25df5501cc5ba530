import { colorsOf } from '../networks/tensors.ts'
import { spreadPlaces, tilesOf } from '../networks/tiles.ts'
import {
  type Place,
  type RunNetwork,
  type Size,
  type StyleNetwork,
  scaledSize,
  type Work,
} from '../networks/work.ts'

/** Pieces on which the statistics of a picture are measured, all at once. */
const PIECES = 16
/** A share of a piece's side: what lies nearer to its border has felt that, and counts nowhere. */
const PIECE_MARGIN = 1 / 8
/** Pairs of pieces that tell how far a network looks, and their side. */
const PROBES = 3
const PROBE_SIDE = 256
/** What two colours may differ by where they count as equal, from black to white. */
const EQUAL = 2 / 255

/** Without a margin nothing would pass over from tile to tile. */
const MIN_MARGIN = 2

/** What a network is to see at a place of a picture. */
export type TensorAt = (place: Place) => Float32Array

function together(tensorAt: TensorAt, places: readonly Place[]): Float32Array {
  const tensors = places.map(tensorAt)
  const batch = new Float32Array(tensors.length * tensors[0]!.length)
  for (const [k, tensor] of tensors.entries()) batch.set(tensor, k * tensor.length)
  return batch
}

/** The network with the statistics of a picture: measured on pieces of it as large together as one tile. */
export function statisticsOf(
  tensorAt: TensorAt,
  whole: Size,
  tile: Size,
  multiple: number,
  network: StyleNetwork,
): Promise<RunNetwork> {
  const { size, channels } = network.input
  const side = (extent: number) => Math.max(1, Math.round(extent / Math.sqrt(PIECES) / multiple)) * multiple
  const piece = 'width' in size ? size : { width: side(tile.width), height: side(tile.height) }
  const count = Math.min(PIECES, Math.max(1, Math.floor(network.maxPixels / (piece.width * piece.height))))
  const places = spreadPlaces(whole, piece, count, multiple)
  const margin = Math.floor(PIECE_MARGIN * Math.min(piece.width, piece.height))
  const shape = [places.length, channels.length, piece.height, piece.width]
  return network.fixed(together(tensorAt, places), shape, margin)
}

/**
 * How many pixels at the border of a tile have felt it: found where two pieces that overlap by half differ. A network's
 * receptive field is an upper bound, and far too large: what lies at its rim counts for next to nothing.
 */
export async function marginOf(
  tensorAt: TensorAt,
  whole: Size,
  tile: Size,
  multiple: number,
  { input, output }: StyleNetwork,
  run: RunNetwork,
  { breathe }: Work,
): Promise<number> {
  const fixed = 'width' in input.size
  const down = (extent: number) => Math.floor(extent / (2 * multiple)) * 2 * multiple
  const side = (extent: number) => Math.max(2 * multiple, down(Math.min(PROBE_SIDE, extent)))
  const piece = fixed ? tile : { width: side(tile.width), height: side(tile.height) }
  // The pair lies along the side on which there is room for it.
  const across = whole.width - piece.width >= whole.height - piece.height
  const step = across ? piece.width / 2 : piece.height / 2
  const pair = across
    ? { width: piece.width + step, height: piece.height }
    : { width: piece.width, height: piece.height + step }
  const { scale = 1 } = output
  let margin = MIN_MARGIN
  for (const { x, y } of spreadPlaces(whole, pair, PROBES, multiple)) {
    const results: Float32Array[] = []
    for (const moved of [0, step]) {
      await breathe(0, 1)
      const place = { ...piece, x: across ? x + moved : x, y: across ? y : y + moved }
      const shape = [1, input.channels.length, piece.height, piece.width]
      results.push(colorsOf(await run(tensorAt(place), shape), scaledSize(piece, scale), output).data)
    }
    const found = differingAt(results[0]!, results[1]!, scaledSize(piece, scale), scale * step, across)
    margin = Math.max(margin, Math.ceil(found / scale))
  }
  return Math.min(margin, fittingMargin(whole, tile, multiple))
}

/** The distance from a border up to which two pieces, one of them moved by half, differ where they overlap. */
function differingAt(
  first: Float32Array,
  second: Float32Array,
  piece: Size,
  step: number,
  across: boolean,
): number {
  const count = piece.width * piece.height
  let margin = 0
  for (let at = 0; at < second.length; at++) {
    const x = at % piece.width
    const y = Math.floor((at % count) / piece.width)
    const along = across ? x : y
    if (along >= step) continue
    const other = across ? at + step : at + step * piece.width
    // From the second piece's border, and from the first one's on the other side.
    const distance = Math.min(along + 1, step - along)
    if (distance > margin && Math.abs(second[at]! - first[other]!) > EQUAL) margin = distance
  }
  return margin
}

/** The largest margin that leaves tiles room to advance. */
function fittingMargin(whole: Size, tile: Size, multiple: number): number {
  let margin = Math.floor(Math.min(tile.width, tile.height) / 2)
  while (margin > 0 && !tilesOf(whole, tile, { multiple, margin })) margin--
  return margin
}
