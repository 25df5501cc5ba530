import { labPlanes, srgbPlanes } from '../labPlanes.ts'

/*
 * Colour transfer: gives a set of colours the statistics of another. Colours are by plane, red, green and blue in [0, 1].
 */

export type Transfer = (colors: Float32Array, reference: Float32Array) => Float32Array

type Vector = [number, number, number]
type Matrix = [Vector, Vector, Vector]

/** Means and deviations in L*a*b* (after Reinhard et al., *Color Transfer between Images*, 2001, who use lαβ). */
export const reinhard: Transfer = (colors, reference) => {
  const lab = labPlanes(colors)
  const wanted = momentsOf(labPlanes(reference))
  const own = momentsOf(lab)
  const count = lab.length / 3
  for (let c = 0; c < 3; c++) {
    // A set of one colour has no deviation to divide by.
    const factor = Math.min(4, Math.sqrt(wanted.covariance[c]![c]! / Math.max(own.covariance[c]![c]!, 0.05)))
    for (let i = 0; i < count; i++)
      lab[c * count + i] = wanted.mean[c]! + factor * (lab[c * count + i]! - own.mean[c]!)
  }
  return srgbPlanes(lab)
}

/** The linear map that gives the reference's covariance and moves colours least (Pitié and Kokaram 2007). */
export const mkl: Transfer = (colors, reference) => {
  const own = momentsOf(colors)
  const wanted = momentsOf(reference)
  for (let c = 0; c < 3; c++) own.covariance[c]![c]! += 1e-4
  const root = symmetricPower(own.covariance, 0.5)
  const inverse = symmetricPower(own.covariance, -0.5)
  const middle = symmetricPower(product(product(root, wanted.covariance), root), 0.5)
  const map = product(product(inverse, middle), inverse)
  const count = colors.length / 3
  const out = new Float32Array(colors.length)
  for (let i = 0; i < count; i++)
    for (let c = 0; c < 3; c++) {
      let sum = wanted.mean[c]!
      for (let k = 0; k < 3; k++) sum += map[c]![k]! * (colors[k * count + i]! - own.mean[k]!)
      out[c * count + i] = clamp(sum)
    }
  return out
}

/** Channel by channel, the value of the reference at the same rank. */
export const matchHistograms: Transfer = (colors, reference) => {
  const count = colors.length / 3
  const others = reference.length / 3
  const out = new Float32Array(colors.length)
  for (let c = 0; c < 3; c++) {
    const own = colors.subarray(c * count, (c + 1) * count)
    const wanted = reference.slice(c * others, (c + 1) * others).sort()
    const sorted = own.slice().sort()
    for (let i = 0; i < count; i++) {
      const rank = (firstAbove(sorted, own[i]!, false) + firstAbove(sorted, own[i]!, true) - 1) / 2
      const at = ((rank + 0.5) / count) * others - 0.5
      const low = Math.max(0, Math.min(others - 1, Math.floor(at)))
      const high = Math.min(others - 1, low + 1)
      const share = Math.min(1, Math.max(0, at - low))
      out[c * count + i] = (1 - share) * wanted[low]! + share * wanted[high]!
    }
  }
  return out
}

export const transfers = { reinhard, mkl, histogram: matchHistograms } as const
export type TransferName = keyof typeof transfers

/** The first index whose value is at least `value`, or above it. */
function firstAbove(sorted: Float32Array, value: number, strictly: boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value || (strictly && sorted[middle] === value)) low = middle + 1
    else high = middle
  }
  return low
}

function momentsOf(planes: Float32Array): { mean: Vector; covariance: Matrix } {
  const count = planes.length / 3
  const mean: Vector = [0, 0, 0]
  const covariance: Matrix = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ]
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < count; i++) mean[c]! += planes[c * count + i]!
    mean[c]! /= count
  }
  for (let a = 0; a < 3; a++)
    for (let b = 0; b < 3; b++) {
      let sum = 0
      for (let i = 0; i < count; i++)
        sum += (planes[a * count + i]! - mean[a]!) * (planes[b * count + i]! - mean[b]!)
      covariance[a]![b] = sum / count
    }
  return { mean, covariance }
}

function product(a: Matrix, b: Matrix): Matrix {
  return a.map((row) =>
    [0, 1, 2].map((j) => row[0] * b[0][j]! + row[1] * b[1][j]! + row[2] * b[2][j]!),
  ) as Matrix
}

/** A power of a symmetric matrix without negative eigenvalues, by Jacobi's rotations. */
function symmetricPower(matrix: Matrix, power: number): Matrix {
  const a = matrix.map((row) => [...row]) as Matrix
  const vectors: Matrix = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]
  for (let sweep = 0; sweep < 12; sweep++)
    for (const [p, q] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      if (Math.abs(a[p][q]!) < 1e-15) continue
      const angle = 0.5 * Math.atan2(2 * a[p][q]!, a[p][p]! - a[q][q]!)
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
      for (const rows of [a, vectors])
        for (let k = 0; k < 3; k++) {
          const [x, y] = [rows[k]![p]!, rows[k]![q]!]
          rows[k]![p] = cos * x + sin * y
          rows[k]![q] = cos * y - sin * x
        }
      for (let k = 0; k < 3; k++) {
        const [x, y] = [a[p][k]!, a[q][k]!]
        a[p][k] = cos * x + sin * y
        a[q][k] = cos * y - sin * x
      }
    }
  const values = [0, 1, 2].map((k) => Math.max(a[k]![k]!, 1e-12) ** power)
  return [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) =>
      [0, 1, 2].reduce((sum, k) => sum + vectors[i]![k]! * values[k]! * vectors[j]![k]!, 0),
    ),
  ) as Matrix
}

const clamp = (value: number) => Math.min(1, Math.max(0, value))
