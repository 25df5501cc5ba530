import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BlendMode, blendModes } from '../document/index.ts'
import { blend, fade, grain } from './blend.ts'

type Rgba = readonly number[]

function blended(
  mode: BlendMode,
  backdrop: Rgba,
  source: Rgba,
  opacity = 1,
  place = { x: 0, y: 0 },
): number[] {
  const target = Uint8ClampedArray.from(backdrop)
  blend(mode, target, 0, Uint8ClampedArray.from(source), 0, backdrop.length / 4, opacity, place)
  return [...target]
}

/** Backdrop 51, 102, 204 is 0.2, 0.4, 0.8; source 153, 204, 76.5 is 0.6, 0.8, 0.3, for sums that can be done by hand. */
const backdrop = [51, 102, 204, 255]
const source = [153, 204, 77, 255]
const cs = [0.6, 0.8, 77 / 255]

describe('opaque over opaque gives the formula of the mode', () => {
  const expected: Record<Exclude<BlendMode, 'hue' | 'saturation' | 'color' | 'luminosity'>, number[]> = {
    normal: cs,
    dissolve: cs,
    'pass-through': cs,
    darken: [0.2, 0.4, cs[2]!],
    multiply: [0.12, 0.32, 0.8 * cs[2]!],
    'color-burn': [0, 1 - 0.6 / 0.8, 1 - 0.2 / cs[2]!],
    'linear-burn': [0, 0.2, 0.8 + cs[2]! - 1],
    'darker-color': [0.2, 0.4, 0.8],
    lighten: [0.6, 0.8, 0.8],
    screen: [0.68, 0.88, 1 - 0.2 * (1 - cs[2]!)],
    'color-dodge': [0.2 / 0.4, 1, 1],
    'linear-dodge': [0.8, 1, 1],
    'lighter-color': cs,
    overlay: [2 * 0.2 * 0.6, 2 * 0.4 * 0.8, 1 - 2 * 0.2 * (1 - cs[2]!)],
    // 0.2 is in the polynomial part of the W3C formula, 0.4 in the square root's.
    'soft-light': [
      0.2 + 0.2 * (((16 * 0.2 - 12) * 0.2 + 4) * 0.2 - 0.2),
      0.4 + 0.6 * (Math.sqrt(0.4) - 0.4),
      0.8 - (1 - 2 * cs[2]!) * 0.8 * 0.2,
    ],
    'hard-light': [1 - 2 * 0.8 * 0.4, 1 - 2 * 0.6 * 0.2, 2 * 0.8 * cs[2]!],
    'vivid-light': [0.2 / (2 - 1.2), 1, 1 - 0.2 / (2 * cs[2]!)],
    'linear-light': [0.2 + 1.2 - 1, 1, 0.8 + 2 * cs[2]! - 1],
    'pin-light': [0.2, 0.6, 2 * cs[2]!],
    'hard-mix': [0, 1, 1],
    difference: [0.4, 0.4, 0.8 - cs[2]!],
    exclusion: [0.2 + 0.6 - 0.24, 0.4 + 0.8 - 0.64, 0.8 + cs[2]! - 1.6 * cs[2]!],
    subtract: [0, 0, 0.8 - cs[2]!],
    divide: [0.2 / 0.6, 0.5, 1],
  }
  test.each(Object.entries(expected))('%s', (mode, values) => {
    const result = blended(mode as BlendMode, backdrop, source)
    values.forEach((value, i) => {
      expect(Math.abs(result[i]! - value * 255)).toBeLessThanOrEqual(0.501)
    })
    expect(result[3]).toBe(255)
  })
})

describe('modes that look at whole colours', () => {
  const luminosity = ([r, g, b]: Rgba) => 0.3 * r! + 0.59 * g! + 0.11 * b!
  const saturation = ([r, g, b]: Rgba) => Math.max(r!, g!, b!) - Math.min(r!, g!, b!)

  test('take hue, saturation and luminosity from where they say, when no clipping is needed', () => {
    // Luminosities 97.9 and 124.2; the colours below stay in gamut.
    const low = [90, 100, 110, 255]
    const high = [120, 130, 110, 255]
    expect(Math.abs(luminosity(blended('luminosity', low, high)) - luminosity(high))).toBeLessThan(0.6)
    expect(saturation(blended('luminosity', low, high))).toBe(saturation(low))
    expect(Math.abs(luminosity(blended('color', low, high)) - luminosity(low))).toBeLessThan(0.6)
    expect(saturation(blended('color', low, high))).toBe(saturation(high))
    expect(Math.abs(luminosity(blended('hue', low, high)) - luminosity(low))).toBeLessThan(0.6)
    expect(saturation(blended('hue', low, high))).toBe(saturation(low))
  })

  test('match values worked out from the W3C formulas', () => {
    // Lum(cb) = 0.3 255 = 76.5. Blue at that luminosity: 0 0 255 has 28.05, add 48.45 to all: 48.45 48.45 303.45;
    // clip: L + (C - L) (255 - L) / (303.45 - L) with L = 76.5: factor 178.5 / 226.95.
    const factor = 178.5 / 226.95
    const low = 76.5 + (48.45 - 76.5) * factor
    expect(blended('color', [255, 0, 0, 255], [0, 0, 255, 255])).toEqual([
      Math.round(low),
      Math.round(low),
      255,
      255,
    ])
    // A grey source has no hue: black at the backdrop's luminosity, which is its grey.
    expect(blended('hue', [255, 0, 0, 255], [9, 9, 9, 255])).toEqual([76, 76, 76, 255])
    expect(blended('saturation', [200, 100, 0, 255], [50, 50, 50, 255])).toEqual([119, 119, 119, 255])
  })

  test('darker and lighter colour take one colour whole', () => {
    expect(blended('darker-color', [255, 0, 0, 255], [0, 100, 0, 255])).toEqual([0, 100, 0, 255])
    expect(blended('lighter-color', [255, 0, 0, 255], [0, 100, 0, 255])).toEqual([255, 0, 0, 255])
  })
})

