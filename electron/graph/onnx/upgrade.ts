import * as op from '../builder.ts'
import type { Graph, Value } from '../graph.ts'
import { axisOf, sizeOf } from '../shapes.ts'
import { bools, float32, int64 } from '../tensor.ts'
import { bfloat16, float16 } from './types.ts'

/** A node of a file, its names resolved, before it becomes one of the graph. */
export interface Draft {
  operator: string
  inputs: readonly (Value | null)[]
  attributes: Readonly<Record<string, unknown>>
  outputCount: number
}

type Upgrade = (draft: Draft, opset: number, graph: Graph) => Draft

/** Before an opset, numbers such as axes were an attribute that is the second input since. */
const toInput =
  (name: string, since: number): Upgrade =>
  (draft, opset, graph) => {
    const { [name]: numbers, ...attributes } = draft.attributes
    if (opset >= since || !numbers) return draft
    return { ...draft, inputs: [draft.inputs[0]!, graph.constant(int64(numbers as number[]))], attributes }
  }

/** Most reductions took their axes as an attribute up to opset 17. */
const axesToInput = toInput('axes', 18)

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

/** Up to opset 10 the ends were attributes; without one there was none. */
const boundsToInputs: Upgrade = (draft, opset, graph) => {
  const { min, max } = draft.attributes
  if (opset >= 11) return draft
  const bound = (value: unknown) =>
    value === undefined ? null : graph.constant(float32([value as number], []))
  return { ...draft, inputs: [draft.inputs[0]!, bound(min), bound(max)], attributes: {} }
}

/** Up to opset 10 the widths and what fills them were attributes. */
const padsToInputs: Upgrade = (draft, opset, graph) => {
  const { pads, value = 0, mode } = draft.attributes
  if (opset >= 11 || !pads) return draft
  const given = [graph.constant(int64(pads as number[])), graph.constant(float32([value as number], []))]
  return { ...draft, inputs: [draft.inputs[0]!, ...given], attributes: mode === undefined ? {} : { mode } }
}

/** Up to opset 9 where a slice lies was said by attributes; without axes by one for each. */
const slicesToInputs: Upgrade = (draft, opset, graph) => {
  const { starts, ends, axes } = draft.attributes as Record<string, number[] | undefined>
  if (opset >= 10 || !starts || !ends) return draft
  const given = [starts, ends, axes ?? starts.map((_, axis) => axis)]
  const inputs = [draft.inputs[0]!, ...given.map((numbers) => graph.constant(int64(numbers)))]
  return { ...draft, inputs, attributes: {} }
}

/** Up to opset 9 the count was an attribute, and the largest came first. */
const countToInput: Upgrade = (draft, opset, graph) => {
  const { k, ...attributes } = draft.attributes
  if (opset >= 10 || k === undefined) return draft
  return { ...draft, inputs: [draft.inputs[0]!, graph.constant(int64([k as number]))], attributes }
}

/** Resize of opset 10 was Upsample under another name. */
const resizeAsOf10: Upgrade = (draft, opset, graph) =>
  opset >= 11 ? draft : upsampleToResize(draft, opset, graph)

/** Scatter became ScatterElements with opset 11. */
const scatterElements: Upgrade = (draft) => ({ ...draft, operator: 'ScatterElements' })

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

/** Up to opset 12 the sizes of parts were an attribute, and up to opset 17 equal parts went without saying. */
const countParts: Upgrade = (old, opset, graph) => {
  const draft = toInput('split', 13)(old, opset, graph)
  return opset >= 18 || draft.inputs[1]
    ? draft
    : { ...draft, attributes: { ...draft.attributes, num_outputs: draft.outputCount } }
}

/** Up to opset 13 training was told by the outputs that only training has: the running and the saved statistics. */
const stateTraining: Upgrade = (draft, opset) =>
  opset >= 14 || draft.outputCount === 1
    ? draft
    : { ...draft, attributes: { ...draft.attributes, training_mode: 1 } }

/** Up to opset 11 the ratio was an attribute, and nothing was dropped when a file ran. */
const ratioToInput: Upgrade = (draft, opset, graph) => {
  const { ratio = 0.5, ...attributes } = draft.attributes
  if (opset >= 12) return draft
  const given = [graph.constant(float32([ratio as number], [])), graph.constant(bools([0], []))]
  return { ...draft, inputs: [draft.inputs[0]!, ...given], attributes }
}

/** Up to opset 12 everything from the axis on, the second one if not given, was one axis. */
const overRest: Upgrade = (draft, opset) => {
  const [x] = draft.inputs
  const { axis: given = 1 } = draft.attributes
  if (opset >= 13 || !x) return draft
  const axis = axisOf(given as number, x.shape.length)
  if (axis === x.shape.length - 1) return { ...draft, attributes: { axis } }
  const rows = op.reshape(x, [sizeOf(x.shape.slice(0, axis)), sizeOf(x.shape.slice(axis))])
  const result = op.apply(draft.operator, [rows], { axis: 1 })
  return {
    operator: 'Reshape',
    inputs: [result, op.integers(result, x.shape)],
    attributes: {},
    outputCount: 1,
  }
}

/** Up to opset 19 GridSample had names of its own for the ways to sample. */
const renameModes: Upgrade = (draft, opset) => {
  const names: Readonly<Record<string, string>> = { bilinear: 'linear', bicubic: 'cubic' }
  const { mode = 'bilinear' } = draft.attributes as { mode?: string }
  return opset >= 20 ? draft : { ...draft, attributes: { ...draft.attributes, mode: names[mode] ?? mode } }
}

const upgrades: Readonly<Record<string, Upgrade>> = {
  ReduceMean: axesToInput,
  ReduceMax: axesToInput,
  ReduceMin: axesToInput,
  ReduceProd: axesToInput,
  ReduceL1: axesToInput,
  ReduceL2: axesToInput,
  ReduceSumSquare: axesToInput,
  ReduceLogSumExp: axesToInput,
  ReduceSum: toInput('axes', 13),
  Squeeze: toInput('axes', 13),
  Unsqueeze: toInput('axes', 13),
  Softmax: overRest,
  LogSoftmax: overRest,
  BatchNormalization: stateTraining,
  Dropout: ratioToInput,
  Split: countParts,
  Cast: castToSingle,
  GroupNormalization: scaleChannels,
  GridSample: renameModes,
  Upsample: upsampleToResize,
  Resize: resizeAsOf10,
  Clip: boundsToInputs,
  Pad: padsToInputs,
  Slice: slicesToInputs,
  TopK: countToInput,
  Scatter: scatterElements,
}

/** Operators that are known by another name now. */
export const renamed: ReadonlySet<string> = new Set(['Upsample', 'Scatter'])

/** Rewrites a node of an older opset as the one that we write. */
export const upgrade = (draft: Draft, opset: number, graph: Graph): Draft =>
  upgrades[draft.operator]?.(draft, opset, graph) ?? draft
