import { boxMean } from './boxMean.ts'
import type { Size } from './work.ts'

/** The local linear model of the guided filter: factor x guide + offset at each pixel, planes [height, width]. */
export interface Affine {
  readonly factor: Float32Array
  readonly offset: Float32Array
}

/**
 * The guided filter of He, Sun and Tang (2013) in the form that He and Sun (2015) apply at another size than they
 * compute it: in every window of side 2 `radius` + 1 the picture is fitted by a line over the guide, and each place
 * takes the mean of the lines of the windows around it. The result keeps the edges of the guide.
 *
 * @param guide [height, width]
 * @param pictures what is filtered, each [height, width]
 * @param radius in pixels
 * @param epsilon a variance of the guide that still counts as flat, in its units squared
 */
export function guidedFilter(
  guide: Float32Array,
  pictures: readonly Float32Array[],
  size: Size,
  radius: number,
  epsilon: number,
): Affine[] {
  const mean = (plane: Float32Array) => boxMean(plane, size, radius)
  const meanGuide = mean(guide)
  const variance = mean(guide.map((value) => value * value)).map((square, i) => square - meanGuide[i]! ** 2)
  return pictures.map((picture) => {
    const meanPicture = mean(picture)
    const meanProduct = mean(guide.map((value, i) => value * picture[i]!))
    const factor = meanProduct.map(
      (product, i) => (product - meanGuide[i]! * meanPicture[i]!) / (variance[i]! + epsilon),
    )
    const offset = meanPicture.map((m, i) => m - factor[i]! * meanGuide[i]!)
    return { factor: mean(factor), offset: mean(offset) }
  })
}
