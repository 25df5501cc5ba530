import type { Pixels } from '../../../contract/pixels.ts'
import type { Frame } from './frames.ts'

type Scene = (x: number, y: number) => readonly [number, number, number]

/** A scene, whose places are shares of its sides, as a frame. */
export function frameOf(scene: Scene, side: number): Frame {
  const data = new Float32Array(3 * side * side)
  for (let i = 0; i < side * side; i++) {
    const color = scene(((i % side) + 0.5) / side, (Math.floor(i / side) + 0.5) / side)
    for (let c = 0; c < 3; c++) data[c * side * side + i] = color[c]!
  }
  return { width: side, height: side, data }
}

/** The same as a photo. */
export function photoOf(scene: Scene, width: number, height: number): Pixels {
  const data = new Uint8Array(3 * width * height)
  for (let i = 0; i < width * height; i++) {
    const color = scene(((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height)
    for (let c = 0; c < 3; c++) data[3 * i + c] = Math.round(255 * Math.max(0, Math.min(1, color[c]!)))
  }
  return { width, height, channels: 3, data }
}

/** A round thing with inner structure on a ground with some, its middle at (cx, cy). */
export const flower =
  (
    cx: number,
    cy: number,
    radius: number,
    petal: readonly [number, number, number] = [0.8, 0.25, 0.3],
  ): Scene =>
  (x, y) => {
    const [dx, dy] = [x - cx, y - cy]
    const distance = Math.hypot(dx, dy)
    const edge = 1 / (1 + Math.exp((distance - radius * (1 + 0.15 * Math.cos(5 * Math.atan2(dy, dx)))) * 60))
    const heart = 1 / (1 + Math.exp((distance - 0.35 * radius) * 60))
    const ground = 0.35 + 0.1 * Math.sin(9 * x) * Math.cos(7 * y)
    const base = [0.5 * ground, ground, 0.6 * ground]
    const inner = [0.9, 0.8, 0.2]
    return [0, 1, 2].map(
      (c) => base[c]! * (1 - edge) + edge * (petal[c]! * (1 - heart) + inner[c]! * heart),
    ) as unknown as readonly [number, number, number]
  }

/** A scene with fine grain, which no network of 64 pixels knows. */
export const grained =
  (scene: Scene): Scene =>
  (x, y) => {
    const grain = 0.12 * Math.sin(311 * x + 97 * y) * Math.sin(271 * y - 83 * x)
    const [r, g, b] = scene(x, y)
    return [r + grain, g + grain, b + grain]
  }

/** Sum of squared differences of neighbours: how sharp a picture is. */
export function gradientEnergy({ width, height, channels, data }: Pixels): number {
  let sum = 0
  for (let row = 0; row < height - 1; row++)
    for (let at = row * width * channels; at < (row * width + width - 1) * channels; at++)
      sum += (data[at + channels]! - data[at]!) ** 2 + (data[at + width * channels]! - data[at]!) ** 2
  return sum
}
