import type { Graph, Value } from './graph.ts'
import { sizeOf } from './shapes.ts'

/** Bytes of an element of what a graph computes; most of it is in single precision. */
const ELEMENT = 4

/** The most bytes that the results of a graph's nodes take at once, each kept until its last use. Weights not counted. */
export function peakBytes(graph: Graph): number {
  const last = new Map<Value, number>()
  for (const [k, { inputs }] of graph.nodes.entries())
    for (const input of inputs) if (input) last.set(input, k)
  for (const value of graph.outputs.values()) last.set(value, graph.nodes.length)
  const bytes = ({ shape }: Value) => ELEMENT * sizeOf(shape)
  let now = graph.inputs.reduce((sum, input) => sum + bytes(input), 0)
  let peak = now
  for (const [k, { inputs, outputs }] of graph.nodes.entries()) {
    for (const output of outputs) now += bytes(output)
    peak = Math.max(peak, now)
    const ended = new Set([...inputs, ...outputs].filter((value) => value && (last.get(value) ?? k) === k))
    for (const value of ended) if (value && !value.data) now -= bytes(value)
  }
  return peak
}
