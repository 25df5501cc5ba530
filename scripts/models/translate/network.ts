import type { ModelManifest } from '../../../electron/contract/model/manifest.ts'
import { loadModel } from '../../../electron/engine/models/folder.ts'
import { openOn } from '../../../electron/engine/sessions/runtime.ts'
import { sizeOf } from '../../../electron/graph/shapes.ts'
import { Random } from '../../../electron/nets/random.ts'

/** A network of an installed model, run by itself at the size it was trained at. */
export interface OpenNetwork {
  manifest: ModelManifest
  /** A picture [1, C, side, side] -> the output, of the same sides. Noise is that of `seed`. */
  run(input: Float32Array, seed?: number): Promise<Float32Array>
}

export async function openNetwork(
  modelsFolder: string,
  id: string,
  role: 'generator' | 'reverse' = 'generator',
): Promise<OpenNetwork> {
  const { manifest, files } = await loadModel(modelsFolder, id)
  const model = files[role]
  if (!model) throw new Error(`The model ${id} has no file of the role ${role}.`)
  const session = await openOn('cpu', model, { threads: 1 })
  const { translation, inputs } = manifest
  const [picture] = inputs
  if (!translation || !picture) throw new Error(`The model ${id} translates no pictures.`)
  const { side } = translation
  const noises = translation.kind === 'drawing' ? translation.noise : []
  return {
    manifest,
    async run(input, seed = 0) {
      const noise = noises.map(({ name, channels, stride }) => {
        const shape = [1, channels, side / stride, side / stride]
        const data = new Float32Array(sizeOf(shape))
        new Random(seed, name).fill(data, { kind: 'uniform', from: 0, to: 1 })
        return [name, { data, shape }] as const
      })
      const shape = [1, picture.channels.length, side, side]
      const { output } = await session.run({
        [picture.name]: { data: input, shape },
        ...Object.fromEntries(noise),
      })
      return output!.data as Float32Array
    },
  }
}
