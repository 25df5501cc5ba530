/** Numbers of a {@link ColorTransform} as a network gives them: by row 3x3 of `slope` and one of `shift`, then the tilts. */
export const TRANSFORM_NUMBERS = 18
/** How many features a transform is linear in; see {@link featuresOf}. */
export const FEATURES = 10

/** The reference point of an object's colour transform: its mean colour, and its place in the picture. */
export interface ObjectFrame {
  mean: readonly [number, number, number]
  /** Its centre and its extent (the deviation of its pixels' places), both as shares of the picture's sides. */
  x: number
  y: number
  extentX: number
  extentY: number
}

/**
 * How an object's colours change with their value and with their place: what is added to a colour x at (u, v) is
 * `slope (x - mean) + shift + x * (tiltX u + tiltY v)`, colours from 0 to 1, u and v counted from the object's centre
 * in its extents.
 */
export interface ColorTransform {
  /** Three rows of three. */
  slope: Float32Array
  shift: Float32Array
  tiltX: Float32Array
  tiltY: Float32Array
}

/** @param numbers {@link TRANSFORM_NUMBERS} of them: rows (slope, shift) by channel, then both tilts */
export function transformOf(numbers: ArrayLike<number>): ColorTransform {
  const take = (indices: readonly number[]) => Float32Array.from(indices, (k) => numbers[k]!)
  return {
    slope: take([0, 1, 2, 4, 5, 6, 8, 9, 10]),
    shift: take([3, 7, 11]),
    tiltX: take([12, 13, 14]),
    tiltY: take([15, 16, 17]),
  }
}

/**
 * The frame of what `coverage` covers.
 *
 * @param colors by plane, in [0, 1]
 */
export function frameOf(
  colors: Float32Array,
  coverage: Float32Array,
  { width, height }: { width: number; height: number },
): ObjectFrame {
  const count = width * height
  const mean: [number, number, number] = [0, 0, 0]
  let [total, sx, sy, sxx, syy] = [1e-9, 0, 0, 0, 0]
  for (let i = 0; i < count; i++) {
    const w = coverage[i]!
    if (w === 0) continue
    const x = ((i % width) + 0.5) / width
    const y = (Math.floor(i / width) + 0.5) / height
    total += w
    sx += w * x
    sy += w * y
    sxx += w * x * x
    syy += w * y * y
    for (let c = 0; c < 3; c++) mean[c]! += w * colors[c * count + i]!
  }
  const extent = (sum: number, squares: number) =>
    Math.max(1e-3, Math.sqrt(Math.max(0, squares / total - (sum / total) ** 2)))
  return {
    mean: mean.map((sum) => sum / total) as [number, number, number],
    x: sx / total,
    y: sy / total,
    extentX: extent(sx, sxx),
    extentY: extent(sy, syy),
  }
}

/** What a transform is linear in, for a colour at a place: the colour about the mean, 1, and the colour times u and v. */
export function featuresOf(
  frame: ObjectFrame,
  color: readonly [number, number, number],
  x: number,
  y: number,
  out: Float64Array,
): void {
  const u = (x - frame.x) / frame.extentX
  const v = (y - frame.y) / frame.extentY
  for (let c = 0; c < 3; c++) {
    out[c] = color[c]! - frame.mean[c]!
    out[4 + c] = u * color[c]!
    out[7 + c] = v * color[c]!
  }
  out[3] = 1
}
