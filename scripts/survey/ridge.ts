import { largest } from './numbers.ts'

/** Numbers per example, and its class. */
export interface Coded {
  codes: readonly Float32Array[]
  labels: readonly number[]
}

/**
 * Share of tests that ridge regression onto the classes (one against all, with a constant) sorts right. Codes are brought to mean
 * 0 and deviation 1 by those of training.
 */
export function ridgeShare(training: Coded, tests: Coded, classes: number, penalty = 10): number {
  const width = training.codes[0]!.length
  const scale = scaleOf(training.codes)
  const rows = training.codes.map((code) => standard(code, scale))
  const normal = Array.from({ length: width + 1 }, (_, i) =>
    Array.from({ length: width + 1 }, (_, j) =>
      rows.reduce((sum, row) => sum + row[i]! * row[j]!, i === j && i < width ? penalty : 0),
    ),
  )
  const targets = Array.from({ length: width + 1 }, (_, i) => {
    const sums = new Array<number>(classes).fill(0)
    for (const [k, row] of rows.entries()) sums[training.labels[k]!]! += row[i]!
    return sums
  })
  const weights = solved(normal, targets)
  const right = tests.codes.filter((code, k) => {
    const row = standard(code, scale)
    const scores = Array.from({ length: classes }, (_, c) =>
      row.reduce((sum, x, i) => sum + x * weights[i]![c]!, 0),
    )
    return largest(scores) === tests.labels[k]
  })
  return right.length / tests.codes.length
}

function scaleOf(codes: readonly Float32Array[]) {
  return Array.from(codes[0]!, (_, i) => {
    const mean = codes.reduce((sum, code) => sum + code[i]!, 0) / codes.length
    const variance = codes.reduce((sum, code) => sum + (code[i]! - mean) ** 2, 0) / codes.length
    return { mean, deviation: Math.sqrt(variance) + 1e-6 }
  })
}

const standard = (code: Float32Array, scale: ReturnType<typeof scaleOf>) => [
  ...Array.from(code, (x, i) => (x - scale[i]!.mean) / scale[i]!.deviation),
  1,
]

/** X of A X = B, A symmetric and positive, by elimination. */
function solved(a: number[][], b: number[][]): number[][] {
  const n = a.length
  for (let k = 0; k < n; k++)
    for (let i = k + 1; i < n; i++) {
      const factor = a[i]![k]! / a[k]![k]!
      for (let j = k; j < n; j++) a[i]![j]! -= factor * a[k]![j]!
      for (let c = 0; c < b[i]!.length; c++) b[i]![c]! -= factor * b[k]![c]!
    }
  for (let i = n - 1; i >= 0; i--)
    for (let c = 0; c < b[i]!.length; c++) {
      for (let j = i + 1; j < n; j++) b[i]![c]! -= a[i]![j]! * b[j]![c]!
      b[i]![c]! /= a[i]![i]!
    }
  return b
}
