import type { Value } from '../../graph/graph.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { simplify } from '../../graph/passes/simplify.ts'
import type { OpenSession } from '../../graph/session.ts'
import type { NamedTensor } from '../step/tensors.ts'
import type { Given } from './given.ts'

/**
 * Looks at pictures through a network outside of any step.
 *
 * @param pictures [N, C, H, W] in [-1, 1]
 * @param read     what is taken of the layers, by their names
 */
export async function lookThrough(
  given: Given,
  pictures: NamedTensor,
  open: OpenSession,
  read: (features: ReadonlyMap<string, Value>) => readonly Value[],
): Promise<NamedTensor[]> {
  const graph = newGraph()
  const input = graph.input('pictures', 'float32', pictures.shape)
  const layers = given.of(input).map((value, k) => [given.layers[k]!, value] as const)
  const wanted = read(new Map(layers))
  for (const [k, value] of wanted.entries()) graph.output(`read ${k}`, value)
  const session = await open(writeOnnx(simplify(graph)).model)
  try {
    const found = await session.run({ pictures: { data: pictures.data, shape: pictures.shape } })
    return wanted.map(({ shape }, k) => ({ shape, data: found[`read ${k}`]!.data as Float32Array }))
  } finally {
    await session.release()
  }
}
