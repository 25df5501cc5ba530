import type { Pixels } from '../../contract/pixels.ts'
import { colorsOf } from '../networks/tensors.ts'
import type { Generator } from './generator.ts'

/** What draws pictures: their channels and size. */
interface Drawing {
  readonly output: Pick<Generator['output'], 'channels' | 'size'>
}

/**
 * Pictures of a generator, or of its second stage, below each other, RGB.
 *
 * @param pictures [C, H, W] in [0, 1] each
 */
export function strip({ output }: Drawing, pictures: readonly Float32Array[]): Pixels {
  const { width, height } = output.size
  const count = width * height
  const data = new Uint8Array(3 * count * pictures.length)
  for (const [n, picture] of pictures.entries()) {
    const colors = colorsOf(picture, output.size, { channels: output.channels, range: [0, 1] }).data
    for (let i = 0; i < count; i++)
      for (let c = 0; c < 3; c++) data[3 * (n * count + i) + c] = Math.round(255 * colors[c * count + i]!)
  }
  return { width, height: height * pictures.length, channels: 3, data }
}
