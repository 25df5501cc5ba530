import sharp from 'sharp'

/** Pixels between pictures of a grid. */
const GAP = 2

/** The first pictures of a square grid of a run's samples: [3, side, side] each, in [-1, 1]. */
export async function picturesIn(png: Uint8Array, side: number, count: number): Promise<Float32Array[]> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const columns = Math.round((info.width + GAP) / (side + GAP))
  return Array.from({ length: count }, (_, index) => {
    const [left, top] = [(index % columns) * (side + GAP), Math.floor(index / columns) * (side + GAP)]
    return Float32Array.from({ length: 3 * side * side }, (_, at) => {
      const [c, pixel] = [Math.floor(at / side ** 2), at % side ** 2]
      const [x, y] = [left + (pixel % side), top + Math.floor(pixel / side)]
      return data[3 * (y * info.width + x) + c]! / 127.5 - 1
    })
  })
}
