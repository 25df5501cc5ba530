import type { ColorPlanes } from '../../../imaging/colorPlanes.ts'
import { soften } from './region.ts'

/** What another camera under another light would have made of an object. */
export interface Relighting {
  /** Factor of each channel: exposure and white balance. */
  gain: readonly [number, number, number]
  gamma: readonly [number, number, number]
  /** 0 is grey, 1 leaves colours as they are. */
  saturation: number
  /** Light that falls off across the picture: change of the factor from one side to the other, and its direction. */
  ramp: number
  angle: number
  blurred: boolean
}

/**
 * The picture under that light, in [0, 1]. What is too bright is lost, as in a camera.
 *
 * @param coverage where it is zero the picture is not needed, and left black
 */
export function relight(
  { width, height, data }: ColorPlanes,
  light: Relighting,
  coverage: Float32Array,
): ColorPlanes {
  const count = width * height
  const dx = Math.cos(light.angle) * light.ramp
  const dy = Math.sin(light.angle) * light.ramp
  const out = new Float32Array(3 * count)
  const color = [0, 0, 0]
  // Blurring looks one pixel farther.
  const needed = light.blurred ? soften(coverage, width, height) : coverage
  for (let i = 0; i < count; i++) {
    if (needed[i] === 0) continue
    const x = i % width
    const factor = 1 + dx * ((x + 0.5) / width - 0.5) + dy * ((i - x) / count - 0.5)
    for (let c = 0; c < 3; c++) color[c] = factor * light.gain[c]! * data[c * count + i]! ** light.gamma[c]!
    const grey = 0.299 * color[0]! + 0.587 * color[1]! + 0.114 * color[2]!
    for (let c = 0; c < 3; c++)
      out[c * count + i] = Math.min(1, Math.max(0, grey + light.saturation * (color[c]! - grey)))
  }
  if (!light.blurred) return { width, height, data: out }
  for (let c = 0; c < 3; c++)
    out.set(soften(out.subarray(c * count, (c + 1) * count), width, height), c * count)
  return { width, height, data: out }
}
