import type { RgbBytes } from '../../imaging/colorPlanes.ts'
import type { Random } from '../../nets/random.ts'

/**
 * Writes a square of a picture, cut at a random place, as planes in [-1, 1].
 *
 * @param side at most that of the picture
 * @param planes of 3 side² numbers or more
 */
export function writeSquare(
  random: Random,
  { width, height, data, channels = 3 }: RgbBytes,
  side: number,
  planes: Float32Array,
): void {
  const left = random.below(width - side + 1)
  const top = random.below(height - side + 1)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      for (let c = 0; c < 3; c++)
        planes[(c * side + y) * side + x] = data[((top + y) * width + left + x) * channels + c]! / 127.5 - 1
}
