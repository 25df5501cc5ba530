import type { Start } from '../../game/training.ts'
import type { NamedTensor } from '../../step/tensors.ts'

/** The first weight of a U-Net, [filters, channels, 4, 4]. */
const FIRST = 'generator/down1/weight'

/**
 * A network that knew no hints begins with what it had: it takes no notice of the channels that are new to it.
 *
 * @param inputs channels that the first weight is to have
 */
export function widened(start: Start | undefined, inputs: number): [string, NamedTensor][] {
  // The weight itself and what is kept beside it, such as its average.
  const known = [...(start?.tensors ?? [])].filter(([name]) => name === FIRST || name.startsWith(`${FIRST}.`))
  return known.flatMap(([name, { shape, data }]) => {
    const [filters = 0, channels = 0, ...kernel] = shape
    if (channels >= inputs) return []
    const size = kernel.reduce((product, extent) => product * extent, 1)
    const wider = new Float32Array(filters * inputs * size)
    for (let filter = 0; filter < filters; filter++)
      wider.set(
        data.subarray(filter * channels * size, (filter + 1) * channels * size),
        filter * inputs * size,
      )
    return [[name, { shape: [filters, inputs, ...kernel], data: wider }]] satisfies [string, NamedTensor][]
  })
}
