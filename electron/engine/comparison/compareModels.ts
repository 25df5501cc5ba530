import { freemem } from 'node:os'
import type { Comparison } from '../../contract/procedures/comparison.ts'
import { type Text, text } from '../../contract/text.ts'
import type { Graph } from '../../graph/graph.ts'
import { peakBytes } from '../../graph/memory.ts'
import { decode } from '../../graph/onnx/protobuf.ts'
import { withOutputs } from '../../graph/onnx/revise.ts'
import { numbersOfHalves } from '../../graph/onnx/types.ts'
import type { SessionTensors } from '../../graph/session.ts'
import { differenceOf, TOLERANCE } from '../sessions/compare.ts'
import { openOn } from '../sessions/runtime.ts'

/** Where weights or results of one of the two are in half precision, they may be this far apart. */
const HALF_TOLERANCE = 3e-2
/** Share of the free memory that comparing may take. */
const MEMORY_SHARE = 1 / 2
const MEGABYTE = 2 ** 20

/** A model and what it is to compute. Plain data, which crosses to a thread. */
export interface ModelRun {
  /** Its bytes, or its path where weights lie beside it. */
  model: Uint8Array | string
  feeds: SessionTensors
  /** Names of the outputs that count, all if absent. */
  outputs?: readonly string[]
}

/** A network and the file that was made of it. */
export interface ModelPair {
  /** What sentences call the original. */
  file: string
  original: ModelRun
  rewritten: ModelRun
  /** Goes before the names of the original's values in the rewritten file. */
  prefix?: string
  /** Whether one of the two holds half precision. */
  half?: boolean
}

/**
 * Runs both on the processor, one after the other, so that only one of them is in memory at a time. What differs is run
 * again, to find out whether the original gives the same each time, and where in the network the two part.
 *
 * @param asRewritten brings the original's results to the names and the conventions of the rewritten file's
 */
export async function compareModels(
  pair: ModelPair,
  asRewritten: (results: SessionTensors) => SessionTensors = (results) => results,
): Promise<Comparison> {
  const { file, original, rewritten, half = false } = pair
  const tolerance = half ? HALF_TOLERANCE : TOLERANCE
  let given: SessionTensors
  try {
    given = await once(original)
  } catch (thrown) {
    return notCompared(text('comparison.originalFails', { file, reason: reasonOf(thrown) }))
  }
  let found: SessionTensors
  try {
    found = await once(rewritten)
  } catch (thrown) {
    const said = text('comparison.rewrittenFails', { file, reason: reasonOf(thrown) })
    return { outcome: 'differs', difference: null, said }
  }
  const { difference, output } = worst(found, asRewritten(given))
  if (difference <= tolerance) return { outcome: 'same', difference, said: sameSaid(file, difference) }
  const [first, second] = await runs(original, 2)
  if (worst(second!, first!).difference > tolerance) return notCompared(text('comparison.random', { file }))
  const percent = percentOf(difference)
  const place = await firstApart(pair, tolerance).catch(() => null)
  const said = place
    ? text('comparison.differsAt', { file, output, percent, ...place })
    : text('comparison.differs', { file, output, percent })
  return { outcome: 'differs', difference: Number.isFinite(difference) ? difference : null, said }
}

export const notCompared = (said: Comparison['said']): Comparison => ({
  outcome: 'notCompared',
  difference: null,
  said,
})

/** Why a network of this size is not run for a comparison; null: it is. */
export function tooLarge(file: string, graph: Graph): Comparison | null {
  const weights = graph.constants.reduce((sum, { data }) => sum + data!.byteLength, 0)
  // The runtime holds what it was given beside what it made of it.
  const needed = peakBytes(graph) + 2 * weights
  if (needed <= MEMORY_SHARE * freemem()) return null
  return notCompared(text('comparison.tooLarge', { file, megabytes: Math.ceil(needed / MEGABYTE) }))
}

const once = async (model: ModelRun): Promise<SessionTensors> => (await runs(model, 1))[0]!

async function runs({ model, feeds, outputs }: ModelRun, count: number): Promise<SessionTensors[]> {
  const session = await openOn('cpu', model)
  try {
    const results: SessionTensors[] = []
    for (let k = 0; k < count; k++) results.push(inSingle(await session.run(feeds, outputs)))
    return results
  } finally {
    await session.release()
  }
}

/** Results of half precision as numbers. */
const inSingle = (results: SessionTensors): SessionTensors =>
  Object.fromEntries(
    Object.entries(results).map(([name, { data, shape, type }]) => [
      name,
      type === 'float16' && data instanceof Uint16Array
        ? { data: numbersOfHalves(data), shape }
        : { data, shape },
    ]),
  )

/** The output that is furthest from what it should be. */
function worst(found: SessionTensors, right: SessionTensors): { output: string; difference: number } {
  let result = { output: Object.keys(right)[0] ?? '', difference: 0 }
  for (const [output, wanted] of Object.entries(right)) {
    const other = found[output]
    const difference =
      other?.data.length === wanted.data.length
        ? differenceOf({ [output]: other }, { [output]: wanted })
        : Number.POSITIVE_INFINITY
    if (difference > result.difference) result = { output, difference }
  }
  return result
}

/** The first value of the original that the rewritten file computes otherwise, and the operator that makes it. */
async function firstApart(
  { original, rewritten, prefix = '' }: ModelPair,
  tolerance: number,
): Promise<{ value: string; operator: string } | null> {
  if (typeof original.model === 'string' || typeof rewritten.model === 'string') return null
  const made = new Set(decode(rewritten.model)!.nodes.flatMap(({ outputs }) => outputs))
  const shared = decode(original.model)!.nodes.flatMap(({ operator, outputs }) =>
    outputs.filter((name) => name && made.has(prefix + name)).map((value) => ({ value, operator })),
  )
  const values = shared.map(({ value }) => value)
  const inside = values.map((value) => prefix + value)
  const right = await once({
    model: withOutputs(original.model, values),
    feeds: original.feeds,
    outputs: values,
  })
  const found = await once({
    model: withOutputs(rewritten.model, inside),
    feeds: rewritten.feeds,
    outputs: inside,
  })
  const isApart = ({ value }: { value: string }) =>
    worst({ [value]: found[prefix + value]! }, { [value]: right[value]! }).difference > tolerance
  return shared.find(isApart) ?? null
}

const sameSaid = (file: string, difference: number): Text =>
  difference === 0
    ? text('comparison.exact', { file })
    : text('comparison.same', { file, percent: percentOf(difference) })

const percentOf = (difference: number): string =>
  Number.isFinite(difference) ? String(Number((100 * difference).toPrecision(2))) : '∞'

const reasonOf = (thrown: unknown): string =>
  (thrown instanceof Error ? thrown.message : String(thrown)).split('\n')[0]!.slice(0, 200)
