import { ancestorsOf } from '../../graph/evaluate.ts'
import type { Graph, Value } from '../../graph/graph.ts'

/** What features need at least, to tell one part of a picture from another. */
const FEWEST_CHANNELS = 8

/**
 * The features [N, C, h, w] of a generator that know parts of a picture and where they are: the last ones of the largest
 * side that is at most half of the picture's (Pan et al. 2023, DragGAN, section 3.2, take such). Null for a network that has none, such
 * as one without convolutions.
 *
 * @param graph of one output, [N, C, H, W]
 */
export function middleFeatures(graph: Graph): Value | null {
  const [picture] = graph.outputs.values()
  const [, , height = 0, width = 0] = picture!.shape
  const between = ancestorsOf([picture!])
  const open = new Set<Value>(graph.inputs)
  let best: Value | null = null
  for (const { inputs, outputs } of graph.nodes) {
    if (!inputs.some((input) => input && open.has(input))) continue
    for (const value of outputs) {
      open.add(value)
      if (!between.has(value) || !isMap(value, height, width)) continue
      if (!best || value.shape[2]! >= best.shape[2]!) best = value
    }
  }
  return best
}

/** Between a quarter of what the picture has and half of it, of the same aspect. */
function isMap({ shape, dtype }: Value, height: number, width: number): boolean {
  const [, channels = 0, h = 0, w = 0] = shape
  if (shape.length !== 4 || dtype !== 'float32' || channels < FEWEST_CHANNELS) return false
  return 2 * h <= height && 8 * h >= height && h * width === w * height
}

/**
 * Features [N, C, h, w] of a network that looks at pictures, such as a critic, by which two pictures can be compared: its last ones
 * of at least an eighth of the picture's side. Null for one that has none.
 */
export function lookingFeatures(graph: Graph): Value | null {
  const [picture] = graph.inputs
  const [, , height = 0] = picture!.shape
  const open = new Set<Value>([picture!])
  let last: Value | null = null
  for (const { inputs, outputs } of graph.nodes) {
    if (!inputs.some((input) => input && open.has(input))) continue
    for (const value of outputs) {
      open.add(value)
      const [, channels = 0, h = 0] = value.shape
      if (value.shape.length === 4 && channels >= FEWEST_CHANNELS && 8 * h >= height && h < height)
        last = value
    }
  }
  return last
}
