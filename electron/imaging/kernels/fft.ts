import { splat } from './common'

/** Bytes of a complex value: four real parts, then four imaginary parts. */
export const COMPLEX: i32 = 32

/** A transform of one length, built by `fftPlan.ts`. */
@unmanaged
export class Fft {
  n: i32
  /** The radices of the passes, as i32. */
  factorCount: i32
  factors: usize
  /** For each pass, w^1 .. w^(radix-1) of each p as f32 pairs; then, for radices without a pass of their own, the radix-th roots. */
  twiddles: usize
  /** Set when `n` has a large prime factor: the plan of the convolution that replaces the passes. */
  convolution: usize
  /** exp(-i pi k^2 / n), and the spectrum of its conjugate divided by the convolution's length. */
  chirp: usize
  chirpSpectrum: usize
}

// @ts-ignore: decorator
@inline
function storeTimes(p: usize, re: v128, im: v128, wr: v128, wi: v128): void {
  v128.store(p, f32x4.sub(f32x4.mul(re, wr), f32x4.mul(im, wi)))
  v128.store(p, f32x4.add(f32x4.mul(re, wi), f32x4.mul(im, wr)), 16)
}

// @ts-ignore: decorator
@inline
function store(p: usize, re: v128, im: v128): void {
  v128.store(p, re)
  v128.store(p, im, 16)
}

function pass2(x: usize, y: usize, m: i32, s: i32, w: usize): void {
  const half = <usize>(m * s * COMPLEX)
  const run = <usize>(s * COMPLEX)
  for (let p = 0; p < m; p++) {
    const wr = splat(w)
    const wi = splat(w + 4)
    w += 8
    for (const end = x + run; x < end; x += COMPLEX, y += COMPLEX) {
      const ar = v128.load(x)
      const ai = v128.load(x, 16)
      const br = v128.load(x + half)
      const bi = v128.load(x + half, 16)
      store(y, f32x4.add(ar, br), f32x4.add(ai, bi))
      storeTimes(y + run, f32x4.sub(ar, br), f32x4.sub(ai, bi), wr, wi)
    }
    y += run
  }
}

function pass3(x: usize, y: usize, m: i32, s: i32, w: usize): void {
  const third = <usize>(m * s * COMPLEX)
  const run = <usize>(s * COMPLEX)
  const half = f32x4.splat(0.5)
  const sin = f32x4.splat(0.86602540378443864676)
  for (let p = 0; p < m; p++) {
    const w1r = splat(w)
    const w1i = splat(w + 4)
    const w2r = splat(w + 8)
    const w2i = splat(w + 12)
    w += 16
    for (const end = x + run; x < end; x += COMPLEX, y += COMPLEX) {
      const ar = v128.load(x)
      const ai = v128.load(x, 16)
      const br = v128.load(x + third)
      const bi = v128.load(x + third, 16)
      const cr = v128.load(x + 2 * third)
      const ci = v128.load(x + 2 * third, 16)
      const sr = f32x4.add(br, cr)
      const si = f32x4.add(bi, ci)
      const dr = f32x4.mul(sin, f32x4.sub(br, cr))
      const di = f32x4.mul(sin, f32x4.sub(bi, ci))
      const tr = f32x4.sub(ar, f32x4.mul(half, sr))
      const ti = f32x4.sub(ai, f32x4.mul(half, si))
      store(y, f32x4.add(ar, sr), f32x4.add(ai, si))
      storeTimes(y + run, f32x4.add(tr, di), f32x4.sub(ti, dr), w1r, w1i)
      storeTimes(y + 2 * run, f32x4.sub(tr, di), f32x4.add(ti, dr), w2r, w2i)
    }
    y += 2 * run
  }
}

