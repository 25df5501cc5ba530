import type { ColorPlanes } from '../../imaging/colorPlanes.ts'
import { boxMean } from '../networks/boxMean.ts'
import { brightnessPlane, planesOf } from '../networks/enlarge.ts'

/** The network's pixels around a place, each way, that tell the colours of its lines. */
const INK_REACH = 2
/** What the brightness of all lines counts for beside those around a place, where that is all ink. */
const INK_PRIOR = 0.01

/**
 * The colours that the network gave to lines, at its size. How bright they are is what its result has beyond the areas
 * `between` the lines, over how dark the drawing is there: by least squares around each place, drawn towards what it is
 * over all lines. Their hue is the result's there: the less, the darker they are, since a pixel that is partly ink does not
 * tell whose hue it has.
 */
export function inkColors(result: ColorPlanes, between: ColorPlanes, bright: Float32Array): Float32Array[] {
  const ink = bright.map((value) => 1 - value)
  const mean = (plane: Float32Array) => boxMean(plane, result, INK_REACH)
  const average = (plane: Float32Array) => plane.reduce((sum, value) => sum + value, 0) / plane.length
  const [made, areas] = [brightnessPlane(result), brightnessPlane(between)]
  const squares = mean(ink.map((value) => value * value))
  const product = mean(ink.map((value, i) => value * (made[i]! - areas[i]!)))
  const usual = average(product) / (average(squares) + 1e-6)
  const weights = mean(ink.map((value) => value + 1e-3))
  const around = (plane: Float32Array) =>
    mean(plane.map((value, i) => value * (ink[i]! + 1e-3))).map((sum, i) => sum / weights[i]!)
  const light = around(made)
  const lightness = product.map((sum, i) =>
    Math.min(1, Math.max(0, (sum + INK_PRIOR * usual) / (squares[i]! + INK_PRIOR))),
  )
  return planesOf(result).map((plane) =>
    around(plane).map((color, i) => {
      const share = Math.min(1, lightness[i]! / (light[i]! + 1e-3))
      // The share with the result's hue; the rest is grey.
      return lightness[i]! + share * (color * share - lightness[i]!)
    }),
  )
}
