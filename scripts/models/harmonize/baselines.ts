import { reinhard } from '../../../electron/imaging/harmony/transfer.ts'
import { labPlanes, srgbPlanes } from '../../../electron/imaging/labPlanes.ts'
import { fill } from '../blend/scene.ts'

/** A picture with the mask of its object. Interleaved RGB, and one byte a pixel. */
export interface Shot {
  name: string
  width: number
  height: number
  photo: Uint8Array
  mask: Uint8Array
}

/** The colours under the mask by plane, and the picture with others in their place. */
export function objectsOf({ photo, mask }: Shot, picture: Uint8Array = photo) {
  const inside = [...mask.keys()].filter((i) => mask[i]! > 0)
  return part(picture, inside)
}

function part(picture: Uint8Array, inside: readonly number[]) {
  const count = inside.length
  const colors = new Float32Array(3 * count)
  for (let c = 0; c < 3; c++)
    for (const [k, i] of inside.entries()) colors[c * count + k] = picture[3 * i + c]! / 255
  const replaced = (changed: Float32Array) => {
    const out = Uint8Array.from(picture)
    for (let c = 0; c < 3; c++)
      for (const [k, i] of inside.entries())
        out[3 * i + c] = Math.round(255 * Math.min(1, Math.max(0, changed[c * count + k]!)))
    return out
  }
  return { colors, replaced }
}

/** The photo with what is near the object filled in from its surroundings: what lies there would be the answer. */
export function emptied(shot: Shot): Uint8Array {
  const { width, height, photo } = shot
  const count = width * height
  const hidden = Float32Array.from(spread(shot, 4))
  const data = new Float32Array(3 * count)
  for (let c = 0; c < 3; c++) for (let i = 0; i < count; i++) data[c * count + i] = photo[3 * i + c]! / 255
  const filled = fill({ width, height, data }, hidden)
  return Uint8Array.from(photo, (_, k) => Math.round(255 * filled[(k % 3) * count + Math.floor(k / 3)]!))
}

/** The photo's colours in a ring around the object, about a tenth of the picture wide, by plane. */
function around(shot: Shot): Float32Array {
  const { width, height, photo, mask } = shot
  const wide = spread(shot, Math.max(3, Math.round(0.06 * Math.max(width, height))))
  return part(
    photo,
    [...mask.keys()].filter((i) => wide[i] && mask[i] === 0),
  ).colors
}

/** 1 within so many pixels of the object, along each axis. */
function spread({ width, height, mask }: Shot, reach: number): Uint8Array {
  const near = (values: Uint8Array, stride: number, lines: number, length: number, step: number) => {
    const out = new Uint8Array(values.length)
    for (let line = 0; line < lines; line++) {
      let last = -1e9
      for (const direction of [1, -1]) {
        last = -1e9
        for (let n = 0; n < length; n++) {
          const k = direction > 0 ? n : length - 1 - n
          const at = line * step + k * stride
          if (values[at]! > 0) last = n
          if (n - last <= reach) out[at] = 1
        }
      }
    }
    return out
  }
  return near(near(mask, 1, height, width, width), width, width, height, 1)
}

/** What needs no network: by half the shift of the mean towards the surroundings in Lab, and Reinhard's transfer of all of it. */
export const simpleMethods: Record<string, (shot: Shot, source: Uint8Array) => Uint8Array> = {
  'half the mean shift': (shot, source) => {
    const object = objectsOf(shot, source)
    const lab = labPlanes(object.colors)
    const other = labPlanes(around(shot))
    const mean = (planes: Float32Array, c: number) => {
      const plane = planes.subarray((c * planes.length) / 3, ((c + 1) * planes.length) / 3)
      return plane.reduce((a, b) => a + b, 0) / Math.max(1, plane.length)
    }
    for (let c = 0; c < 3; c++) {
      const shift = 0.5 * (mean(other, c) - mean(lab, c))
      for (let i = (c * lab.length) / 3; i < ((c + 1) * lab.length) / 3; i++) lab[i]! += shift
    }
    return object.replaced(srgbPlanes(lab))
  },
  Reinhard: (shot, source) => {
    const object = objectsOf(shot, source)
    return object.replaced(reinhard(object.colors, around(shot)))
  },
}
