import type { ColorPlanes } from '../../../imaging/colorPlanes.ts'
import type { Random } from '../../../nets/random.ts'
import type { NamedTensor } from '../../step/tensors.ts'
import { drawRegion } from '../composites/region.ts'
import { asItIs, type Pair, type Pairing, signed } from './pairing.ts'

/** Repair: from a picture with a hole, grey inside, and where the hole is (1 inside, -1 outside), to the picture. */
export const holes: Pairing = {
  name: 'holes',
  summary: 'a picture with a hole to the whole picture',
  inputs: 4,
  outputs: 3,
  pair(picture: ColorPlanes, random: Random): Pair {
    const count = picture.width * picture.height
    const hole = drawRegion(random, picture)
    const target = signed(picture.data)
    const input = new Float32Array(4 * count)
    for (let i = 0; i < count; i++) {
      const inside = hole[i]! > 0.5
      for (let c = 0; c < 3; c++) input[c * count + i] = inside ? 0 : target[c * count + i]!
      input[3 * count + i] = inside ? 1 : -1
    }
    return { input, target }
  },

  showInput({ shape: [rows = 0, , height = 0, width = 0], data }: NamedTensor): NamedTensor {
    const plane = height * width
    const shown = new Float32Array(rows * 3 * plane)
    for (let row = 0; row < rows; row++)
      shown.set(data.subarray(4 * row * plane, (4 * row + 3) * plane), 3 * row * plane)
    return { shape: [rows, 3, height, width], data: shown }
  },
  showOutput: asItIs,
}
