import { InferenceSession, Tensor as RuntimeTensor } from 'onnxruntime-node'
import type { Graph } from '../graph.ts'
import { writeOnnx } from '../onnx/write.ts'
import { tensor } from '../tensor.ts'

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
        return [name, new RuntimeTensor(dtype as 'float32', data as Float32Array, shape)]
      }),
    ),
  )
}

export async function runModel(model: Uint8Array, feeds: Readonly<Record<string, RuntimeTensor>>) {
  const session = await InferenceSession.create(model, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  })
  const results = await session.run(feeds)
  await session.release()
  return new Map(
    Object.entries(results).map(([name, { dims, data }]) => [
      name,
      { shape: dims, data: Array.from(data as Float32Array, Number) },
    ]),
  )
}
