import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { ModelManifest } from '../../../electron/contract/procedures/models.ts'
import { loadModel } from '../../../electron/engine/models/folder.ts'
import { sizeOf } from '../../../electron/graph/shapes.ts'
import { Random } from '../../../electron/train/random.ts'

/** A network of an installed model, run by itself at the size it was trained at. */
export interface OpenNetwork {
  manifest: ModelManifest
  /** A picture [1, C, side, side] -> the output, of the same sides. Noise is that of `seed`. */
  run(input: Float32Array, seed?: number): Promise<Float32Array>
}

export async function openNetwork(
  modelsFolder: string,
  id: string,
  role: 'generator' | 'back' = 'generator',
): Promise<OpenNetwork> {
  const { manifest, files } = await loadModel(modelsFolder, id)
  const model = files[role]
  if (!model) throw new Error(`The model ${id} has no file of the role ${role}.`)
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 })
  const inputs = session.inputMetadata as InferenceSession.TensorValueMetadata[]
  return {
    manifest,
    async run(input, seed = 0) {
      const feeds = inputs.map(({ name, shape }, index) => {
        const dims = shape.map(Number)
        const data = index === 0 ? input : new Float32Array(sizeOf(dims))
        if (index > 0) new Random(seed, name).fill(data, { kind: 'uniform', from: 0, to: 1 })
        return [name, new Tensor('float32', data, dims)] as const
      })
      const { output } = await session.run(Object.fromEntries(feeds))
      return output!.data as Float32Array
    },
  }
}
