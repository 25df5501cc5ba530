import { type DocumentData, hasPixels, type RasterId } from '../../../electron/contract/document/index.ts'
import { inverse, type Matrix, matrixOf, multiply } from '../../document/transform.ts'

export const identityMatrix: Matrix = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }

type SizeOf = (raster: RasterId) => { readonly width: number; readonly height: number }

/**
 * How a crop or a change of size moved the picture: from pixels of the document before to those after. Told by what
 * happened to a layer that is in both; the identity when there is none.
 */
export function reframing(before: DocumentData, after: DocumentData, sizeOf: SizeOf): Matrix {
  for (const old of Object.values(before.layers)) {
    const now = after.layers[old.id]
    if (!hasPixels(old) || !hasPixels(now)) continue
    const from = sizeOf(old.raster)
    const to = sizeOf(now.raster)
    const resampled = { ...identityMatrix, a: to.width / from.width, d: to.height / from.height }
    return multiply(multiply(matrixOf(now.transform), resampled), inverse(matrixOf(old.transform)))
  }
  return identityMatrix
}
