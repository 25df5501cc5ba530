import sharp from 'sharp'
import type { NamedTensor } from '../step/tensors.ts'

const gap = 2

/**
 * Pictures side by side as a PNG. One tensor [N, C, H, W] in [-1, 1] is laid out as a square; of several, each is a
 * column, and examples stand in rows.
 */
export function pictureGrid(tensors: readonly NamedTensor[]): Promise<Uint8Array> {
  const [count = 0, , height = 0, width = 0] = tensors[0]!.shape
  const columns = tensors.length > 1 ? tensors.length : Math.ceil(Math.sqrt(count))
  const rows = tensors.length > 1 ? count : Math.ceil(count / columns)
  const across = columns * (width + gap) - gap
  const down = rows * (height + gap) - gap
  const pixels = new Uint8Array(across * down * 3).fill(128)
  tensors.forEach((tensor, column) => {
    for (let index = 0; index < count; index++) {
      const [x, y] = tensors.length > 1 ? [column, index] : [index % columns, Math.floor(index / columns)]
      draw(tensor, index, pixels, across, x * (width + gap), y * (height + gap))
    }
  })
  return sharp(pixels, { raw: { width: across, height: down, channels: 3 } })
    .png()
    .toBuffer()
}

function draw(
  { shape: [, channels = 1, height = 0, width = 0], data }: NamedTensor,
  index: number,
  pixels: Uint8Array,
  across: number,
  left: number,
  top: number,
): void {
  const plane = width * height
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) {
        const from = (index * channels + Math.min(c, channels - 1)) * plane + y * width + x
        const level = Math.round((data[from]! + 1) * 127.5)
        pixels[((top + y) * across + left + x) * 3 + c] = Math.max(0, Math.min(255, level))
      }
}