function pass4(x: usize, y: usize, m: i32, s: i32, w: usize): void {
  const quarter = <usize>(m * s * COMPLEX)
  const run = <usize>(s * COMPLEX)
  for (let p = 0; p < m; p++) {
    const w1r = splat(w)
    const w1i = splat(w + 4)
    const w2r = splat(w + 8)
    const w2i = splat(w + 12)
    const w3r = splat(w + 16)
    const w3i = splat(w + 20)
    w += 24
    for (const end = x + run; x < end; x += COMPLEX, y += COMPLEX) {
      const ar = v128.load(x)
      const ai = v128.load(x, 16)
      const br = v128.load(x + quarter)
      const bi = v128.load(x + quarter, 16)
      const cr = v128.load(x + 2 * quarter)
      const ci = v128.load(x + 2 * quarter, 16)
      const dr = v128.load(x + 3 * quarter)
      const di = v128.load(x + 3 * quarter, 16)
      const acr = f32x4.add(ar, cr)
      const aci = f32x4.add(ai, ci)
      const amcr = f32x4.sub(ar, cr)
      const amci = f32x4.sub(ai, ci)
      const bdr = f32x4.add(br, dr)
      const bdi = f32x4.add(bi, di)
      const bmdr = f32x4.sub(br, dr)
      const bmdi = f32x4.sub(bi, di)
      store(y, f32x4.add(acr, bdr), f32x4.add(aci, bdi))
      storeTimes(y + run, f32x4.add(amcr, bmdi), f32x4.sub(amci, bmdr), w1r, w1i)
      storeTimes(y + 2 * run, f32x4.sub(acr, bdr), f32x4.sub(aci, bdi), w2r, w2i)
      storeTimes(y + 3 * run, f32x4.sub(amcr, bmdi), f32x4.add(amci, bmdr), w3r, w3i)
    }
    y += 3 * run
  }
}

function pass5(x: usize, y: usize, m: i32, s: i32, w: usize): void {
  const fifth = <usize>(m * s * COMPLEX)
  const run = <usize>(s * COMPLEX)
  const c1 = f32x4.splat(0.30901699437494742410)
  const c2 = f32x4.splat(-0.80901699437494742410)
  const s1 = f32x4.splat(0.95105651629515357212)
  const s2 = f32x4.splat(0.58778525229247312917)
  for (let p = 0; p < m; p++) {
    const w1r = splat(w)
    const w1i = splat(w + 4)
    const w2r = splat(w + 8)
    const w2i = splat(w + 12)
    const w3r = splat(w + 16)
    const w3i = splat(w + 20)
    const w4r = splat(w + 24)
    const w4i = splat(w + 28)
    w += 32
    for (const end = x + run; x < end; x += COMPLEX, y += COMPLEX) {
      const ar = v128.load(x)
      const ai = v128.load(x, 16)
      const br = v128.load(x + fifth)
      const bi = v128.load(x + fifth, 16)
      const cr = v128.load(x + 2 * fifth)
      const ci = v128.load(x + 2 * fifth, 16)
      const dr = v128.load(x + 3 * fifth)
      const di = v128.load(x + 3 * fifth, 16)
      const er = v128.load(x + 4 * fifth)
      const ei = v128.load(x + 4 * fifth, 16)
      const b1r = f32x4.add(br, er)
      const b1i = f32x4.add(bi, ei)
      const d1r = f32x4.sub(br, er)
      const d1i = f32x4.sub(bi, ei)
      const b2r = f32x4.add(cr, dr)
      const b2i = f32x4.add(ci, di)
      const d2r = f32x4.sub(cr, dr)
      const d2i = f32x4.sub(ci, di)
      const t1r = f32x4.add(ar, f32x4.add(f32x4.mul(c1, b1r), f32x4.mul(c2, b2r)))
      const t1i = f32x4.add(ai, f32x4.add(f32x4.mul(c1, b1i), f32x4.mul(c2, b2i)))
      const t2r = f32x4.add(ar, f32x4.add(f32x4.mul(c2, b1r), f32x4.mul(c1, b2r)))
      const t2i = f32x4.add(ai, f32x4.add(f32x4.mul(c2, b1i), f32x4.mul(c1, b2i)))
      const u1r = f32x4.add(f32x4.mul(s1, d1r), f32x4.mul(s2, d2r))
      const u1i = f32x4.add(f32x4.mul(s1, d1i), f32x4.mul(s2, d2i))
      const u2r = f32x4.sub(f32x4.mul(s2, d1r), f32x4.mul(s1, d2r))
      const u2i = f32x4.sub(f32x4.mul(s2, d1i), f32x4.mul(s1, d2i))
      store(y, f32x4.add(ar, f32x4.add(b1r, b2r)), f32x4.add(ai, f32x4.add(b1i, b2i)))
      storeTimes(y + run, f32x4.add(t1r, u1i), f32x4.sub(t1i, u1r), w1r, w1i)
      storeTimes(y + 2 * run, f32x4.add(t2r, u2i), f32x4.sub(t2i, u2r), w2r, w2i)
      storeTimes(y + 3 * run, f32x4.sub(t2r, u2i), f32x4.add(t2i, u2r), w3r, w3i)
      storeTimes(y + 4 * run, f32x4.sub(t1r, u1i), f32x4.add(t1i, u1r), w4r, w4i)
    }
    y += 4 * run
  }
}

