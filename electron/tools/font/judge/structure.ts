import type { Field } from '../field.ts'
import { blurred, inkOf } from '../ink.ts'
import { skeleton } from './skeleton.ts'

/** How alike the structures of two drawings of a character are, whatever their style. */
export interface Likeness {
  /** Cosine of the angle between their amounts of ink in 16 x 16 cells, from 0 to 1. */
  density: number
  /** Intersection over union of their ink, blurred; from 0 to 1. */
  overlap: number
  /** Mean distance from middle lines of the source to those of the drawing, in thousandths of the em: large where parts lack. */
  missing: number
  /** The same the other way: large where there are parts too many. */
  added: number
}

const CELLS = 16
/** Standard deviation, in thousandths of the em. */
const BLUR = 18

/** Compares a drawing with its source, moved to the style. Fields of one frame and side. */
export function likenessOf(drawing: Field, source: Field): Likeness {
  const [drawn, given] = [inkOf(drawing), inkOf(source)]
  const unit = drawing.frame.size / drawing.side
  const [a, b] = [blurred(drawn, BLUR / unit).data, blurred(given, BLUR / unit).data]
  let [both, either] = [0, 1e-9]
  a.forEach((value, at) => {
    both += Math.min(value, b[at]!)
    either += Math.max(value, b[at]!)
  })
  const [linesA, linesB] = [skeleton(drawing.data, drawing.side), skeleton(source.data, source.side)]
  return {
    density: cosine(cells(drawn.data, drawn.side), cells(given.data, given.side)),
    overlap: both / either,
    missing: unit * meanDistance(linesB, linesA, drawing.side),
    added: unit * meanDistance(linesA, linesB, drawing.side),
  }
}

function cells(data: Float32Array, side: number): Float64Array {
  const sums = new Float64Array(CELLS * CELLS)
  for (let at = 0; at < data.length; at++) {
    const [column, row] = [at % side, Math.floor(at / side)]
    sums[Math.floor((row * CELLS) / side) * CELLS + Math.floor((column * CELLS) / side)]! += data[at]!
  }
  return sums
}

function cosine(a: Float64Array, b: Float64Array): number {
  const dot = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, at) => sum + value * y[at]!, 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b) || 1)
}

/** In pixels; the side where there is nothing to be near to. */
function meanDistance(from: Int16Array, to: Int16Array, side: number): number {
  if (from.length === 0) return 0
  let sum = 0
  for (let at = 0; at < from.length; at += 2) {
    let min = side * side
    for (let k = 0; k < to.length; k += 2) {
      const [dx, dy] = [from[at]! - to[k]!, from[at + 1]! - to[k + 1]!]
      const square = dx * dx + dy * dy
      if (square < min) min = square
    }
    sum += Math.sqrt(min)
  }
  return (2 * sum) / from.length
}
