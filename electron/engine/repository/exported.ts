import type { ModelManifest } from '../../contract/model/manifest.ts'
import { withAnySize } from '../../graph/onnx/anySize.ts'
import { withFreeBatch } from '../../graph/onnx/freeBatch.ts'
import { withWidenedWeights } from '../../graph/onnx/half.ts'
import { decode } from '../../graph/onnx/protobuf.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { GIVEN, measuringStatistics, type Statistics, withStatistics } from '../../graph/passes/statistics.ts'
import type { SessionData, SessionTensor, SessionTensors } from '../../graph/session.ts'
import { differenceOf, TOLERANCE } from '../sessions/compare.ts'
import { openOn } from '../sessions/runtime.ts'
import { trialFeeds } from '../sessions/trialFeeds.ts'

/** A tensor of a network as servers are told of it. */
export interface ExportedTensor {
  name: string
  /** Without the batch where the server makes batches; -1 for an axis of any size. */
  dims: number[]
}

/** A network in the form in which servers have it. */
export interface ExportedNetwork {
  /** An `.onnx` file. */
  bytes: Uint8Array
  inputs: ExportedTensor[]
  outputs: ExportedTensor[]
  /** Whether a server may compute several examples at once: each comes out as it does alone. */
  together: boolean
  /** How far its result lies from that of the installed file, as a share of the largest number. */
  difference: number
}

/**
 * A network as it is installed, for any number of examples and, where it knows them, sizes; its weights in single
 * precision, which every server's runtime computes with alike. Computed once here beside the installed file.
 *
 * @param feeds a small input of one example
 * @returns null where the two differ by more than rounding
 */
export async function exportedPlain(
  file: Uint8Array,
  anySize: boolean,
  feeds: SessionTensors,
): Promise<ExportedNetwork | null> {
  const whole = withWidenedWeights(file)
  const sized = anySize ? withAnySize(whole) : whole
  const free = withFreeBatch(sized)
  const other = mapped(feeds, ({ data, shape }) => ({ data: data.toReversed() as SessionData, shape }))
  const names = decode(file)!.outputs.map(({ name }) => name)
  const open = anySize ? withAnySize(file) : file
  const [first, second] = await runs(open, [feeds, other])
  const apart = (found: SessionTensors | undefined) =>
    found ? differenceOf(found, first!) : Number.POSITIVE_INFINITY
  const [both] = await runs(free, [joined(feeds, other)]).catch(() => [])
  const together = both && differenceOf(both, joined(first!, second!)) <= TOLERANCE
  if (together) {
    const [alone] = await runs(free, [feeds])
    const difference = apart(alone)
    return difference <= TOLERANCE ? { ...described(free, names, true), difference } : null
  }
  const [alone] = await runs(sized, [feeds])
  const difference = apart(alone)
  return difference <= TOLERANCE ? { ...described(sized, names, false), difference } : null
}

/**
 * The form of a style that takes the statistics of a picture as inputs beside the picture, for tiles of any size.
 * Computed at another size than it was made at beside the form with the same statistics in it.
 *
 * @returns null for a network without such statistics, and one that computes otherwise in this form
 */
export async function exportedFixed(
  file: Uint8Array,
  { inputs: [input] }: ModelManifest,
): Promise<ExportedNetwork | null> {
  if (!input || !('multiple' in input.size)) return null
  const whole = withWidenedWeights(file)
  const anySize = withAnySize(whole)
  const feeds = trialFeeds(input)
  const { shape } = feeds[input.name]!
  const read = (size: readonly number[]) => readOnnx(anySize, { dimensions: { [input.name]: size } })
  const measuring = measuringStatistics(read(shape), 0)
  if (!measuring) return null
  const bytes = withAnySize(writeOnnx(withStatistics(read(shape), GIVEN)).model)
  const [measured] = await runs(writeOnnx(measuring).model, [feeds])
  const statistics: Statistics = new Map(
    Object.entries(measured!).map(([name, { data }]) => [name, data as Float32Array]),
  )
  const larger = {
    ...input,
    size: { width: shape[3]! + 2 * input.size.multiple, height: shape[2]! + input.size.multiple },
  }
  const tile = trialFeeds(larger)
  const inside = writeOnnx(withStatistics(read(tile[input.name]!.shape), statistics)).model
  const [wanted] = await runs(inside, [tile])
  const given = mapped(measured!, ({ data }) => ({ data, shape: [data.length] }))
  const [found] = await runs(bytes, [{ ...tile, ...given }]).catch(() => [])
  const difference = found ? differenceOf(found, wanted!) : Number.POSITIVE_INFINITY
  const names = decode(file)!.outputs.map(({ name }) => name)
  return difference <= TOLERANCE ? { ...described(bytes, names, false), difference } : null
}

async function runs(model: Uint8Array, feeds: readonly SessionTensors[]): Promise<SessionTensors[]> {
  const session = await openOn('cpu', model)
  try {
    const results: SessionTensors[] = []
    for (const each of feeds) results.push(await session.run(each))
    return results
  } finally {
    await session.release()
  }
}

const mapped = (tensors: SessionTensors, change: (tensor: SessionTensor) => SessionTensor): SessionTensors =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor)]))

/** Two batches as one. */
function joined(first: SessionTensors, second: SessionTensors): SessionTensors {
  return Object.fromEntries(
    Object.entries(first).map(([name, { data, shape }]) => {
      const numbers = new Float32Array(2 * data.length)
      numbers.set(data as Float32Array)
      numbers.set(second[name]!.data as Float32Array, data.length)
      return [name, { data: numbers, shape: [2 * shape[0]!, ...shape.slice(1)] }]
    }),
  )
}

function described(bytes: Uint8Array, outputs: readonly string[], together: boolean) {
  const file = decode(bytes)!
  const stored = new Set(file.initialisers.map(({ name }) => name))
  const tensorOf = ({ name, dims }: (typeof file.inputs)[number]): ExportedTensor => ({
    name,
    dims: (dims ?? []).slice(together ? 1 : 0).map((extent) => (typeof extent === 'number' ? extent : -1)),
  })
  return {
    bytes,
    inputs: file.inputs.filter(({ name }) => !stored.has(name)).map(tensorOf),
    outputs: file.outputs.filter(({ name }) => outputs.includes(name)).map(tensorOf),
    together,
  }
}
