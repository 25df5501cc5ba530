/**
 * Separable resizing of interleaved 8-bit pixels with the Catmull-Rom cubic, widened when shrinking so that every
 * source pixel counts. Pure: nothing here knows of documents. Kernel: Keys, "Cubic convolution interpolation for
 * digital image processing", 1981, with a = -1/2.
 */
interface Taps {
  readonly first: Int32Array
  readonly count: number
  /** `count` weights for each output pixel, summing to 1. */
  readonly weights: Float32Array
}

/** The weights that resize `from` pixels to `to`; beyond the edge the outermost pixel repeats. */
function tapsOf(from: number, to: number): Taps {
  const ratio = from / to
  const stretch = Math.max(1, ratio)
  const count = Math.ceil(4 * stretch) + 1
  const first = new Int32Array(to)
  const weights = new Float32Array(to * count)
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * ratio - 0.5
    const start = Math.floor(centre - 2 * stretch) + 1
    first[i] = start
    let sum = 0
    for (let k = 0; k < count; k++) sum += weights[i * count + k] = cubic((start + k - centre) / stretch)
    for (let k = 0; k < count; k++) weights[i * count + k]! /= sum
  }
  return { first, count, weights }
}

function cubic(x: number): number {
  const t = Math.abs(x)
  if (t >= 2) return 0
  return t < 1 ? (1.5 * t - 2.5) * t * t + 1 : ((-0.5 * t + 2.5) * t - 4) * t + 2
}

/**
 * @param data width x height x channels bytes: 1 channel, or straight RGBA, which is mixed premultiplied
 * @returns the same picture in toWidth x toHeight
 */
export function resize(
  data: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
  channels: 1 | 4,
  toWidth: number,
  toHeight: number,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8ClampedArray(toWidth * toHeight * channels)
  const across = tapsOf(width, toWidth)
  const down = tapsOf(height, toHeight)
  const stride = toWidth * channels
  // Source rows resized across, kept until no output row needs them.
  const rows = new Map<number, Float32Array>()
  const source = new Float32Array(width * channels)
  const mixed = new Float32Array(stride)
  const rowAt = (y: number): Float32Array => {
    let row = rows.get(y)
    if (!row) {
      load(data, y * width * channels, channels, source)
      row = stretchRow(source, width, channels, across, toWidth)
      rows.set(y, row)
    }
    return row
  }
  for (let y = 0; y < toHeight; y++) {
    const first = down.first[y]!
    mixed.fill(0)
    for (let k = 0; k < down.count; k++) {
      const weight = down.weights[y * down.count + k]!
      if (weight === 0) continue
      const row = rowAt(Math.min(height - 1, Math.max(0, first + k)))
      for (let i = 0; i < stride; i++) mixed[i]! += weight * row[i]!
    }
    store(mixed, channels, out, y * stride)
    for (const kept of rows.keys()) if (kept < first) rows.delete(kept)
  }
  return new Uint8Array(out.buffer)
}

function stretchRow(
  source: Float32Array,
  width: number,
  channels: number,
  { first, count, weights }: Taps,
  toWidth: number,
): Float32Array {
  const row = new Float32Array(toWidth * channels)
  for (let x = 0; x < toWidth; x++)
    for (let k = 0; k < count; k++) {
      const weight = weights[x * count + k]!
      if (weight === 0) continue
      const from = Math.min(width - 1, Math.max(0, first[x]! + k)) * channels
      for (let c = 0; c < channels; c++) row[x * channels + c]! += weight * source[from + c]!
    }
  return row
}

function load(data: Uint8Array | Uint8ClampedArray, from: number, channels: number, row: Float32Array): void {
  for (let i = 0; i < row.length; i++) row[i] = data[from + i]!
  if (channels === 4)
    for (let i = 0; i < row.length; i += 4) {
      const alpha = row[i + 3]! / 255
      for (let c = 0; c < 3; c++) row[i + c]! *= alpha
    }
}

function store(row: Float32Array, channels: number, out: Uint8ClampedArray, to: number): void {
  if (channels === 1) {
    out.set(row, to)
    return
  }
  for (let i = 0; i < row.length; i += 4) {
    const alpha = Math.min(255, row[i + 3]!)
    if (alpha <= 0) continue
    for (let c = 0; c < 3; c++) out[to + i + c] = (row[i + c]! * 255) / alpha
    out[to + i + 3] = alpha
  }
}
