import type { NamedTensor } from '../step/tensors.ts'
import type { PictureBytes } from './ssim.ts'

/** The pictures of a tensor [N, C, H, W] in [-1, 1], as the metrics take them: levels from 0 to 255, unrounded. */
export function picturesOf({ shape, data }: NamedTensor): PictureBytes[] {
  const [count = 0, channels = 0, height = 0, width = 0] = shape
  const plane = width * height
  return Array.from({ length: count }, (_, index) => {
    const levels = new Float32Array(plane * channels)
    for (let c = 0; c < channels; c++)
      for (let at = 0; at < plane; at++) {
        const x = data[(index * channels + c) * plane + at]!
        levels[at * channels + c] = Math.max(0, Math.min(255, (x + 1) * 127.5))
      }
    return { width, height, channels, data: levels }
  })
}
