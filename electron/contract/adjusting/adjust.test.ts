import { describe, expect, test } from 'vitest'
import { type Adjustment, adjustmentKinds, defaultAdjustments } from '../document/index.ts'
import { adjusting } from './adjust.ts'
import { curveOf, whiteBalanceGains, whiteBalanceOf } from './tables.ts'

function adjusted(adjustment: Adjustment, ...colors: number[][]): number[][] {
  const bytes = Uint8ClampedArray.from(colors.flatMap((color) => [...color, 200]))
  adjusting(adjustment)(bytes)
  return colors.map((_, i) => [...bytes.subarray(4 * i, 4 * i + 3)])
}

const sample = [
  [0, 0, 0],
  [255, 255, 255],
  [200, 100, 50],
  [20, 130, 240],
  [77, 77, 77],
]

test('as they are made, those that can be neutral change nothing, and none changes alpha', () => {
  for (const kind of adjustmentKinds) {
    const bytes = Uint8ClampedArray.from(sample.flatMap((color, i) => [...color, 40 * i]))
    adjusting(defaultAdjustments[kind])(bytes)
    expect([...bytes].filter((_, i) => i % 4 === 3)).toEqual(sample.map((_, i) => 40 * i))
    if (!['black-and-white', 'invert', 'gradient-map'].includes(kind))
      expect(adjusted(defaultAdjustments[kind], ...sample), kind).toEqual(sample)
  }
})

describe('levels', () => {
  const { levels } = defaultAdjustments
  test('stretch, bend and limit', () => {
    const rgb = { black: 50, white: 150, gamma: 1, outBlack: 0, outWhite: 255 }
    expect(adjusted({ ...levels, rgb }, [50, 100, 150], [0, 75, 255])).toEqual([
      [0, 128, 255],
      [0, 64, 255],
    ])
    // 0.25 to the power of 1/2 is 0.5.
    expect(adjusted({ ...levels, rgb: { ...levels.rgb, gamma: 2 } }, [64, 0, 255])[0]![0]).toBe(128)
    expect(adjusted({ ...levels, rgb: { ...levels.rgb, outBlack: 100, outWhite: 50 } }, [0, 255, 0])).toEqual(
      [[100, 50, 100]],
    )
  })
  test('a channel’s own come first', () => {
    const red = { ...levels.red, white: 100 }
    const rgb = { ...levels.rgb, outWhite: 127.5 }
    expect(adjusted({ ...levels, red, rgb }, [50, 50, 50])).toEqual([[64, 25, 25]])
  })
})

describe('curves', () => {
  test('pass through their points, straight where three lie in a line', () => {
    const straight = curveOf([
      [0, 0],
      [100, 50],
      [200, 100],
    ])
    for (let x = 0; x <= 200; x += 10) expect(straight(x)).toBeCloseTo(x / 2, 9)
    expect([straight(230), straight(255)]).toEqual([100, 100])
  })
  test('are natural cubic splines', () => {
    // Through (0, 0), (1, 1), (2, 0) the spline is 1.5 x - 0.5 x^3 up to 1; scaled by a hundred both ways.
    const bump = curveOf([
      [0, 0],
      [100, 100],
      [200, 0],
    ])
    expect(bump(50)).toBeCloseTo(100 * (1.5 * 0.5 - 0.5 * 0.125), 9)
    expect(bump(150)).toBeCloseTo(bump(50), 9)
  })
})

test('exposure works in linear light', () => {
  // sRGB 188 is light of 0.503, 137 of 0.25; black stays.
  expect(adjusted({ ...defaultAdjustments.exposure, exposure: 1 }, [137, 0, 255])).toEqual([[188, 0, 255]])
  expect(adjusted({ ...defaultAdjustments.exposure, gamma: 2 }, [137, 0, 255])[0]![0]).toBe(188)
  expect(adjusted({ ...defaultAdjustments.exposure, offset: 0.25 }, [0, 0, 0])[0]![0]).toBe(137)
})

