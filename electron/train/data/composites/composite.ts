import { type ColorPlanes, drawWindow, mirror, type RgbBytes, reduce } from '../../../imaging/colorPlanes.ts'
import type { Random } from '../../../nets/random.ts'
import { drawRelighting } from './drawRelighting.ts'
import { drawRegion } from './region.ts'
import { relight } from './relight.ts'

/** A composite whose true answer is known, in [-1, 1], by plane. */
export interface Composite {
  /** Red, green, blue and the object's coverage, which runs from -1 (outside) to 1 as well. */
  input: Float32Array
  /** Red, green and blue of the untouched picture, with the object in its own light. */
  target: Float32Array
}

/**
 * Takes a part of a picture as an object that was photographed under another light: it is recoloured, relit and
 * pasted, and what it was is what blending should give.
 *
 * @param side   of the square that windows are scaled to, whatever their aspect
 * @param origin the picture that the object is a part of; absent: the one it is pasted into, where it belongs
 */
export function drawComposite(random: Random, picture: RgbBytes, side: number, origin?: RgbBytes): Composite {
  const scene = drawView(random, picture, side)
  const own = origin ? drawView(random, origin, side) : scene
  const coverage = drawRegion(random, own)
  const relit = relight(own, drawRelighting(random), coverage)
  const count = side * side
  const input = new Float32Array(4 * count)
  const target = new Float32Array(3 * count)
  for (let i = 0; i < 3 * count; i++) {
    const m = coverage[i % count]!
    const around = (1 - m) * scene.data[i]!
    input[i] = 2 * (m * relit.data[i]! + around) - 1
    target[i] = 2 * (m * own.data[i]! + around) - 1
  }
  for (let i = 0; i < count; i++) input[3 * count + i] = 2 * coverage[i]! - 1
  return { input, target }
}

function drawView(random: Random, picture: RgbBytes, side: number): ColorPlanes {
  const seen = reduce(picture, drawWindow(random, picture), { width: side, height: side })
  return random.uniform() < 0.5 ? mirror(seen) : seen
}
