import { type Text, text } from '../../contract/text.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import type { SessionTensors } from '../../graph/session.ts'
import { type Shape, sameShape, showShape } from '../../graph/shapes.ts'
import { ServerFault } from '../serving/fault.ts'

/** The shapes of a network's results, by name; null where they cannot be told before it is run. */
type Shapes = ReadonlyMap<string, Shape> | null

/** Tells the shapes of a network's results by those of its inputs, from the shape rules of our own graph. */
export class ExpectedShapes {
  readonly #model: Uint8Array
  readonly #known = new Map<string, Shapes>()

  constructor(model: Uint8Array) {
    this.#model = model
  }

  of(feeds: SessionTensors): Shapes {
    const dimensions = Object.fromEntries(Object.entries(feeds).map(([name, { shape }]) => [name, shape]))
    const key = JSON.stringify(dimensions)
    if (!this.#known.has(key)) this.#known.set(key, this.#read(dimensions))
    return this.#known.get(key)!
  }

  #read(dimensions: Record<string, Shape>): Shapes {
    try {
      const { outputs } = readOnnx(this.#model, { dimensions })
      return new Map([...outputs].map(([name, { shape }]) => [name, shape]))
    } catch {
      // What only a runtime understands is checked by the comparison alone.
      return null
    }
  }
}

/** @throws ServerFault `nonsense` for results that are missing, have another shape, or are no numbers */
export function checkAnswer(
  address: string,
  results: SessionTensors,
  names: readonly string[],
  shapes: Shapes,
): void {
  const nonsense = (what: Text) =>
    new ServerFault('nonsense', address, text('servers.nonsense', { address, what }))
  for (const name of names) {
    const found = results[name]
    if (!found) throw nonsense(text('servers.missingTensor', { name }))
    const wanted = shapes?.get(name)
    if (wanted && !sameShape(found.shape, wanted))
      throw nonsense(
        text('servers.wrongTensor', { name, found: showShape(found.shape), wanted: showShape(wanted) }),
      )
    if (found.data instanceof Float32Array && !found.data.every(Number.isFinite))
      throw nonsense(text('servers.noNumbers', { name }))
  }
}
