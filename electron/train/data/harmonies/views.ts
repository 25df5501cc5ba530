import { type ColorPlanes, drawWindow, mirror, reduce } from '../../../imaging/colorPlanes.ts'
import type { Random } from '../../../nets/random.ts'
import { drawRegion } from '../composites/region.ts'
import type { PicturePool } from '../picturePool.ts'
import { CutOuts } from './cutOuts.ts'
import { cropped, croppedPlane, drawFrame, drawMargin } from './frame.ts'

/** Side of the squares in which objects and their surroundings are described. */
export const HARMONY_SIDE = 64

/** Of the regions that are not cut out, the share that hangs together by colour, as objects do: one that cuts through things looks like its surroundings. */
const BY_COLOR = 0.9
/** In most pictures no frame drawn at random holds anything that can be cut out: as many are tried before a region is grown instead. */
const TRIES = 12

/** An object and what is near it. */
export interface View {
  scene: ColorPlanes
  /** How much of each pixel the object covers, in [0, 1]. */
  coverage: Float32Array
}

/** Objects of the pictures of a pool, in a frame about them as where one is pasted. */
export class ObjectViews {
  readonly #pool: PicturePool
  readonly #cutOut: number
  readonly #cutOuts: CutOuts

  /** @param cutOut the share of objects that are cut out of a frame, as a person would, in place of regions of any kind */
  constructor(pool: PicturePool, { cutOut, seed }: { cutOut: number; seed: number }) {
    this.#pool = pool
    this.#cutOut = cutOut
    this.#cutOuts = new CutOuts(seed)
  }

  async draw(random: Random): Promise<View> {
    const found = random.uniform() < this.#cutOut ? await this.#drawCutOut(random) : null
    const { scene, coverage } = found ?? (await this.#drawRegion(random))
    return random.uniform() < 0.5
      ? { scene, coverage }
      : { scene: mirror(scene), coverage: mirroredPlane(coverage, scene.width) }
  }

  /** A part of a picture, of the size of another view. */
  async drawScene(random: Random, { width, height }: ColorPlanes): Promise<ColorPlanes> {
    const picture = await this.#pool.draw(random)
    return reduce(picture, drawWindow(random, picture), { width, height })
  }

  async #drawCutOut(random: Random): Promise<View | null> {
    for (let tried = 0; tried < TRIES; tried++) {
      const { path, picture } = await this.#pool.drawFile(random)
      const found = this.#cutOuts.of(path, picture)
      if (found.length === 0) continue
      const { coverage, box } = found[random.below(found.length)]!
      const margin = drawMargin(random) * Math.max(box.width, box.height)
      const [x, y] = [Math.max(0, box.x - margin), Math.max(0, box.y - margin)]
      const window = {
        x,
        y,
        width: Math.min(picture.width, box.x + box.width + margin) - x,
        height: Math.min(picture.height, box.y + box.height + margin) - y,
      }
      const size = { width: HARMONY_SIDE, height: HARMONY_SIDE }
      const plane = reduce({ ...picture, channels: 1, data: coverage }, window, size)
      return {
        scene: reduce(picture, window, size),
        coverage: plane.data.slice(0, HARMONY_SIDE * HARMONY_SIDE),
      }
    }
    return null
  }

  async #drawRegion(random: Random): Promise<View> {
    const picture = await this.#pool.draw(random)
    const size = { width: HARMONY_SIDE, height: HARMONY_SIDE }
    const whole = reduce(picture, drawWindow(random, picture), size)
    const region = drawRegion(random, whole, BY_COLOR)
    const frame = drawFrame(random, region, whole)
    return { scene: cropped(whole, frame), coverage: croppedPlane(region, whole.width, frame) }
  }
}

function mirroredPlane(plane: Float32Array, width: number): Float32Array {
  return Float32Array.from(plane, (_, i) => plane[i - (i % width) + width - 1 - (i % width)]!)
}
