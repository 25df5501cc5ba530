/** Reads the little of an ICC profile (ICC.1:2022) that tells whether its colours fit into sRGB. */

/** CIE XYZ relative to D50, to linear sRGB: Bradford-adapted, as published by Bruce Lindbloom. */
export const XYZ_D50_TO_SRGB = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
] as const

/** How far below 0 a primary may fall in linear sRGB before the profile counts as wider than sRGB. */
const GAMUT_TOLERANCE = 0.02

/** True when a primary of the RGB profile lies outside sRGB. Profiles made of tables alone count as wide. */
export function isWiderThanSrgb(profile: Uint8Array): boolean {
  const view = viewOf(profile)
  if (profile.length < 132 || signature(view, 16) !== 'RGB ') return false
  const primaries = ['rXYZ', 'gXYZ', 'bXYZ'].map((tag) => readXyz(view, tag))
  return primaries.some(
    (xyz) =>
      !xyz || XYZ_D50_TO_SRGB.some(([x, y, z]) => x * xyz[0] + y * xyz[1] + z * xyz[2] < -GAMUT_TOLERANCE),
  )
}

/** The colours that a profile is of, by its signature: `RGB `, `GRAY`, `CMYK`; empty for what is no profile. */
export function profileSpace(profile: Uint8Array): string {
  return profile.length < 132 ? '' : signature(viewOf(profile), 16)
}

/** The profile's own name for itself, such as "Display P3"; empty when it has none. */
export function profileName(profile: Uint8Array): string {
  const view = viewOf(profile)
  const at = profile.length < 132 ? undefined : findTag(view, 'desc')
  if (at === undefined || at + 28 > profile.length) return ''
  if (signature(view, at) === 'desc') {
    const end = Math.min(at + 12 + view.getUint32(at + 8), profile.length)
    return new TextDecoder('latin1').decode(profile.subarray(at + 12, end)).replace(/\0.*$/s, '')
  }
  if (signature(view, at) !== 'mluc') return ''
  const start = at + view.getUint32(at + 24)
  return new TextDecoder('utf-16be').decode(profile.subarray(start, start + view.getUint32(at + 20)))
}

export function readXyz(view: DataView, tag: string): [number, number, number] | undefined {
  const at = findTag(view, tag)
  if (at === undefined || at + 20 > view.byteLength) return undefined
  const fixed = (offset: number) => view.getInt32(at + offset) / 65536
  return [fixed(8), fixed(12), fixed(16)]
}

export function findTag(view: DataView, tag: string): number | undefined {
  const count = Math.min(view.getUint32(128), Math.floor((view.byteLength - 132) / 12))
  for (let i = 0; i < count; i++)
    if (signature(view, 132 + 12 * i) === tag) return view.getUint32(136 + 12 * i)
  return undefined
}

export function signature(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)))
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
