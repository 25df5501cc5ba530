import type { Pixels } from '../../../electron/contract/pixels.ts'
import { findEdges } from '../../../electron/train/data/pairings/edges.ts'

/** Halvings in which as many edges as are drawn are sought in a picture. */
const ROUNDS = 8

/**
 * How well the edges of a picture lie where lines were drawn, a pixel off at most: the harmonic mean of the share of edges that
 * were drawn and of the share of the drawing that became edges. As many edges are sought as are drawn.
 *
 * @param drawing dark lines on white, of the picture's size
 * @returns 0 to 1
 */
export function edgeAgreement(picture: Pixels, drawing: Pixels): number {
  const { width, height } = picture
  const drawn = Uint8Array.from({ length: width * height }, (_, at) => (drawing.data[3 * at]! < 128 ? 1 : 0))
  const wanted = count(drawn)
  if (wanted === 0) return 1
  const data = Float32Array.from(
    { length: 3 * width * height },
    (_, k) => picture.data[3 * (k % (width * height)) + Math.floor(k / (width * height))]! / 255,
  )
  let [low, high] = [0.005, 0.5]
  let found: Uint8Array = new Uint8Array(drawn.length)
  for (let round = 0; round < ROUNDS; round++) {
    const strong = (low + high) / 2
    found = findEdges({ width, height, data }, strong).drawn
    if (count(found) > wanted) high = strong
    else low = strong
  }
  const precision = near(found, drawn, width) / Math.max(1, count(found))
  const recall = near(drawn, found, width) / wanted
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
}

/** How far the mean colours of pictures lie apart: their deviation, the mean of three channels, of 255. */
export function colorSpread(pictures: readonly Pixels[]): number {
  const means = pictures.map(({ channels, data }) =>
    [0, 1, 2].map((c) => {
      let sum = 0
      for (let at = c; at < data.length; at += channels) sum += data[at]!
      return (sum * channels) / data.length
    }),
  )
  const deviation = (c: number) => {
    const mean = means.reduce((sum, color) => sum + color[c]!, 0) / means.length
    return Math.sqrt(means.reduce((sum, color) => sum + (color[c]! - mean) ** 2, 0) / means.length)
  }
  return (deviation(0) + deviation(1) + deviation(2)) / 3
}

const count = (marks: Uint8Array): number => marks.reduce((sum, mark) => sum + mark, 0)

/** How many marks have one of the others at most a pixel away. */
function near(marks: Uint8Array, others: Uint8Array, width: number): number {
  const height = marks.length / width
  let found = 0
  for (let at = 0; at < marks.length; at++) {
    if (!marks[at]) continue
    const [x, y] = [at % width, Math.floor(at / width)]
    let met = false
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1) && !met; v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1) && !met; u++)
        met = others[v * width + u] === 1
    if (met) found++
  }
  return found
}
