import * as op from '../builder.ts'
import type { Graph, Value } from '../graph.ts'
import { float32, int64 } from '../tensor.ts'
import { bfloat16, float16 } from './types.ts'

/** A node of a file, its names resolved, before it becomes one of the graph. */
export interface Draft {
  operator: string
  inputs: readonly (Value | null)[]
  attributes: Readonly<Record<string, unknown>>
  outputCount: number
}

type Upgrade = (draft: Draft, opset: number, graph: Graph) => Draft

/** Up to opset 17 these reductions took their axes as an attribute. */
const axesToInput: Upgrade = (draft, opset, graph) => {
  const { axes, ...attributes } = draft.attributes
  if (opset >= 18 || !axes) return draft
  return { ...draft, inputs: [draft.inputs[0]!, graph.constant(int64(axes as number[]))], attributes }
}

/** Half precision is stored, not computed with. */
const castToSingle: Upgrade = (draft) => {
  const { to } = draft.attributes
  return to === float16 || to === bfloat16 ? { ...draft, attributes: { ...draft.attributes, to: 1 } } : draft
}

/** Up to opset 20 there was one scale and bias for each group instead of each channel. */
const scaleChannels: Upgrade = (draft, opset) => {
  const [x, ...factors] = draft.inputs
  const channels = x!.shape[1]!
  if (opset >= 21 || !factors.every((factor) => factor)) return draft
  const repeat = (factor: Value) => {
    const [groups] = factor.shape as [number]
    const rows = op.expand(op.reshape(factor, [groups, 1]), [groups, channels / groups])
    return op.reshape(rows, [channels])
  }
  return { ...draft, inputs: [x!, ...factors.map((factor) => repeat(factor!))] }
}

/** Upsample left ONNX with opset 10, but exporters still name it; it is one of the ways to Resize. */
const upsampleToResize: Upgrade = (
  { inputs: [x, scales], attributes: { mode = 'nearest', scales: given }, outputCount },
  _opset,
  graph,
) => ({
  operator: 'Resize',
  inputs: [x!, null, scales ?? graph.constant(float32((given as number[] | undefined) ?? []))],
  attributes: { mode, coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' },
  outputCount,
})

/** Up to opset 17 equal parts went without saying. */
const countParts: Upgrade = (draft, opset) =>
  opset >= 18 || draft.inputs[1]
    ? draft
    : { ...draft, attributes: { ...draft.attributes, num_outputs: draft.outputCount } }

const upgrades: Readonly<Record<string, Upgrade>> = {
  ReduceMean: axesToInput,
  ReduceMax: axesToInput,
  ReduceMin: axesToInput,
  ReduceProd: axesToInput,
  ReduceL1: axesToInput,
  ReduceL2: axesToInput,
  ReduceSumSquare: axesToInput,
  ReduceLogSumExp: axesToInput,
  Split: countParts,
  Cast: castToSingle,
  GroupNormalization: scaleChannels,
  Upsample: upsampleToResize,
}

/** Rewrites a node of an older opset as the one that we write. */
export const upgrade = (draft: Draft, opset: number, graph: Graph): Draft =>
  upgrades[draft.operator]?.(draft, opset, graph) ?? draft
