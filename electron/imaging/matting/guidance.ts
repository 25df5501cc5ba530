import type { ColorPlanes } from '../colorPlanes.ts'
import { Windows } from './windows.ts'

/** Per pixel a linear function of its colour: planes of the factors of red, green and blue, and of the constant. */
export interface LinearModels {
  readonly width: number
  readonly height: number
  /** `4 * width * height` numbers. */
  readonly data: Float32Array
}

/**
 * A picture along whose edges planes are fitted: in each window a plane is taken for a linear function of the picture's
 * colours (He, Sun and Tang, "Guided image filtering", TPAMI 2013, equations 14 and 15).
 */
export class Guidance {
  readonly windows: Windows
  readonly #colors: readonly Float32Array[]
  readonly #means: readonly Float32Array[]
  /** The inverse covariance of each window, its upper triangle row by row. */
  readonly #inverse: readonly Float32Array[]
  readonly #scratch: readonly Float32Array[]

  /**
   * @param reach of the windows, in pixels
   * @param epsilon what is added to the variances: colours that differ by less than its root are taken for noise
   */
  constructor({ width, height, data }: ColorPlanes, reach: number, epsilon: number) {
    const count = width * height
    this.windows = new Windows(width, height, reach)
    this.#colors = [0, 1, 2].map((c) => data.subarray(c * count, (c + 1) * count))
    this.#means = this.#colors.map((plane) => this.windows.mean(plane))
    this.#inverse = this.#invert(epsilon)
    this.#scratch = [0, 1, 2, 3].map(() => new Float32Array(count))
  }

  /** The models that come nearest to `plane`, each the mean of those of all windows its pixel lies in. */
  fit(plane: Float32Array): LinearModels {
    const { width, height } = this.windows
    const count = width * height
    const data = new Float32Array(4 * count)
    const [factorR, factorG, factorB, constant] = [0, 1, 2, 3].map((k) =>
      data.subarray(k * count, (k + 1) * count),
    ) as [Float32Array, Float32Array, Float32Array, Float32Array]
    const mean = this.windows.mean(plane, this.#scratch[3]!)
    const [withR, withG, withB] = this.#colors.map((color, c) => {
      const product = this.#scratch[c]!
      for (let i = 0; i < count; i++) product[i] = color[i]! * plane[i]!
      return this.windows.mean(product, product)
    }) as [Float32Array, Float32Array, Float32Array]
    const [meanR, meanG, meanB] = this.#means as [Float32Array, Float32Array, Float32Array]
    const [rr, rg, rb, gg, gb, bb] = this.#inverse as Float32Array[] & { length: 6 }
    for (let i = 0; i < count; i++) {
      const p = mean[i]!
      const r = withR[i]! - meanR[i]! * p
      const g = withG[i]! - meanG[i]! * p
      const b = withB[i]! - meanB[i]! * p
      const ofR = rr![i]! * r + rg![i]! * g + rb![i]! * b
      const ofG = rg![i]! * r + gg![i]! * g + gb![i]! * b
      const ofB = rb![i]! * r + gb![i]! * g + bb![i]! * b
      factorR[i] = ofR
      factorG[i] = ofG
      factorB[i] = ofB
      constant[i] = p - ofR * meanR[i]! - ofG * meanG[i]! - ofB * meanB[i]!
    }
    for (const model of [factorR, factorG, factorB, constant]) this.windows.mean(model, model)
    return { width, height, data }
  }

  /** The plane as its models see it: smooth where the picture is, with edges where the picture has them. */
  filter(plane: Float32Array): Float32Array {
    const { data } = this.fit(plane)
    const count = plane.length
    const [red, green, blue] = this.#colors as [Float32Array, Float32Array, Float32Array]
    const out = new Float32Array(count)
    for (let i = 0; i < count; i++)
      out[i] =
        data[i]! * red[i]! +
        data[count + i]! * green[i]! +
        data[2 * count + i]! * blue[i]! +
        data[3 * count + i]!
    return out
  }

  #invert(epsilon: number): Float32Array[] {
    const pairs = [
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 1],
      [1, 2],
      [2, 2],
    ] as const
    const planes = pairs.map(([p, q]) => {
      const [a, b] = [this.#colors[p]!, this.#colors[q]!]
      const product = Float32Array.from(a, (value, i) => value * b[i]!)
      return this.windows.mean(product, product)
    })
    const [rr, rg, rb, gg, gb, bb] = planes as Float32Array[]
    const [meanR, meanG, meanB] = this.#means as [Float32Array, Float32Array, Float32Array]
    for (let i = 0; i < meanR.length; i++) {
      const [r, g, b] = [meanR[i]!, meanG[i]!, meanB[i]!]
      const a00 = rr![i]! - r * r + epsilon
      const a01 = rg![i]! - r * g
      const a02 = rb![i]! - r * b
      const a11 = gg![i]! - g * g + epsilon
      const a12 = gb![i]! - g * b
      const a22 = bb![i]! - b * b + epsilon
      const c00 = a11 * a22 - a12 * a12
      const c01 = a02 * a12 - a01 * a22
      const c02 = a01 * a12 - a02 * a11
      const scale = 1 / (a00 * c00 + a01 * c01 + a02 * c02)
      rr![i] = scale * c00
      rg![i] = scale * c01
      rb![i] = scale * c02
      gg![i] = scale * (a00 * a22 - a02 * a02)
      gb![i] = scale * (a01 * a02 - a00 * a12)
      bb![i] = scale * (a00 * a11 - a01 * a01)
    }
    return planes
  }
}
