/** A picture of 8 bits a channel, channels interleaved. */
export interface PictureBytes {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly data: ArrayLike<number>
}

const RADIUS = 5
const SIGMA = 1.5
/** Keep quotients of small means and variances stable: (K L)^2 with K of the paper and L = 255. */
const MEAN_FLOOR = (0.01 * 255) ** 2
const VARIANCE_FLOOR = (0.03 * 255) ** 2

/**
 * Structural similarity (Wang, Bovik, Sheikh, Simoncelli 2004): means, variances and covariance under a Gaussian
 * window of 11 pixels with sigma 1.5, compared wherever the window lies inside; the mean over places and channels.
 * Both pictures are of one size, at least 11 pixels on each side.
 */
export const ssim = (a: PictureBytes, b: PictureBytes): number => similarity(a, b).whole

/** The same, and without the comparison of means: of contrast and structure alone. */
export function similarity(a: PictureBytes, b: PictureBytes): { whole: number; contrast: number } {
  const { width, height, channels } = a
  let whole = 0
  let contrast = 0
  let count = 0
  for (let c = 0; c < channels; c++) {
    const x = channelOf(a, c)
    const y = channelOf(b, c)
    const [meanX, meanY, squareX, squareY, product] = [
      x,
      y,
      x.map((value) => value * value),
      y.map((value) => value * value),
      x.map((value, i) => value * y[i]!),
    ].map((plane) => windowed(plane, width, height)) as [Plane, Plane, Plane, Plane, Plane]
    for (let i = 0; i < meanX.length; i++) {
      const mx = meanX[i]!
      const my = meanY[i]!
      const means = (2 * mx * my + MEAN_FLOOR) / (mx * mx + my * my + MEAN_FLOOR)
      const covariance = 2 * (product[i]! - mx * my) + VARIANCE_FLOOR
      const variances = squareX[i]! - mx * mx + squareY[i]! - my * my + VARIANCE_FLOOR
      contrast += covariance / variances
      whole += means * (covariance / variances)
    }
    count += meanX.length
  }
  return { whole: whole / count, contrast: contrast / count }
}

type Plane = Float64Array

function channelOf({ width, height, channels, data }: PictureBytes, channel: number): Plane {
  return Float64Array.from({ length: width * height }, (_, i) => data[channels * i + channel]!)
}

const weights = (() => {
  const raw = Array.from({ length: 2 * RADIUS + 1 }, (_, i) =>
    Math.exp(-((i - RADIUS) ** 2) / (2 * SIGMA ** 2)),
  )
  const total = raw.reduce((a, b) => a + b)
  return raw.map((weight) => weight / total)
})()

/** The weighted mean under the window at each place where it lies inside. */
function windowed(plane: Plane, width: number, height: number): Plane {
  const columns = width - 2 * RADIUS
  const rows = height - 2 * RADIUS
  const across = new Float64Array(columns * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < columns; x++) {
      let sum = 0
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * plane[y * width + x + k]!
      across[y * columns + x] = sum
    }
  const out = new Float64Array(columns * rows)
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      let sum = 0
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * across[(y + k) * columns + x]!
      out[y * columns + x] = sum
    }
  return out
}