/** Any small radix, by its definition. */
function passAny(r: i32, x: usize, y: usize, m: i32, s: i32, w: usize): void {
  const part = <usize>(m * s * COMPLEX)
  const run = <usize>(s * COMPLEX)
  const roots = w + 8 * <usize>(m * (r - 1))
  for (let p = 0; p < m; p++) {
    for (const end = x + run; x < end; x += COMPLEX, y += COMPLEX) {
      for (let k = 0; k < r; k++) {
        let re = v128.load(x)
        let im = v128.load(x, 16)
        let root = 0
        for (let j = 1; j < r; j++) {
          root += k
          if (root >= r) root -= r
          const cos = splat(roots + 8 * root)
          const sin = splat(roots + 8 * root + 4)
          const ar = v128.load(x + <usize>j * part)
          const ai = v128.load(x + <usize>j * part, 16)
          re = f32x4.add(re, f32x4.sub(f32x4.mul(ar, cos), f32x4.mul(ai, sin)))
          im = f32x4.add(im, f32x4.add(f32x4.mul(ar, sin), f32x4.mul(ai, cos)))
        }
        if (k == 0) store(y, re, im)
        else storeTimes(y + <usize>k * run, re, im, splat(w + 8 * (k - 1)), splat(w + 8 * (k - 1) + 4))
      }
    }
    y += <usize>(r - 1) * run
    w += 8 * (r - 1)
  }
}

/** Stockham's self-sorting passes: each reads one buffer in order and writes the other. */
function mixedRadix(plan: Fft, x: usize, y: usize): usize {
  let n = plan.n
  let s: i32 = 1
  let w = plan.twiddles
  for (let i = 0; i < plan.factorCount; i++) {
    const r = load<i32>(plan.factors + 4 * i)
    const m = n / r
    if (r == 4) pass4(x, y, m, s, w)
    else if (r == 2) pass2(x, y, m, s, w)
    else if (r == 3) pass3(x, y, m, s, w)
    else if (r == 5) pass5(x, y, m, s, w)
    else {
      passAny(r, x, y, m, s, w)
      w += 8 * r
    }
    w += 8 * (m * (r - 1))
    n = m
    s *= r
    const t = x
    x = y
    y = t
  }
  return x
}

/** Bluestein: the transform as a convolution with a chirp, of a length that has small factors only. */
function bluestein(plan: Fft, x: usize, y: usize): usize {
  const long = changetype<Fft>(plan.convolution)
  const n = plan.n
  const other = x + y
  for (let k = 0; k < n; k++) {
    const p = x + k * COMPLEX
    storeTimes(p, v128.load(p), v128.load(p, 16), splat(plan.chirp + 8 * k), splat(plan.chirp + 8 * k + 4))
  }
  memory.fill(x + n * COMPLEX, 0, (long.n - n) * COMPLEX)
  x = mixedRadix(long, x, y)
  y = other - x
  // Real and imaginary parts change places before and after a forward transform: that inverts it.
  for (let k = 0; k < long.n; k++) {
    const p = x + k * COMPLEX
    const wr = splat(plan.chirpSpectrum + 8 * k)
    const wi = splat(plan.chirpSpectrum + 8 * k + 4)
    const re = v128.load(p)
    const im = v128.load(p, 16)
    store(
      p,
      f32x4.add(f32x4.mul(re, wi), f32x4.mul(im, wr)),
      f32x4.sub(f32x4.mul(re, wr), f32x4.mul(im, wi)),
    )
  }
  x = mixedRadix(long, x, y)
  for (let k = 0; k < n; k++) {
    const p = x + k * COMPLEX
    storeTimes(p, v128.load(p, 16), v128.load(p), splat(plan.chirp + 8 * k), splat(plan.chirp + 8 * k + 4))
  }
  return x
}

/**
 * The forward transform of `plan.n` complex values at `x`, four in lockstep. Destroys both buffers (each as
 * long as the plan's longest transform) and returns the one that holds the result.
 */
export function fft(plan: Fft, x: usize, y: usize): usize {
  return plan.convolution ? bluestein(plan, x, y) : mixedRadix(plan, x, y)
}
