import { basename } from 'node:path'
import { type RgbBytes, reduce, type Window } from '../../../imaging/colorPlanes.ts'
import { Random } from '../../../nets/random.ts'
import { drawCutOut } from '../composites/cutOut.ts'

/** Short side at which objects are looked for: enough for an edge, and a cut takes a twentieth of a second. */
const SHORT_SIDE = 96
/** Frames tried in each picture. */
const FRAMES = 5
/** Of 255: what is covered less is no part of an object's box. */
const RIM = 8

export interface CutOut {
  /** From 0 to 255, of the size of the picture. */
  coverage: Uint8Array
  /** What it covers, in pixels of the picture. */
  box: Window
}

/** The objects that frames in pictures hold, looked for once a picture. */
export class CutOuts {
  readonly #seed: number
  readonly #found = new Map<string, readonly CutOut[]>()

  constructor(seed: number) {
    this.#seed = seed
  }

  /** What is found depends on the picture, its name and the seed, and not on when it is asked for. */
  of(path: string, picture: RgbBytes): readonly CutOut[] {
    const known = this.#found.get(path)
    if (known) return known
    const found = this.#look(path, picture)
    this.#found.set(path, found)
    return found
  }

  #look(path: string, picture: RgbBytes): CutOut[] {
    const scale = Math.min(1, SHORT_SIDE / Math.min(picture.width, picture.height))
    const width = Math.round(scale * picture.width)
    const height = Math.round(scale * picture.height)
    const small = reduce(
      picture,
      { x: 0, y: 0, width: picture.width, height: picture.height },
      { width, height },
    )
    const random = new Random(this.#seed, `cut-outs of ${basename(path)}`)
    return Array.from({ length: FRAMES }, () => drawCutOut(random, small)).flatMap((plane) =>
      plane ? [enlarged(plane, { width, height }, picture)] : [],
    )
  }
}

/** A cut-out of a reduced picture at the picture's own size. */
function enlarged(
  plane: Float32Array,
  { width, height }: { width: number; height: number },
  picture: RgbBytes,
): CutOut {
  const bytes = {
    width,
    height,
    channels: 1,
    data: Uint8Array.from(plane, (cover) => Math.round(255 * cover)),
  }
  const { data } = reduce(bytes, { x: 0, y: 0, width, height }, picture)
  const count = picture.width * picture.height
  const coverage = new Uint8Array(count)
  let [left, top, right, bottom] = [picture.width, picture.height, 0, 0]
  for (let i = 0; i < count; i++) {
    coverage[i] = Math.round(255 * data[i]!)
    if (coverage[i]! <= RIM) continue
    const [x, y] = [i % picture.width, Math.floor(i / picture.width)]
    left = Math.min(left, x)
    right = Math.max(right, x + 1)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y + 1)
  }
  return { coverage, box: { x: left, y: top, width: right - left, height: bottom - top } }
}
