import { labOfLight, lightOfLab } from './lab.ts'
import { encodedOf, linearOf } from './srgbTransfer.ts'

/** Colours by plane, red, green and blue in [0, 1] -> L*, a* and b* by plane. */
export function labPlanes(rgb: Float32Array): Float32Array {
  const count = rgb.length / 3
  const lab = new Float32Array(rgb.length)
  for (let i = 0; i < count; i++)
    labOfLight(linearOf(rgb[i]!), linearOf(rgb[count + i]!), linearOf(rgb[2 * count + i]!), lab, i, count)
  return lab
}

/** L*, a* and b* by plane -> red, green and blue in [0, 1]; colours that sRGB lacks are cut off channel by channel. */
export function srgbPlanes(lab: Float32Array): Float32Array {
  const count = lab.length / 3
  const rgb = new Float32Array(lab.length)
  for (let i = 0; i < count; i++) lightOfLab(lab[i]!, lab[count + i]!, lab[2 * count + i]!, rgb, i, count)
  return rgb.map(encodedOf)
}
