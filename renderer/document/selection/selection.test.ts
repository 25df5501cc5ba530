import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskInLayer } from '../masks/layerMask.ts'
import { combineMasks, cutMask, fullMask, invertMask, type Mask, maskBounds } from '../masks/mask.ts'
import { boxRadii, featherMask } from './feather.ts'
import { growMask, shrinkMask } from './grow.ts'
import * as selection from './index.ts'
import { ellipseMask, polygonMask, rectangleMask } from './shapes.ts'
import { wandMask } from './wand.ts'

const area = ({ data }: Mask) => data.reduce((sum, value) => sum + value, 0) / 255
const at = ({ width, data }: Mask, x: number, y: number) => data[y * width + x]!
const rect = (x: number, y: number, width: number, height: number) => ({ x, y, width, height })

const mask = fc.record({
  width: fc.constant(9),
  height: fc.constant(7),
  data: fc.uint8Array({ minLength: 63, maxLength: 63 }),
})
/** Masks of ones and zeros alone. */
const hardMask = mask.map(({ data, ...size }) => ({ ...size, data: data.map((v) => (v < 60 ? 255 : 0)) }))

describe('shapes', () => {
  test('a rectangle is exact and clipped', () => {
    expect(maskBounds(rectangleMask(10, 8, rect(-3, 2, 6, 20)))).toEqual(rect(0, 2, 3, 6))
    expect(area(rectangleMask(10, 8, rect(-3, 2, 6, 20)))).toBe(18)
  })

  test('an ellipse has the area of one, with a soft edge', () => {
    const ellipse = ellipseMask(100, 80, rect(10, 5, 80, 60))
    expect(Math.abs(area(ellipse) - Math.PI * 40 * 30)).toBeLessThan(4)
    expect(maskBounds(ellipse)).toEqual(rect(10, 5, 80, 60))
    expect(new Set(ellipse.data).size).toBeGreaterThan(50)
  })

  test('a polygon covers its area, at fractions of pixels too', () => {
    const triangle = polygonMask(40, 40, [
      { x: 2.5, y: 3.25 },
      { x: 34.5, y: 3.25 },
      { x: 2.5, y: 35.25 },
    ])
    expect(Math.abs(area(triangle) - 512)).toBeLessThan(2)
    expect(at(triangle, 2, 10)).toBe(128)
  })

  test('a loop that crosses itself selects all that it winds around', () => {
    const square = [
      { x: 2, y: 2 },
      { x: 8, y: 2 },
      { x: 8, y: 8 },
      { x: 2, y: 8 },
    ]
    expect(area(polygonMask(10, 10, [...square, ...square]))).toBe(36)
    expect(area(polygonMask(10, 10, [...square].reverse()))).toBe(36)
    expect(area(polygonMask(10, 10, [{ x: 1, y: 1 }]))).toBe(0)
  })
})

