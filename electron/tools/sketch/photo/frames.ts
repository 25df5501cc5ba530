/** A picture of the size of a generator's, by plane: [3, height, width] in [0, 1]. */
export interface Frame {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/** Where each pixel of a later frame comes from in an earlier one: pixels to the right and down of its own place. */
export interface Motion {
  readonly x: Float32Array
  readonly y: Float32Array
}

export const noMotion = (count: number): Motion => ({
  x: new Float32Array(count),
  y: new Float32Array(count),
})

/** A plane at any place, linear between pixels; beyond its border it goes on as it ends. */
export function sample(plane: Float32Array, width: number, height: number, x: number, y: number): number {
  const across = Math.max(0, Math.min(width - 1, x))
  const down = Math.max(0, Math.min(height - 1, y))
  const left = Math.min(width - 1, Math.floor(across))
  const top = Math.min(height - 1, Math.floor(down))
  const right = Math.min(width - 1, left + 1)
  const bottom = Math.min(height - 1, top + 1)
  const [u, v] = [across - left, down - top]
  const upper = plane[top * width + left]! * (1 - u) + plane[top * width + right]! * u
  const lower = plane[bottom * width + left]! * (1 - u) + plane[bottom * width + right]! * u
  return upper * (1 - v) + lower * v
}

/** Planes as a motion brings them to their new places. */
export function warped(
  planes: readonly Float32Array[],
  width: number,
  height: number,
  { x, y }: Motion,
): Float32Array[] {
  return planes.map((plane) => {
    const moved = new Float32Array(plane.length)
    for (let i = 0, row = 0; row < height; row++)
      for (let column = 0; column < width; column++, i++)
        moved[i] = sample(plane, width, height, column + x[i]!, row + y[i]!)
    return moved
  })
}

/** A frame as a motion brings it to its new places. */
export function moved({ width, height, data }: Frame, motion: Motion): Frame {
  const result = new Float32Array(data.length)
  for (const [c, plane] of warped(planesOf({ width, height, data }), width, height, motion).entries())
    result.set(plane, c * plane.length)
  return { width, height, data: result }
}

/** The three planes of a frame. */
export const planesOf = ({ data }: Frame): Float32Array[] => {
  const count = data.length / 3
  return [0, 1, 2].map((c) => data.subarray(c * count, (c + 1) * count))
}

/** A plane at another size, by means of what each pixel covers, or linear between pixels where it grows. */
export function resized(
  plane: Float32Array,
  from: { width: number; height: number },
  to: { width: number; height: number },
): Float32Array {
  const [sx, sy] = [from.width / to.width, from.height / to.height]
  const steps = (scale: number) => Math.max(1, Math.round(scale))
  const [nx, ny] = [steps(sx), steps(sy)]
  const result = new Float32Array(to.width * to.height)
  for (let i = 0, row = 0; row < to.height; row++)
    for (let column = 0; column < to.width; column++, i++) {
      let sum = 0
      for (let b = 0; b < ny; b++)
        for (let a = 0; a < nx; a++) {
          const x = (column + (a + 0.5) / nx) * sx - 0.5
          sum += sample(plane, from.width, from.height, x, (row + (b + 0.5) / ny) * sy - 0.5)
        }
      result[i] = sum / (nx * ny)
    }
  return result
}
