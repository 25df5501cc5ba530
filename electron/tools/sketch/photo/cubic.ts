import type { Pixels } from '../../../contract/pixels.ts'

/** The colour of a pixel, 0 to 255; grey is a colour of three equal parts. @param at of its first channel */
export function pixelAt({ channels, data }: Pixels, at: number, color: Float64Array): void {
  if (channels === 1) color.fill(data[at]!, 0, 3)
  else for (let c = 0; c < channels; c++) color[c] = data[at + c]!
}

const across = new Float64Array(4)
const down = new Float64Array(4)

/** The colour at a place between pixels, by cubic interpolation (Keys 1981); beyond the border it goes on as it ends. */
export function cubic(photo: Pixels, x: number, y: number, color: Float64Array): void {
  const { width, height } = photo
  const left = Math.floor(x) - 1
  const top = Math.floor(y) - 1
  keys(x - left - 1, across)
  keys(y - top - 1, down)
  if (left >= 0 && top >= 0 && left + 3 < width && top + 3 < height) within(photo, left, top, color)
  else atBorder(photo, left, top, color)
}

/** Of four by four pixels that there are, the first of them at the top left. */
function within({ width, channels, data }: Pixels, left: number, top: number, color: Float64Array): void {
  const [a, b, c, d] = across as unknown as [number, number, number, number]
  let [red, green, blue, alpha] = [0, 0, 0, 0]
  let first = (top * width + left) * channels
  for (let row = 0; row < 4; row++, first += width * channels) {
    const weight = down[row]!
    const second = first + channels
    const third = second + channels
    const fourth = third + channels
    red += weight * (a * data[first]! + b * data[second]! + c * data[third]! + d * data[fourth]!)
    if (channels === 1) continue
    green +=
      weight * (a * data[first + 1]! + b * data[second + 1]! + c * data[third + 1]! + d * data[fourth + 1]!)
    blue +=
      weight * (a * data[first + 2]! + b * data[second + 2]! + c * data[third + 2]! + d * data[fourth + 2]!)
    if (channels === 4)
      alpha +=
        weight * (a * data[first + 3]! + b * data[second + 3]! + c * data[third + 3]! + d * data[fourth + 3]!)
  }
  color[0] = red
  color[1] = channels === 1 ? red : green
  color[2] = channels === 1 ? red : blue
  color[3] = alpha
}

function atBorder(photo: Pixels, left: number, top: number, color: Float64Array): void {
  const { width, height, channels, data } = photo
  color.fill(0)
  for (let b = 0; b < 4; b++) {
    const row = Math.max(0, Math.min(height - 1, top + b)) * width
    for (let a = 0; a < 4; a++) {
      const at = (row + Math.max(0, Math.min(width - 1, left + a))) * channels
      const weight = across[a]! * down[b]!
      for (let c = 0; c < channels; c++) color[c]! += weight * data[at + c]!
    }
  }
  if (channels === 1) color.fill(color[0]!, 1, 3)
}

/** Weights of four neighbours at `t` between the second and the third. The parameter is -3/4, which keeps fine texture best. */
function keys(t: number, weights: Float64Array): void {
  const a = -0.75
  const near = (d: number) => ((a + 2) * d - (a + 3)) * d * d + 1
  const far = (d: number) => ((a * d - 5 * a) * d + 8 * a) * d - 4 * a
  weights[0] = far(1 + t)
  weights[1] = near(t)
  weights[2] = near(1 - t)
  weights[3] = far(2 - t)
}
