import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { GanvasError } from '../../contract/errors.ts'
import type { TwoKindsGame } from '../../contract/procedures/lab.ts'
import { type Text, text } from '../../contract/text.ts'
import { decodeAsPicture } from '../../imaging/codecs/decode.ts'
import { type ColorPlanes, type RgbBytes, reduce } from '../../imaging/colorPlanes.ts'
import { listPictures } from '../../train/data/pictureFiles.ts'

/*
 * Which game between two kinds of pictures suits two folders, measured on some pictures of each: whether one kind is drawn by
 * lines on a plain ground, and whether both have like shapes.
 */

/** Pictures of a folder that are looked at, evenly chosen, and their side then. */
const [LOOKED_AT, SIDE] = [32, 32]
/** Share of a picture that is of one level, from which on it is a plain ground, and colourfulness below which it is none. */
const [PLAIN, COLOURLESS] = [0.5, 0.08]
/** Of how alike pictures of one kind are, what those of the two must be for their shapes to be the same. */
const LIKE = 0.6

export interface Advice {
  game: TwoKindsGame
  /** Why, by what was measured. */
  said: Text
}

/** @throws GanvasError `invalid-input` for a folder of which nothing can be opened; `disk` */
export async function adviseGame(a: string, b: string, signal?: AbortSignal): Promise<Advice> {
  const [first, second] = [await someOf(a, signal), await someOf(b, signal)]
  if (isDrawn(first) !== isDrawn(second)) return { game: 'dualgan', said: text('lab.adviceLines') }
  const share = likeShapes(first.map(edgesOf), second.map(edgesOf))
  const percent = Math.round(100 * Math.min(1, share))
  return share < LIKE
    ? { game: 'discogan', said: text('lab.adviceShapes', { percent }) }
    : { game: 'cyclegan', said: text('lab.adviceLooks', { percent }) }
}

/** Squares in their middle, small. */
async function someOf(folder: string, signal?: AbortSignal): Promise<ColorPlanes[]> {
  const names = await listPictures(folder)
  const stride = Math.max(1, Math.ceil(names.length / LOOKED_AT))
  const found: ColorPlanes[] = []
  for (const name of names.filter((_, index) => index % stride === 0)) {
    signal?.throwIfAborted()
    const path = join(folder, name)
    // What cannot be opened is told of by the check of the folder.
    const picture = await readFile(path)
      .then((bytes) => decodeAsPicture(bytes, basename(name)))
      .catch(() => null)
    if (picture) found.push(reduce(picture as RgbBytes, middleOf(picture), { width: SIDE, height: SIDE }))
  }
  if (found.length < 2) throw new GanvasError('invalid-input', text('lab.noPictures', { folder }))
  return found
}

function middleOf({ width, height }: { width: number; height: number }) {
  const side = Math.min(width, height)
  return { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side }
}

const PIXELS = SIDE * SIDE

const greyOf = ({ data }: ColorPlanes): Float32Array =>
  Float32Array.from({ length: PIXELS }, (_, k) => (data[k]! + data[PIXELS + k]! + data[2 * PIXELS + k]!) / 3)

/** Whether pictures are lines: mostly of one level, and without colours. */
export function isDrawn(pictures: readonly ColorPlanes[]): boolean {
  const plain = pictures.map((picture) => {
    const counts = new Array<number>(16).fill(0)
    for (const level of greyOf(picture)) counts[Math.min(15, Math.floor(16 * level))]!++
    return Math.max(...counts) / PIXELS
  })
  const colour = pictures.map(({ data }) => {
    let sum = 0
    for (let k = 0; k < PIXELS; k++) {
      const [r, g, b] = [data[k]!, data[PIXELS + k]!, data[2 * PIXELS + k]!]
      sum += Math.max(r, g, b) - Math.min(r, g, b)
    }
    return sum / PIXELS
  })
  return mean(plain) >= PLAIN && mean(colour) <= COLOURLESS
}

/** Where a picture changes: the length of its slope, smoothed, with mean 0 and length 1. */
function edgesOf(picture: ColorPlanes): Float32Array {
  const grey = greyOf(picture)
  const at = (values: Float32Array, x: number, y: number) =>
    values[Math.min(SIDE - 1, Math.max(0, y)) * SIDE + Math.min(SIDE - 1, Math.max(0, x))]!
  const each = (value: (x: number, y: number) => number) =>
    Float32Array.from({ length: PIXELS }, (_, k) => value(k % SIDE, Math.floor(k / SIDE)))
  let edges = each((x, y) =>
    Math.hypot(at(grey, x + 1, y) - at(grey, x - 1, y), at(grey, x, y + 1) - at(grey, x, y - 1)),
  )
  for (let pass = 0; pass < 2; pass++) {
    const before = edges
    edges = each((x, y) => mean([-1, 0, 1].flatMap((v) => [-1, 0, 1].map((u) => at(before, x + u, y + v)))))
  }
  const middle = mean(edges)
  const length = Math.hypot(...edges.map((value) => value - middle)) || 1
  return edges.map((value) => (value - middle) / length)
}

/**
 * How alike the shapes of two kinds are: how well each picture's edges correlate with those of the other kind that are most like
 * them, as a share of the same within its own kind. Near 1: the same shapes; near 0: others.
 */
export function likeShapes(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  const nearest = (from: readonly Float32Array[], to: readonly Float32Array[]) =>
    mean(from.map((each) => Math.max(...to.map((other) => (other === each ? -1 : product(each, other))))))
  const within = (nearest(a, a) + nearest(b, b)) / 2
  const across = (nearest(a, b) + nearest(b, a)) / 2
  return within <= 0 ? 1 : Math.max(0, across / within)
}

const mean = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += values[k]!
  return sum / values.length
}

const product = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, k) => sum + value * b[k]!, 0)
