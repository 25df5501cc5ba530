import type { SessionTensors } from '../../graph/session.ts'
import { type Shape, sizeOf } from '../../graph/shapes.ts'
import { Random } from '../../nets/random.ts'
import { type Generator, generatorGraph, lookingGraph } from '../../tools/sketch/generator.ts'

/** What to show the networks of a generator, its critic and its encoder, by their roles: one latent, one picture, one word. */
export function generatingFeeds(generator: Generator): Map<string, SessionTensors> {
  return new Map(
    Object.entries(generator.files).map(([role, file]) => {
      const graph = role === 'generator' ? generatorGraph(generator, 1) : lookingGraph(generator, file, 1)
      return [
        role,
        Object.fromEntries(graph.inputs.map(({ name, shape }) => [name, feed(generator, name, shape)])),
      ]
    }),
  )
}

/** The first word of a condition, else numbers in [-1, 1], which latents and pictures may have. */
function feed({ condition }: Generator, name: string, shape: Shape) {
  const data = new Float32Array(sizeOf(shape))
  if (name === condition?.name) data[0] = 1
  else new Random(1, name).fill(data, { kind: 'uniform', from: -1, to: 1 })
  return { data, shape }
}
