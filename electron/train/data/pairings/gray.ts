import type { ColorPlanes } from '../../../imaging/colorPlanes.ts'
import { labPlanes, srgbPlanes } from '../../../imaging/labPlanes.ts'
import type { NamedTensor } from '../../step/tensors.ts'
import { asItIs, type Pair, type Pairing, signed } from './pairing.ts'

/** Scaling of CIELAB to [-1, 1], as in pix2pix: L* = 50 (x + 1), a* and b* = 110 x. */
const LIGHTNESS = 50
const CHROMA = 110

/** Colourisation: from lightness, L*, to chroma, a* and b* (CIELAB). */
export const gray: Pairing = {
  name: 'gray',
  summary: 'a grey picture to its colours (L* to a*b*)',
  inputs: 1,
  outputs: 2,

  pair({ data }: ColorPlanes): Pair {
    const lab = labPlanes(data)
    const count = data.length / 3
    return {
      input: lab.subarray(0, count).map((l) => l / LIGHTNESS - 1),
      target: lab.subarray(count).map((chroma) => chroma / CHROMA),
    }
  },

  showInput: asItIs,

  showOutput(output: NamedTensor, input: NamedTensor): NamedTensor {
    const [rows = 0, , height = 0, width = 0] = output.shape
    const plane = height * width
    const data = new Float32Array(rows * 3 * plane)
    for (let row = 0; row < rows; row++) {
      const lab = new Float32Array(3 * plane)
      lab.set(input.data.subarray(row * plane, (row + 1) * plane).map((x) => LIGHTNESS * (x + 1)))
      lab.set(
        output.data.subarray(2 * row * plane, 2 * (row + 1) * plane).map((x) => CHROMA * x),
        plane,
      )
      data.set(signed(srgbPlanes(lab)), 3 * row * plane)
    }
    return { shape: [rows, 3, height, width], data }
  },
}
