import type { Rect } from '../../../electron/contract/pixels.ts'
import { emptyRect, intersection } from '../geometry.ts'
import { inverse, type Matrix, multiply, type Point } from '../transform.ts'
import { type Coverage, metricOf, type PlacedDab, reachOf } from './dab.ts'
import { FLATNESS, GRAIN_SIDE, grainTile, reachOfGrain, type Texture, TIP_SIDE, tipMap } from './texture.ts'

/** How sharply paint ends where the ground falls away from the brush. */
const CONTACT = 4

/**
 * As `stampDab` for a brush with a texture: raises the coverage to that of its tip, turned and mirrored as its image of the
 * pointer is, where the ground is high enough to be touched.
 *
 * @param matrix from the raster's pixels, of which `at` is the coverage's first, to the document's
 * @returns the pixels of the coverage that may have changed
 */
export function stampTextured(
  coverage: Coverage,
  matrix: Matrix,
  { centre, dab, reflection, count }: PlacedDab,
  texture: Texture,
  at: Point = { x: 0, y: 0 },
): Rect {
  const { width, height, data } = coverage
  const middle = { x: centre.x - at.x, y: centre.y - at.y }
  const reach = reachOf(metricOf(matrix), middle, dab)
  const box = intersection(reach, { x: 0, y: 0, width, height })
  if (box.width === 0) return emptyRect
  const radius = dab.size / 2
  const { a, b, c, d } = multiply(inverse(turned(reflection, texture.angle)), { ...matrix, e: 0, f: 0 })
  const map = tipMap(texture.tip, count)
  const grain = grainTile(texture.grain)
  const level = reachOfGrain[texture.grain]
  const flat = texture.tip === 'flat' ? FLATNESS : 1
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++) {
      const [u, v] = [x + 0.5 - middle.x, y + 0.5 - middle.y]
      const [p, q] = [a * u + c * v, (b * u + d * v) * flat]
      let value = edge(Math.sqrt(p * p + q * q), radius, dab.hardness) * dab.alpha
      if (value === 0) continue
      if (map) value *= sampled(map, p / radius, q / radius)
      if (grain)
        value *= Math.min(
          1,
          Math.max(0, (value * level - ground(grain, matrix, x + at.x, y + at.y)) * CONTACT),
        )
      const level8 = Math.round(255 * value)
      if (level8 > data[y * width + x]!) data[y * width + x] = level8
    }
  return box
}

/** Rotates after mirroring; what is inverted to go back to the tip. */
function turned({ a, b, c, d }: Matrix, degrees: number): Matrix {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  return multiply({ a, b, c, d, e: 0, f: 0 }, { a: cos, b: sin, c: -sin, d: cos, e: 0, f: 0 })
}

/** As the profile of a plain dab has it. */
function edge(distance: number, radius: number, hardness: number): number {
  const outer = radius + 0.5
  const inner = Math.max(0, hardness * radius - 0.5)
  const t = Math.min(1, Math.max(0, (distance - inner) / (outer - inner)))
  return 1 - t * t * (3 - 2 * t)
}

/** Between the map's pixels. @param p, q from -1 to 1 */
function sampled(map: Uint8Array, p: number, q: number): number {
  const x = Math.min(TIP_SIDE - 1.001, Math.max(0, ((p + 1) / 2) * TIP_SIDE - 0.5))
  const y = Math.min(TIP_SIDE - 1.001, Math.max(0, ((q + 1) / 2) * TIP_SIDE - 0.5))
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const at = top * TIP_SIDE + left
  const upper = map[at]! + (x - left) * (map[at + 1]! - map[at]!)
  const lower = map[at + TIP_SIDE]! + (x - left) * (map[at + TIP_SIDE + 1]! - map[at + TIP_SIDE]!)
  return (upper + (y - top) * (lower - upper)) / 255
}

/** The height, 0 to 1, of the ground under a pixel of the raster. */
function ground(grain: Uint8Array, { a, b, c, d, e, f }: Matrix, x: number, y: number): number {
  const u = Math.floor(a * (x + 0.5) + c * (y + 0.5) + e) & (GRAIN_SIDE - 1)
  const v = Math.floor(b * (x + 0.5) + d * (y + 0.5) + f) & (GRAIN_SIDE - 1)
  return grain[v * GRAIN_SIDE + u]! / 255
}
