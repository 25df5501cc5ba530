import { type ColorPlanes, reduce } from '../../../imaging/colorPlanes.ts'
import { asItIs, type Pair, type Pairing, signed } from './pairing.ts'

/** How many pixels of the picture one of the small one stands for, each way. */
const FACTOR = 4

/** Enlargement: from a picture with a quarter of the pixels each way, enlarged smoothly, to the picture. */
export const lowResolution: Pairing = {
  name: 'low-resolution',
  summary: `a picture at 1/${FACTOR} of its size, enlarged, to the picture`,
  inputs: 3,
  outputs: 3,
  pair(picture: ColorPlanes): Pair {
    const { width, height, data } = picture
    const small = resized(picture, { width: Math.ceil(width / FACTOR), height: Math.ceil(height / FACTOR) })
    return { input: signed(resized(small, { width, height }).data), target: signed(data) }
  },
  showInput: asItIs,
  showOutput: asItIs,
}

/** The whole picture in another size, smaller or larger. */
function resized({ width, height, data }: ColorPlanes, size: { width: number; height: number }): ColorPlanes {
  const levels = new Float32Array(data.length)
  const count = width * height
  for (let i = 0; i < count; i++) for (let c = 0; c < 3; c++) levels[3 * i + c] = 255 * data[c * count + i]!
  return reduce({ width, height, data: levels }, { x: 0, y: 0, width, height }, size)
}