describe('the wand', () => {
  // Two islands of 10 in a sea of 50, joined over a corner only.
  const grey = [10, 10, 50, 50, 10, 10, 50, 50, 50, 50, 10, 12, 50, 50, 10, 10]
  const rgba = Uint8Array.from(grey.flatMap((value) => [value, value, value, 255]))

  test('contiguous stops at corners; otherwise all alike pixels count', () => {
    const near = wandMask(rgba, 4, 4, 0, 0, { tolerance: 0, contiguous: true })
    expect([...near.data].map((v) => v / 255)).toEqual([1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(area(wandMask(rgba, 4, 4, 0, 0, { tolerance: 0, contiguous: false }))).toBe(7)
    expect(area(wandMask(rgba, 4, 4, 0, 0, { tolerance: 2, contiguous: false }))).toBe(8)
    expect(area(wandMask(rgba, 4, 4, 0, 0, { tolerance: 40, contiguous: true }))).toBe(16)
  })

  test('the flood fill finds what a plain search finds', () => {
    fc.assert(
      fc.property(hardMask, fc.nat(8), fc.nat(6), ({ width, height, data }, x, y) => {
        const picture = Uint8Array.from([...data].flatMap((v) => [v, v, v, 255]))
        const found = wandMask(picture, width, height, x, y, { tolerance: 0, contiguous: true })
        const expected = new Uint8Array(data.length)
        const queue = [[x, y]]
        while (queue.length > 0) {
          const [px, py] = queue.pop() as [number, number]
          const i = py * width + px
          if (px < 0 || py < 0 || px >= width || py >= height) continue
          if (expected[i] || data[i] !== data[y * width + x]) continue
          expected[i] = 255
          queue.push([px + 1, py], [px - 1, py], [px, py + 1], [px, py - 1])
        }
        expect(found.data).toEqual(expected)
      }),
    )
  })
})

describe('combining', () => {
  test('adding, intersecting and subtracting are the set operations of soft masks', () => {
    fc.assert(
      fc.property(mask, mask, (a, b) => {
        expect(combineMasks(a, b, 'replace')).toBe(b)
        expect(combineMasks(a, b, 'subtract')).toEqual(combineMasks(a, invertMask(b), 'intersect'))
        expect(invertMask(combineMasks(a, b, 'add'))).toEqual(
          combineMasks(invertMask(a), invertMask(b), 'intersect'),
        )
        expect(combineMasks(a, a, 'add')).toEqual(a)
      }),
    )
  })

  test('without a selection, subtracting takes away from everything', () => {
    const shape = rectangleMask(4, 4, rect(0, 0, 2, 4))
    expect(combineMasks(null, shape, 'subtract')).toEqual(rectangleMask(4, 4, rect(2, 0, 2, 4)))
    expect(combineMasks(null, shape, 'add')).toBe(shape)
    expect(combineMasks(null, shape, 'intersect')).toBe(shape)
  })
})

describe('growing and shrinking', () => {
  test('a disk around each pixel, as a plain search finds it', () => {
    fc.assert(
      fc.property(hardMask, fc.constantFrom(1, 1.5, 2, 3.2), (shape, radius) => {
        const grown = growMask(shape, radius)
        for (let y = 0; y < shape.height; y++)
          for (let x = 0; x < shape.width; x++) {
            let nearest = Number.POSITIVE_INFINITY
            for (let v = 0; v < shape.height; v++)
              for (let u = 0; u < shape.width; u++)
                if (at(shape, u, v)) nearest = Math.min(nearest, Math.hypot(u - x, v - y))
            const expected = Math.round(255 * Math.min(1, Math.max(0, radius + 1 - nearest)))
            expect(at(grown, x, y)).toBe(expected)
          }
      }),
    )
  })

  test('shrinking grows the outside, and not from the border of the document', () => {
    fc.assert(
      fc.property(hardMask, fc.constantFrom(1, 2.5), (shape, radius) => {
        expect(shrinkMask(shape, radius)).toEqual(invertMask(growMask(invertMask(shape), radius)))
      }),
    )
    expect(shrinkMask(fullMask(5, 5), 2)).toEqual(fullMask(5, 5))
    expect(maskBounds(shrinkMask(rectangleMask(20, 20, rect(5, 5, 10, 10)), 2))).toEqual(rect(7, 7, 6, 6))
  })
})

describe('feathering', () => {
  test('three boxes have the variance of the Gaussian', () => {
    for (const sigma of [2, 5, 12.5, 60]) {
      const variance = boxRadii(sigma).reduce((sum, box) => sum + ((2 * box + 1) ** 2 - 1) / 12, 0)
      expect(Math.abs(Math.sqrt(variance) - sigma)).toBeLessThan(0.2)
    }
  })

  test('an edge becomes the Gaussian’s integral, half as wide as the radius', () => {
    const soft = featherMask(rectangleMask(200, 50, rect(0, 0, 100, 50)), 20)
    const row = 25
    // Standard deviation 10: one of them outside 16 %, inside 84 %.
    expect(at(soft, 99, row) + at(soft, 100, row)).toBeCloseTo(255, -1)
    expect(Math.abs(at(soft, 109, row) / 255 - 0.17)).toBeLessThan(0.02)
    expect(Math.abs(at(soft, 90, row) / 255 - 0.83)).toBeLessThan(0.02)
    expect(at(soft, 60, row)).toBe(255)
    expect(at(soft, 140, row)).toBe(0)
  })

  test('keeps the mass of a shape away from the borders, and everything selected as it is', () => {
    const shape = rectangleMask(120, 120, rect(50, 50, 20, 20))
    expect(Math.abs(area(featherMask(shape, 16)) - 400)).toBeLessThan(4)
    expect(featherMask(fullMask(30, 20), 12)).toEqual(fullMask(30, 20))
    expect(featherMask(shape, 0)).toEqual(shape)
  })
})

describe('outlines', () => {
  const lines = (m: Mask, options = {}) => selection.outlines(m, options).map((line) => [...line])

  test('a rectangle has its four corners', () => {
    expect(lines(rectangleMask(20, 20, rect(3, 4, 5, 6)))).toEqual([[3, 4, 8, 4, 8, 10, 3, 10]])
  })

  test('a hole is a line of its own, the other way round', () => {
    const ring = combineMasks(
      rectangleMask(9, 9, rect(1, 1, 7, 7)),
      rectangleMask(9, 9, rect(3, 3, 2, 2)),
      'subtract',
    )
    const found = lines(ring)
    expect(found).toHaveLength(2)
    expect(found.map(signedArea)).toEqual([49, -4])
  })

  test('the enclosed area is that of the mask, whatever its shape', () => {
    fc.assert(
      fc.property(hardMask, (shape) => {
        const total = lines(shape).reduce((sum, line) => sum + signedArea(line), 0)
        expect(total).toBe(area(shape))
      }),
    )
  })

  test('larger cells and views stay within the document', () => {
    const shape = fullMask(101, 55)
    expect(lines(shape, { step: 4 })).toEqual([[0, 0, 101, 0, 101, 55, 0, 55]])
    expect(lines(shape, { region: rect(-10, 10, 50, 20) })).toEqual([[0, 10, 40, 10, 40, 30, 0, 30]])
  })

  test('a selection too frayed to draw is drawn coarser', () => {
    const checkers = {
      width: 64,
      height: 64,
      data: new Uint8Array(4096).map((_, i) => ((i + (i >> 6)) % 2) * 255),
    }
    const corners = lines(checkers, { maxCorners: 500 }).reduce((sum, line) => sum + line.length / 2, 0)
    expect(corners).toBeLessThanOrEqual(500)
  })
})

/** Positive for a line with its inside to the right, as seen with y downward. */
function signedArea(line: number[]): number {
  let sum = 0
  for (let i = 0; i < line.length; i += 2) {
    const [x, y] = [line[i]!, line[i + 1]!]
    const [u, v] = [line[(i + 2) % line.length]!, line[(i + 3) % line.length]!]
    sum += x * v - u * y
  }
  return sum / 2
}

describe('a mask seen from a layer', () => {
  test('through a whole-pixel shift it is cut, otherwise sampled at pixel centres', () => {
    const shape = rectangleMask(8, 8, rect(2, 3, 3, 2))
    const shifted = maskInLayer(shape, { a: 1, b: 0, c: 0, d: 1, e: 1, f: 2 }, rect(0, 0, 6, 6))
    expect(shifted).toEqual(cutMask(shape.data, 8, rect(1, 2, 6, 6)))
    // Layer pixels twice as large: pixel (1, 1) spans document pixels 2 to 4, three quarters of it covered in x only.
    const doubled = maskInLayer(shape, { a: 2, b: 0, c: 0, d: 2, e: 0, f: 0 }, rect(0, 0, 4, 4))
    expect(doubled[5]).toBe(128)
  })
})
