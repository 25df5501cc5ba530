import type { PictureTensor } from '../../contract/model/tensor.ts'
import type { Translation } from '../../contract/model/translation.ts'
import type { SessionTensor, SessionTensors } from '../../graph/session.ts'

/** Side of the picture on which a device is tried out, in pixels, at least. */
const SIDE = 64

/**
 * A small input for a network of pictures, or of statistics: a ramp with stripes, and noise where the network takes some.
 *
 * @param translation of a network that translates
 */
export function trialFeeds(
  { name, size, channels, range: [low, high] }: PictureTensor,
  translation?: Translation,
): SessionTensors {
  const min = 'width' in size ? 0 : Math.ceil(SIDE / size.multiple) * size.multiple
  const { width, height } = 'width' in size ? size : { width: min, height: min }
  const ramp = (i: number) => 0.5 * (((i % width) + 0.5) / width) + 0.25 + 0.25 * Math.sin(i / 3)
  // A network of statistics is given a row of them.
  const shape = channels.includes('statistic') ? [1, width] : [1, channels.length, height, width]
  const picture = filled(shape, (i) => low + (high - low) * ramp(i))
  const noises = translation?.kind === 'drawing' ? translation.noise : []
  return {
    [name]: picture,
    ...Object.fromEntries(
      noises.map(({ name: noise, channels: depth, stride }) => {
        const shape = [1, depth, Math.floor(height / stride), Math.floor(width / stride)]
        return [noise, filled(shape, (i) => 0.5 + 0.5 * Math.sin(12.9898 * i))]
      }),
    ),
  }
}

const filled = (shape: readonly number[], at: (i: number) => number): SessionTensor => ({
  data: Float32Array.from({ length: shape.reduce((product, extent) => product * extent, 1) }, (_, i) =>
    at(i),
  ),
  shape,
})