describe('hue and saturation', () => {
  const base = defaultAdjustments['hue-saturation']
  test('hues turn', () => {
    expect(adjusted({ ...base, hue: 120 }, [255, 0, 0], [0, 255, 0], [255, 255, 0])).toEqual([
      [0, 255, 0],
      [0, 0, 255],
      [0, 255, 255],
    ])
    expect(adjusted({ ...base, hue: -60 }, [255, 0, 0])).toEqual([[255, 0, 255]])
  })
  test('to grey, to black and to white', () => {
    expect(adjusted({ ...base, saturation: -100 }, [200, 100, 0])).toEqual([[100, 100, 100]])
    expect(adjusted({ ...base, lightness: -50 }, [200, 100, 0])).toEqual([[100, 50, 0]])
    expect(adjusted({ ...base, lightness: 100 }, [200, 100, 0])).toEqual([[255, 255, 255]])
  })
  test('to all that the gamut has of a colour', () => {
    expect(adjusted({ ...base, saturation: 100 }, [150, 100, 50])).toEqual([[200, 100, 0]])
    expect(adjusted({ ...base, saturation: 50 }, [100, 100, 100])).toEqual([[100, 100, 100]])
  })
  test('all in one hue', () => {
    const colorize = { ...base, colorize: true, hue: 0, saturation: 100 }
    expect(adjusted(colorize, [128, 128, 128], [0, 0, 0])).toEqual([
      [255, 1, 1],
      [0, 0, 0],
    ])
  })
})

test('vibrance spares what is colourful', () => {
  const spread = ([r = 0, , b = 0]: number[]) => r - b
  const [dull, vivid] = [
    [120, 110, 100],
    [220, 110, 10],
  ]
  const after = adjusted({ kind: 'vibrance', vibrance: 50, saturation: 0 }, dull!, vivid!)
  expect(spread(after[0]!) / spread(dull!)).toBeGreaterThan(1.3)
  expect(spread(after[1]!) / spread(vivid!)).toBeLessThan(1.1)
  const grey = adjusted({ kind: 'vibrance', vibrance: 0, saturation: -100 }, [200, 100, 0])
  expect(grey).toEqual([[119, 119, 119]])
})

test('white balances are gains that leave the light, and are found again from them', () => {
  for (const [temperature, tint] of [
    [80, 0],
    [-30, 55],
    [0, -100],
  ] as const) {
    const gains = whiteBalanceGains({ temperature, tint })
    expect(gains[0] * gains[1] * gains[2]).toBeCloseTo(1, 9)
    expect(whiteBalanceOf([...gains])).toEqual({ kind: 'white-balance', temperature, tint })
  }
  expect(whiteBalanceOf([2, 2, 2])).toBeNull()
  const [warm] = adjusted({ kind: 'white-balance', temperature: 50, tint: 0 }, [100, 100, 100])
  expect(warm![0]).toBeGreaterThan(105)
  expect(warm![2]).toBeLessThan(95)
})

test('black and white weighs each hue by its own slider', () => {
  const weights = { reds: 10, yellows: 20, greens: 30, cyans: 40, blues: 50, magentas: 60 }
  const greys = adjusted(
    { kind: 'black-and-white', ...weights },
    ...[
      [255, 0, 0],
      [255, 255, 0],
      [0, 255, 0],
      [0, 255, 255],
      [0, 0, 255],
      [255, 0, 255],
    ],
  )
  expect(greys.map(([grey]) => Math.round((100 * grey!) / 255))).toEqual([10, 20, 30, 40, 50, 60])
  // 100 grey, 50 of orange's yellow at a fifth, 50 of its red at a tenth.
  expect(adjusted({ kind: 'black-and-white', ...weights }, [200, 150, 100])).toEqual([[115, 115, 115]])
})

test('a gradient map goes from dark to light', () => {
  const map: Adjustment = {
    kind: 'gradient-map',
    stops: [
      { at: 1, color: '#ffff00' },
      { at: 0, color: '#0000ff' },
    ],
  }
  expect(adjusted(map, [0, 0, 0], [255, 255, 255], [51, 51, 51])).toEqual([
    [0, 0, 255],
    [255, 255, 0],
    [51, 51, 204],
  ])
})
