/**
 * The mean over a square of `2 reach + 1` pixels a side, of a plane that is zero beyond its border. Three of them in a
 * row are nearly a Gaussian.
 */
export function boxMean(plane: Float32Array, width: number, height: number, reach: number): Float32Array {
  return alongAxis(alongAxis(plane, width, height, 1, width, reach), height, width, width, 1, reach)
}

function alongAxis(
  plane: Float32Array,
  length: number,
  lines: number,
  stride: number,
  lineStride: number,
  reach: number,
): Float32Array {
  const out = new Float32Array(plane.length)
  const share = 1 / (2 * reach + 1)
  for (let line = 0; line < lines; line++) {
    const from = line * lineStride
    let sum = 0
    for (let k = 0; k < Math.min(reach, length); k++) sum += plane[from + k * stride]!
    for (let k = 0; k < length; k++) {
      if (k + reach < length) sum += plane[from + (k + reach) * stride]!
      if (k - reach - 1 >= 0) sum -= plane[from + (k - reach - 1) * stride]!
      out[from + k * stride] = Math.max(0, sum) * share
    }
  }
  return out
}
