import type { PictureBytes } from './ssim.ts'

/** Means of two by two pixels; an odd last row or column is left out. */
export function halve({ width, height, channels, data }: PictureBytes): PictureBytes {
  const [across, down] = [width >> 1, height >> 1]
  const half = new Float32Array(across * down * channels)
  const row = width * channels
  let to = 0
  for (let v = 0; v < down; v++)
    for (let u = 0; u < across; u++)
      for (let c = 0; c < channels; c++) {
        const at = 2 * v * row + 2 * u * channels + c
        half[to++] = (data[at]! + data[at + channels]! + data[at + row]! + data[at + row + channels]!) / 4
      }
  return { width: across, height: down, channels, data: half }
}
