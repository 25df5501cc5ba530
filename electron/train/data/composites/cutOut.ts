import type { ColorPlanes } from '../../../imaging/colorPlanes.ts'
import { BACKGROUND, grabCut, PERHAPS_OBJECT } from '../../../imaging/grabcut/grabCut.ts'
import type { Random } from '../../../nets/random.ts'
import { soften } from './region.ts'

/** Sides of the frame, as shares of the picture's. */
const MIN_SIDE = 0.3
const MAX_SIDE = 0.75
/** Shares of the picture that an object may cover. */
const MIN_AREA = 0.02
const MAX_AREA = 0.5
const ROUNDS = 3

/**
 * An object as a person would cut it out: what stands out in a frame drawn at random, by its largest piece.
 * @returns its coverage of each pixel, in [0, 1]; nothing where the frame holds no object
 */
export function drawCutOut(random: Random, picture: ColorPlanes): Float32Array | null {
  const { width, height } = picture
  const share = () => MIN_SIDE + (MAX_SIDE - MIN_SIDE) * random.uniform()
  const [w, h] = [Math.round(share() * width), Math.round(share() * height)]
  // The rim of the picture is never the object's, so that both sides have colours.
  const left = 1 + random.below(width - w - 1)
  const top = 1 + random.below(height - h - 1)
  const known = new Uint8Array(width * height).fill(BACKGROUND)
  for (let y = top; y < top + h; y++) known.fill(PERHAPS_OBJECT, y * width + left, y * width + left + w)
  const piece = largestPiece(grabCut(picture, known, ROUNDS), width)
  const area = piece.reduce((sum, inside) => sum + inside, 0) / piece.length
  return area < MIN_AREA || area > MAX_AREA ? null : soften(piece, width, height)
}

/** The largest set of pixels that touch along their sides. */
function largestPiece(side: Uint8Array, width: number): Float32Array {
  const seen = Uint8Array.from(side, (inside) => 1 - inside)
  let largest: number[] = []
  for (let start = 0; start < side.length; start++) {
    if (seen[start]) continue
    seen[start] = 1
    const piece = [start]
    for (const i of piece)
      for (const next of besides(i, width, side.length))
        if (!seen[next]) {
          seen[next] = 1
          piece.push(next)
        }
    if (piece.length > largest.length) largest = piece
  }
  const out = new Float32Array(side.length)
  for (const i of largest) out[i] = 1
  return out
}

function besides(i: number, width: number, count: number): number[] {
  const x = i % width
  return [
    ...(x > 0 ? [i - 1] : []),
    ...(x < width - 1 ? [i + 1] : []),
    ...(i >= width ? [i - width] : []),
    ...(i < count - width ? [i + width] : []),
  ]
}
