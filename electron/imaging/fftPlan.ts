import type { KernelMemory } from './memory.ts'

/** Bytes of a complex value of four signals. */
const COMPLEX_BYTES = 32
/** Above it, a prime factor by its definition costs more than a convolution. */
const LARGEST_RADIX = 13

/** A cosine transform of one length, laid out in the kernels' memory. */
export interface DctPlan {
  n: number
  /** The record that kernels take. */
  pointer: number
  /** Scratch that a thread needs to transform a pair of signals. */
  scratchBytes: number
}

/** Plans a DCT-II / DCT-III of any length, prime included. Its tables are computed in double precision. */
export function planDct(memory: KernelMemory, n: number): DctPlan {
  const { pointer, longest } = planFft(memory, n)
  const half = Math.floor(n / 2)
  const trig = new Float32Array(2 * half + 2)
  for (let k = 0; k <= half; k++) {
    trig[2 * k] = Math.cos((Math.PI * k) / (2 * n))
    trig[2 * k + 1] = Math.sin((Math.PI * k) / (2 * n))
  }
  const buffer = longest * COMPLEX_BYTES
  return { n, pointer: memory.store([pointer, n, memory.store(trig), buffer]), scratchBytes: 2 * buffer }
}

function planFft(memory: KernelMemory, n: number): { pointer: number; longest: number } {
  const factors = factorise(n)
  if (factors.every((f) => f <= LARGEST_RADIX)) {
    const table = memory.store(twiddles(n, factors))
    return {
      pointer: memory.store([n, factors.length, memory.store(factors), table, 0, 0, 0]),
      longest: n,
    }
  }
  const long = nextSmooth(2 * n - 1)
  const convolution = planFft(memory, long).pointer
  const { chirp, spectrum } = chirps(n, long)
  return {
    pointer: memory.store([n, 0, 0, 0, convolution, memory.store(chirp), memory.store(spectrum)]),
    longest: long,
  }
}

/** Radix 4 first: it is the cheapest an element. */
function factorise(n: number): number[] {
  const factors: number[] = []
  let rest = n
  for (const radix of [4, 2, 3, 5])
    while (rest % radix === 0) {
      factors.push(radix)
      rest /= radix
    }
  for (let p = 7; p * p <= rest; p += 2)
    while (rest % p === 0) {
      factors.push(p)
      rest /= p
    }
  if (rest > 1) factors.push(rest)
  return factors
}

function nextSmooth(min: number): number {
  for (let n = min; ; n++) {
    let rest = n
    for (const p of [2, 3, 5]) while (rest % p === 0) rest /= p
    if (rest === 1) return n
  }
}

/** In the order the passes read them; see `kernels/fft.ts`. */
function twiddles(n: number, factors: number[]): Float32Array {
  const values: number[] = []
  const push = (k: number, length: number) => {
    const angle = (-2 * Math.PI * (k % length)) / length
    values.push(Math.cos(angle), Math.sin(angle))
  }
  let length = n
  for (const radix of factors) {
    for (let p = 0; p < length / radix; p++) for (let k = 1; k < radix; k++) push(p * k, length)
    if (radix > 5) for (let k = 0; k < radix; k++) push(k, radix)
    length /= radix
  }
  return Float32Array.from(values)
}

/** Bluestein's chirp exp(-i pi k^2 / n), and the spectrum of its conjugate over the convolution's length. */
function chirps(n: number, long: number): { chirp: Float32Array; spectrum: Float32Array } {
  const chirp = new Float32Array(2 * n)
  const re = new Float64Array(long)
  const im = new Float64Array(long)
  for (let k = 0; k < n; k++) {
    // k^2 modulo 2n keeps the angle small, and so exact.
    const angle = (Math.PI * ((k * k) % (2 * n))) / n
    chirp[2 * k] = Math.cos(angle)
    chirp[2 * k + 1] = -Math.sin(angle)
    for (const at of [k, (long - k) % long]) {
      re[at] = Math.cos(angle) / long
      im[at] = Math.sin(angle) / long
    }
  }
  const transformed = fftDouble(re, im)
  const spectrum = new Float32Array(2 * long)
  for (let k = 0; k < long; k++) {
    spectrum[2 * k] = transformed.re[k]!
    spectrum[2 * k + 1] = transformed.im[k]!
  }
  return { chirp, spectrum }
}

/** Cooley-Tukey by the smallest factor, for tables: every `stride`-th value from `offset`. */
function fftDouble(
  re: Float64Array,
  im: Float64Array,
  offset = 0,
  stride = 1,
  roots = unitRoots(re.length),
): { re: Float64Array; im: Float64Array } {
  const n = re.length / stride
  const out = { re: new Float64Array(n), im: new Float64Array(n) }
  if (n === 1) {
    out.re[0] = re[offset]!
    out.im[0] = im[offset]!
    return out
  }
  const radix = [2, 3, 5].find((p) => n % p === 0)!
  const m = n / radix
  for (let r = 0; r < radix; r++) {
    const part = fftDouble(re, im, offset + r * stride, stride * radix, roots)
    for (let k = 0, j = 0; k < n; k++, j = j + 1 === m ? 0 : j + 1) {
      const root = ((r * k) % n) * stride
      const cos = roots.re[root]!
      const sin = roots.im[root]!
      out.re[k]! += part.re[j]! * cos - part.im[j]! * sin
      out.im[k]! += part.re[j]! * sin + part.im[j]! * cos
    }
  }
  return out
}

function unitRoots(n: number): { re: Float64Array; im: Float64Array } {
  return {
    re: Float64Array.from({ length: n }, (_, k) => Math.cos((2 * Math.PI * k) / n)),
    im: Float64Array.from({ length: n }, (_, k) => -Math.sin((2 * Math.PI * k) / n)),
  }
}
