import type { Random } from '../../random.ts'
import { drawWindow, mirror, type RgbBytes, reduce } from '../planes.ts'
import { drawRegion } from './region.ts'
import { drawRelighting, relight } from './relight.ts'

/** A composite whose true answer is known, in [-1, 1], by plane. */
export interface Composite {
  /** Red, green, blue and the object's coverage, which runs from -1 (outside) to 1 as well. */
  input: Float32Array
  /** Red, green and blue of the untouched picture. */
  target: Float32Array
}

/**
 * Takes a part of a picture as an object that was photographed under another light: it is recoloured, relit and
 * pasted back, and what the picture was is what blending should give.
 *
 * @param side of the square the window is scaled to, whatever its aspect
 */
export function drawComposite(random: Random, picture: RgbBytes, side: number): Composite {
  const size = { width: side, height: side }
  const seen = reduce(picture, drawWindow(random, picture), size)
  const truth = random.uniform() < 0.5 ? mirror(seen) : seen
  const coverage = drawRegion(random, truth)
  const object = relight(truth, drawRelighting(random), coverage)
  const count = side * side
  const input = new Float32Array(4 * count)
  for (let i = 0; i < 3 * count; i++) {
    const m = coverage[i % count]!
    input[i] = 2 * (m * object.data[i]! + (1 - m) * truth.data[i]!) - 1
  }
  for (let i = 0; i < count; i++) input[3 * count + i] = 2 * coverage[i]! - 1
  return { input, target: truth.data.map((value) => 2 * value - 1) }
}