describe('alpha', () => {
  test('half over half, by hand: ao = 0.75, colour (0.5 0.5 B + 0.25 Cs + 0.25 Cb) / 0.75', () => {
    const alpha = 127.5 / 255
    const result = blended('multiply', [200, 0, 0, 255], [100, 0, 0, 255], alpha)
    expect(result[0]).toBe(Math.round(0.5 * 200 + 0.5 * Math.round((200 * 100) / 255)))
    const both = blended('multiply', [200, 0, 0, 128], [100, 0, 0, 128])
    const a = 128 / 255
    const ao = 2 * a - a * a
    const expected = (a * (1 - a) * 200 + a * (1 - a) * 100 + a * a * Math.round((200 * 100) / 255)) / ao
    expect(Math.abs(both[0]! - expected)).toBeLessThan(0.501)
    expect(both[3]).toBe(Math.round(ao * 255))
  })

  const color = fc.array(fc.nat(255), { minLength: 4, maxLength: 4 })
  const mode = fc.constantFrom(...blendModes)

  test('a transparent source or an opacity of 0 changes nothing', () => {
    fc.assert(
      fc.property(mode, color, color, (m, below, above) => {
        expect(blended(m, below, [above[0]!, above[1]!, above[2]!, 0])).toEqual(below)
        expect(blended(m, below, above, 0)).toEqual(below)
      }),
    )
  })

  test('over nothing, every mode shows the source', () => {
    fc.assert(
      fc.property(mode, color, (m, above) => {
        fc.pre(above[3]! > 0 && m !== 'dissolve')
        expect(blended(m, [1, 2, 3, 0], above)).toEqual(above)
      }),
    )
  })

  test('the result is as opaque as source over backdrop, whatever the mode', () => {
    fc.assert(
      fc.property(mode, color, color, (m, below, above) => {
        fc.pre(m !== 'dissolve')
        const [ab, as] = [below[3]! / 255, above[3]! / 255]
        expect(Math.abs(blended(m, below, above)[3]! - 255 * (ab + as - ab * as))).toBeLessThan(0.501)
      }),
    )
  })
})

test('dissolve shows as many pixels as its alpha says, always the same ones', () => {
  const count = 20_000
  const below = Array.from({ length: count }, () => [0, 0, 0, 255]).flat()
  const above = Array.from({ length: count }, () => [255, 255, 255, 51]).flat()
  const result = blended('dissolve', below, above)
  const shown = result.filter((value, i) => i % 4 === 0 && value === 255).length
  expect(shown / count).toBeGreaterThan(0.19)
  expect(shown / count).toBeLessThan(0.21)
  expect(result.every((value) => value === 0 || value === 255)).toBe(true)
  // A run that begins elsewhere continues the same grain.
  expect(blended('dissolve', below.slice(400), above.slice(400), 1, { x: 100, y: 0 })).toEqual(
    result.slice(400),
  )
  expect(grain(3, 4)).toBe(grain(3, 4))
})

test('fading interpolates premultiplied colours', () => {
  const target = Uint8ClampedArray.from([255, 0, 0, 255, 10, 20, 30, 0])
  fade(target, Uint8ClampedArray.from([0, 0, 255, 0, 50, 60, 70, 200]), 2, 0.25)
  expect([...target]).toEqual([255, 0, 0, 64, 50, 60, 70, 150])
})

test.each<[BlendMode, number, number, number]>([
  ['vivid-light', 255, 0, 0],
  ['vivid-light', 0, 255, 0],
  ['vivid-light', 255, 255, 255],
  ['vivid-light', 0, 0, 0],
  ['hard-mix', 0, 255, 0],
  ['hard-mix', 255, 0, 0],
  ['hard-mix', 255, 1, 255],
  ['hard-mix', 1, 255, 255],
  ['hard-mix', 100, 155, 0],
  ['hard-mix', 100, 156, 255],
  ['color-burn', 255, 0, 255],
  ['color-burn', 254, 0, 0],
  ['color-dodge', 0, 255, 0],
  ['color-dodge', 1, 255, 255],
  ['linear-light', 255, 0, 0],
  ['linear-light', 0, 255, 255],
  ['pin-light', 255, 0, 0],
  ['pin-light', 0, 255, 255],
  ['linear-burn', 255, 0, 0],
  ['divide', 0, 0, 0],
  ['divide', 255, 0, 255],
])('%s over %d of %d is %d, as in Photoshop', (mode, backdrop, source, result) => {
  const grey = (value: number) => [value, value, value, 255]
  expect(blended(mode, grey(backdrop), grey(source))).toEqual(grey(result))
})
