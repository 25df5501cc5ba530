import sharp from 'sharp'

const side = 320
/** The colours of generated and of real points. */
const shades = { generated: [24, 88, 190], real: [240, 150, 40] } as const

/**
 * Points in the plane as a PNG: the density of the generated ones in blue over that of the real ones in orange.
 *
 * @param generated [N, 2]
 * @param real      [N, 2]; the picture shows the square about the origin that holds them, and some margin
 */
export function scatter(generated: Float32Array, real: Float32Array): Promise<Uint8Array> {
  const reach = 1.2 * real.reduce((max, x) => Math.max(max, Math.abs(x)), 0)
  const pixels = new Uint8Array(side * side * 3).fill(255)
  lay(density(real, reach), shades.real, pixels)
  lay(density(generated, reach), shades.generated, pixels)
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer()
}

function density(points: Float32Array, reach: number): Float32Array {
  const counts = new Float32Array(side * side)
  for (let at = 0; at < points.length; at += 2) {
    const x = Math.floor(((points[at]! / reach + 1) / 2) * side)
    const y = Math.floor(((1 - points[at + 1]! / reach) / 2) * side)
    if (x >= 0 && x < side && y >= 0 && y < side) counts[y * side + x]! += 1
  }
  return counts
}

function lay(counts: Float32Array, colour: readonly number[], pixels: Uint8Array): void {
  counts.forEach((count, at) => {
    const opacity = count === 0 ? 0 : 1 - 0.6 / count
    for (let c = 0; c < 3; c++)
      pixels[3 * at + c] = Math.round(pixels[3 * at + c]! * (1 - opacity) + colour[c]! * opacity)
  })
}
