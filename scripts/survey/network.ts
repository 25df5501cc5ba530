import { InferenceSession, Tensor } from 'onnxruntime-node'
import { Random } from '../../electron/nets/random.ts'

/** A network that a run has saved, which takes one example at a time. */
export interface Saved {
  /** @returns its outputs by name, numbers of one example */
  run(inputs: Readonly<Record<string, Float32Array>>): Promise<Readonly<Record<string, Float32Array>>>
}

export async function openSaved(model: Uint8Array): Promise<Saved> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1 })
  const shapes = new Map(
    (session.inputMetadata as InferenceSession.TensorValueMetadata[]).map(({ name, shape }) => [
      name,
      shape.map(Number),
    ]),
  )
  return {
    async run(inputs) {
      const feeds = Object.fromEntries(
        Object.entries(inputs).map(([name, data]) => [name, new Tensor('float32', data, shapes.get(name)!)]),
      )
      const found = await session.run(feeds)
      return Object.fromEntries(Object.entries(found).map(([name, { data }]) => [name, data as Float32Array]))
    },
  }
}

/** So many standard normal numbers. */
export const normals = (random: Random, count: number): Float32Array =>
  Float32Array.from({ length: count }, () => random.normal())

/** The results of a function for 0, 1, … one after the other. */
export async function each<T>(
  count: number,
  make: (index: number, random: Random) => Promise<T>,
  seed = 0,
): Promise<T[]> {
  const found: T[] = []
  for (let index = 0; index < count; index++) found.push(await make(index, new Random(seed, 'each', index)))
  return found
}
