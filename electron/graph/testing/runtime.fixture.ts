import { openOn, type RuntimeOptions } from '../../engine/sessions/runtime.ts'
import { openDeferring } from '../deferred/session.ts'
import type { Graph } from '../graph.ts'
import { writeOnnx } from '../onnx/write.ts'
import type { OpenSession, SessionTensor } from '../session.ts'
import { tensor } from '../tensor.ts'

/** Opens models on the processor, on one thread. */
export const openOnProcessor =
  (options: RuntimeOptions = { threads: 1, training: true }): OpenSession =>
  (model, open) =>
    openDeferring((bytes) => openOn('cpu', bytes, options), model, open)

/** Loads a graph into ONNX Runtime on the CPU and runs it. @returns the numbers and shape of every output, by name */
export async function run(
  graph: Graph,
  feeds: ReadonlyMap<string, ArrayLike<number>>,
): Promise<Map<string, { shape: readonly number[]; data: number[] }>> {
  return runModel(
    writeOnnx(graph).model,
    Object.fromEntries(
      graph.inputs.map(({ name, dtype, shape }) => {
        const { data } = tensor(dtype === 'opaque' ? 'float32' : dtype, shape, feeds.get(name)!)
        return [name, { data, shape, type: dtype } as SessionTensor]
      }),
    ),
  )
}

/** A tensor of ours, or one of the runtime's own. */
type Feed = SessionTensor | { data: unknown; dims: readonly number[]; type: string }

const feedOf = (feed: Feed): SessionTensor =>
  'dims' in feed ? { data: feed.data as Float32Array, shape: feed.dims, type: feed.type } : feed

/** Runs a model once. @returns the numbers and shape of every output, by name */
export async function runModel(model: Uint8Array, feeds: Readonly<Record<string, Feed>>) {
  const session = await openOn('cpu', model, { threads: 1 })
  const results = await session.run(
    Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, feedOf(feed)])),
  )
  await session.release()
  return new Map(
    Object.entries(results).map(([name, { shape, data }]) => [
      name,
      { shape, data: Array.from(data as Float32Array, Number) },
    ]),
  )
}
