import { PIXEL, scratchOf, splat } from './common'
import { COMPLEX, Fft, fft } from './fft'

/** The cosine transform of one length. `trig` holds cos and sin of pi k / 2n for k <= n / 2, as f32 pairs. */
@unmanaged
export class Dct {
  fft: usize
  n: i32
  trig: usize
  /** Bytes of each of the two FFT buffers. */
  buffer: usize
}

/**
 * X[k] = sum of x[j] cos(pi (2j + 1) k / 2n), of two signals at once: even samples ascending then odd samples
 * descending turn a cosine transform into a Fourier transform (Makhoul 1980), and two real signals are the
 * real and imaginary part of one complex one. `a` may equal `b`; input and output may be the same memory.
 */
export function forwardPair(
  plan: Dct, a: usize, b: usize, step: usize, outA: usize, outB: usize, outStep: usize, buffer: usize,
): void {
  const n = plan.n
  let low = buffer
  let high = buffer + (n - 1) * COMPLEX
  for (let j = 0; j < n; j++, a += step, b += step) {
    const p = j & 1 ? high : low
    v128.store(p, v128.load(a))
    v128.store(p, v128.load(b), 16)
    if (j & 1) high -= COMPLEX
    else low += COMPLEX
  }
  const z = fft(changetype<Fft>(plan.fft), buffer, buffer + plan.buffer)
  v128.store(outA, v128.load(z))
  v128.store(outB, v128.load(z, 16))
  const half = f32x4.splat(0.5)
  for (let k = 1; k <= n >> 1; k++) {
    const cos = f32x4.mul(half, splat(plan.trig + 8 * k))
    const sin = f32x4.mul(half, splat(plan.trig + 8 * k + 4))
    const p = z + k * COMPLEX
    const q = z + (n - k) * COMPLEX
    const pr = v128.load(p)
    const pi = v128.load(p, 16)
    const qr = v128.load(q)
    const qi = v128.load(q, 16)
    const ar = f32x4.add(pr, qr)
    const ai = f32x4.sub(pi, qi)
    const br = f32x4.add(pi, qi)
    const bi = f32x4.sub(qr, pr)
    const to = outStep * k
    const mirror = outStep * (n - k)
    v128.store(outA + to, f32x4.add(f32x4.mul(cos, ar), f32x4.mul(sin, ai)))
    v128.store(outB + to, f32x4.add(f32x4.mul(cos, br), f32x4.mul(sin, bi)))
    v128.store(outA + mirror, f32x4.sub(f32x4.mul(sin, ar), f32x4.mul(cos, ai)))
    v128.store(outB + mirror, f32x4.sub(f32x4.mul(sin, br), f32x4.mul(cos, bi)))
  }
}

/** The inverse of {@link forwardPair} times n. */
export function inversePair(
  plan: Dct, a: usize, b: usize, step: usize, outA: usize, outB: usize, outStep: usize, buffer: usize,
): void {
  const n = plan.n
  // Real and imaginary parts are stored exchanged, which makes the forward FFT an inverse one.
  v128.store(buffer, v128.load(b))
  v128.store(buffer, v128.load(a), 16)
  for (let k = 1; k <= n >> 1; k++) {
    const cos = splat(plan.trig + 8 * k)
    const sin = splat(plan.trig + 8 * k + 4)
    const from = step * k
    const mirror = step * (n - k)
    const ak = v128.load(a + from)
    const am = v128.load(a + mirror)
    const bk = v128.load(b + from)
    const bm = v128.load(b + mirror)
    const ar = f32x4.add(f32x4.mul(cos, ak), f32x4.mul(sin, am))
    const ai = f32x4.sub(f32x4.mul(sin, ak), f32x4.mul(cos, am))
    const br = f32x4.add(f32x4.mul(cos, bk), f32x4.mul(sin, bm))
    const bi = f32x4.sub(f32x4.mul(sin, bk), f32x4.mul(cos, bm))
    const p = buffer + k * COMPLEX
    const q = buffer + (n - k) * COMPLEX
    v128.store(p, f32x4.add(ai, br))
    v128.store(p, f32x4.sub(ar, bi), 16)
    v128.store(q, f32x4.sub(br, ai))
    v128.store(q, f32x4.add(ar, bi), 16)
  }
  const z = fft(changetype<Fft>(plan.fft), buffer, buffer + plan.buffer)
  let low = z
  let high = z + (n - 1) * COMPLEX
  for (let j = 0; j < n; j++, outA += outStep, outB += outStep) {
    const p = j & 1 ? high : low
    v128.store(outB, v128.load(p))
    v128.store(outA, v128.load(p, 16))
    if (j & 1) high -= COMPLEX
    else low += COMPLEX
  }
}

@unmanaged
class DctRows {
  plan: usize
  plane: usize
  height: i32
  inverse: i32
  scratch: usize
  scratchBytes: usize
}

/** Transforms rows of a plane in place; item i is the rows 2i and 2i + 1. */
export function dctRows(args: usize, from: i32, to: i32): void {
  const a = changetype<DctRows>(args)
  const plan = changetype<Dct>(a.plan)
  const buffer = scratchOf(a.scratch, a.scratchBytes)
  const row = <usize>plan.n * PIXEL
  for (let i = from; i < to; i++) {
    const first = a.plane + row * <usize>(2 * i)
    const second = 2 * i + 1 < a.height ? first + row : first
    if (a.inverse) inversePair(plan, first, second, PIXEL, first, second, PIXEL, buffer)
    else forwardPair(plan, first, second, PIXEL, first, second, PIXEL, buffer)
  }
}
