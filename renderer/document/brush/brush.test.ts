import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composite } from '../composite.ts'
import * as operations from '../operations/index.ts'
import { toSaved } from '../saving.ts'
import { selectRectangle } from '../selection/index.ts'
import { hardBrush } from '../testing/brushes.fixture.ts'
import { pixelAt, plain, rasterOf, sessionOf } from '../testing/sessions.fixture.ts'
import { type Coverage, type Dab, metricOf, stampDab } from './dab.ts'
import { beginStroke } from './index.ts'
import { erase, paintOver } from './paint.ts'
import { type PointerSample, StrokePath } from './path.ts'

const plainMetric = { uu: 1, uv: 0, vv: 1 }
const empty = (width: number, height: number): Coverage => ({
  width,
  height,
  data: new Uint8Array(width * height),
})
const at = ({ width, data }: Coverage, x: number, y: number) => data[y * width + x]!
const sample = (x: number, y: number, time = 0, pressure = 1): PointerSample => ({ x, y, time, pressure })

describe('a dab', () => {
  const hard: Dab = { size: 20, hardness: 1, alpha: 1 }

  test('covers a disk with an antialiased edge', () => {
    const coverage = empty(40, 40)
    expect(stampDab(coverage, plainMetric, { x: 20, y: 20 }, hard)).toEqual({
      x: 9,
      y: 9,
      width: 22,
      height: 22,
    })
    const area = coverage.data.reduce((sum, value) => sum + value, 0) / 255
    expect(Math.abs(area - Math.PI * 100)).toBeLessThan(2)
    expect(at(coverage, 20, 20)).toBe(255)
    expect(at(coverage, 20, 8)).toBe(0)
  })

  test('of one pixel fills that pixel', () => {
    const coverage = empty(5, 5)
    stampDab(coverage, plainMetric, { x: 2.5, y: 2.5 }, { ...hard, size: 1 })
    expect(coverage.data.reduce((sum, value) => sum + value, 0)).toBe(255)
    expect(at(coverage, 2, 2)).toBe(255)
  })

  test('that is soft fades evenly from the middle', () => {
    const coverage = empty(101, 101)
    stampDab(coverage, plainMetric, { x: 50.5, y: 50.5 }, { size: 100, hardness: 0, alpha: 1 })
    const ray = Array.from({ length: 51 }, (_, i) => at(coverage, 50 + i, 50))
    for (let i = 1; i < ray.length; i++) expect(ray[i]).toBeLessThanOrEqual(ray[i - 1]!)
    expect(ray[0]).toBe(255)
    expect(Math.abs(ray[25]! - 127)).toBeLessThan(5)
    expect(ray[50]).toBeLessThan(2)
  })

  test('does not build up over another, and never lowers it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(20), (alpha, x) => {
        const coverage = empty(30, 30)
        stampDab(coverage, plainMetric, { x: 15, y: 15 }, { ...hard, alpha: 0.5 })
        const before = coverage.data.slice()
        stampDab(coverage, plainMetric, { x: 15, y: 15 }, { ...hard, alpha: 0.5 })
        expect(coverage.data).toEqual(before)
        stampDab(coverage, plainMetric, { x, y: 12 }, { ...hard, alpha })
        expect(coverage.data.every((value, i) => value >= before[i]!)).toBe(true)
      }),
    )
  })

  test('is round in the document on a layer that is stretched and turned', () => {
    const [cos, sin] = [Math.cos(0.6), Math.sin(0.6)]
    const matrix = { a: cos * 0.5, b: sin * 0.5, c: -sin * 2, d: cos * 2, e: 0, f: 0 }
    const coverage = empty(120, 60)
    const box = stampDab(coverage, metricOf(matrix), { x: 60, y: 30 }, hard)
    // Twice as wide and half as high in the layer, whose axes are those of the ellipse.
    expect(box).toEqual({ x: 39, y: 24, width: 42, height: 12 })
    for (let y = 0; y < 60; y++)
      for (let x = 0; x < 120; x++) {
        const [u, v] = [x + 0.5 - 60, y + 0.5 - 30]
        const distance = Math.hypot(matrix.a * u + matrix.c * v, matrix.b * u + matrix.d * v)
        if (distance < 9.4) expect(at(coverage, x, y)).toBe(255)
        if (distance > 10.6) expect(at(coverage, x, y)).toBe(0)
      }
  })
})

describe('a path', () => {
  const options = (smoothing = 0, spacing = 2) => ({ smoothing, spacing: () => spacing })
  const run = (path: StrokePath, samples: readonly PointerSample[]) => [
    ...samples.flatMap((s) => path.add(s)),
    ...path.end(),
  ]

  test('has evenly spaced points from the first sample to the last', () => {
    const coordinate = fc.double({ min: 0, max: 200, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 12 }), (places) => {
        const samples = places.map(([x, y], i) => sample(x, y, i * 8))
        const points = run(new StrokePath(options()), samples)
        expect(points[0]).toMatchObject({ x: places[0]![0], y: places[0]![1] })
        for (let i = 1; i < points.length; i++)
          // Measured along the curve; across a bend the straight distance is less.
          expect(Math.hypot(points[i]!.x - points[i - 1]!.x, points[i]!.y - points[i - 1]!.y)).toBeLessThan(
            2.001,
          )
        const [last, end] = [points.at(-1)!, places.at(-1)!]
        expect(Math.hypot(last.x - end[0], last.y - end[1])).toBeLessThan(2.001)
      }),
    )
  })

  test('of two samples is a straight line with pressure in between', () => {
    const points = run(new StrokePath(options()), [sample(0, 0, 0, 0), sample(20, 10, 8, 1)])
    for (const { x, y, pressure } of points) {
      expect(y).toBeCloseTo(x / 2, 9)
      expect(pressure).toBeCloseTo(x / 20, 9)
    }
  })

  test('that is smoothed shakes less, and still ends where the pointer is', () => {
    const shaking = Array.from({ length: 60 }, (_, i) => sample(i * 4, 50 + (i % 2) * 10, i * 8))
    const wobble = (smoothing: number) => {
      const points = run(new StrokePath(options(smoothing)), shaking).filter(({ x }) => x > 60 && x < 180)
      const ys = points.map(({ y }) => y)
      return Math.max(...ys) - Math.min(...ys)
    }
    expect(wobble(0.8)).toBeLessThan(wobble(0) / 4)
    const end = run(new StrokePath(options(0.8)), shaking).at(-1)!
    expect(Math.hypot(end.x - 236, end.y - 60)).toBeLessThan(2.001)
  })
})

describe('paint', () => {
  test('over opaque, translucent and empty pixels', () => {
    const pixels = Uint8ClampedArray.from([100, 100, 100, 255, 100, 100, 100, 128, 9, 9, 9, 0])
    paintOver(pixels, Uint8Array.from([255, 255, 255]), { r: 200, g: 0, b: 100 }, 0.5)
    expect([...pixels.subarray(0, 4)]).toEqual([150, 50, 100, 255])
    // ao = 0.5 + 0.502 0.5 = 0.751; share of the paint 0.5 / 0.751.
    expect([...pixels.subarray(4, 8)]).toEqual([167, 33, 100, 192])
    expect([...pixels.subarray(8)]).toEqual([200, 0, 100, 128])
  })

  test('erasing takes alpha alone', () => {
    const pixels = Uint8ClampedArray.from([1, 2, 3, 200])
    erase(pixels, Uint8Array.of(255), 0.25)
    expect([...pixels]).toEqual([1, 2, 3, 150])
  })
})

describe('a stroke', () => {
  const brush = hardBrush(4)
  const red = { r: 255, g: 0, b: 0 }
  const white = () => sessionOf(20, 20, [plain(20, 20, [255, 255, 255, 255])])

  test('is one entry that undo takes back exactly', () => {
    const { session, ids } = white()
    const before = toSaved(session)
    const stroke = beginStroke(session, ids[0]!, { brush, color: red })
    for (let i = 0; i < 10; i++) stroke.add([sample(i * 2, 10, i * 8)])
    stroke.end()
    expect(pixelAt(composite(session), 10, 10)).toEqual([255, 0, 0, 255])
    expect(pixelAt(composite(session), 10, 5)).toEqual([255, 255, 255, 255])
    expect(session.store.getState().history).toHaveLength(1)
    session.undo()
    expect(toSaved(session)).toEqual(before)
  })

  test('has one opacity, also where it crosses itself', () => {
    const { session, ids } = white()
    const stroke = beginStroke(session, ids[0]!, { brush: { ...brush, opacity: 0.5 }, color: red })
    stroke.add([sample(4, 10), sample(16, 10, 8), sample(4, 10, 16), sample(16, 10, 24)])
    stroke.end()
    expect(pixelAt(composite(session), 10, 10)).toEqual([255, 128, 128, 255])
  })

  test('without smoothed edges has pixels of the colour and pixels left alone, and no other', () => {
    const { session, ids } = white()
    const crisp = { ...brush, hardness: 0.2, pressureOpacity: true, antialias: false }
    const stroke = beginStroke(session, ids[0]!, { brush: crisp, color: red })
    stroke.add([sample(4, 6, 0, 0.4), sample(15, 13, 8, 0.7)])
    stroke.end()
    const { width, height, data } = composite(session)
    const colors = new Set(
      Array.from({ length: width * height }, (_, i) => data.subarray(4 * i, 4 * i + 4).join(' ')),
    )
    expect([...colors].sort()).toEqual(['255 0 0 255', '255 255 255 255'])
  })

  test('is the same however its samples are dealt out', () => {
    const samples = Array.from({ length: 9 }, (_, i) => sample(2 + i * 2, (i * i * 3) % 20, i * 8))
    const paint = (batches: (readonly PointerSample[])[]) => {
      const { session, ids } = white()
      const soft = { ...brush, hardness: 0.3, opacity: 0.6, smoothing: 0.2 }
      const stroke = beginStroke(session, ids[0]!, { brush: soft, color: red })
      for (const batch of batches) stroke.add(batch)
      stroke.end()
      return composite(session)
    }
    expect(paint(samples.map((one) => [one]))).toEqual(paint([samples]))
  })

  test('that is cancelled leaves nothing', () => {
    const { session, ids } = white()
    const before = toSaved(session)
    const stroke = beginStroke(session, ids[0]!, { brush, color: red })
    stroke.add([sample(4, 10)])
    stroke.cancel()
    stroke.add([sample(8, 10)])
    expect(stroke.open).toBe(false)
    expect(toSaved(session)).toEqual(before)
  })

  test('keeps to the selection', () => {
    const { session, ids } = white()
    selectRectangle(session, { x: 10, y: 0, width: 10, height: 20 })
    const stroke = beginStroke(session, ids[0]!, { brush, color: red })
    stroke.add([sample(2, 10), sample(18, 10, 8)])
    stroke.end()
    expect(pixelAt(composite(session), 9, 10)).toEqual([255, 255, 255, 255])
    expect(pixelAt(composite(session), 10, 10)).toEqual([255, 0, 0, 255])
  })

  test('follows pressure in size and opacity', () => {
    const { session, ids } = white()
    const pressed = { ...brush, size: 10, pressureSize: true, pressureOpacity: true }
    const stroke = beginStroke(session, ids[0]!, { brush: pressed, color: { r: 0, g: 0, b: 0 } })
    stroke.add([sample(10.5, 10.5, 0, 0.5)])
    stroke.end()
    expect(pixelAt(composite(session), 10, 10)[0]).toBe(127)
    expect(pixelAt(composite(session), 10, 14)[0]).toBe(255)
  })

  test('erases, and paints where the layer really is', () => {
    const { session, ids } = white()
    operations.moveBy(session, ids, { x: 3, y: 0 })
    const stroke = beginStroke(session, ids[0]!, { brush, color: red, erase: true })
    stroke.add([sample(10, 10)])
    stroke.end()
    expect(pixelAt(composite(session), 10, 10)[3]).toBe(0)
    expect(pixelAt(composite(session), 7, 10)[3]).toBe(255)
  })

  test('makes room on a paint layer that was moved aside, and keeps the frame of a picture', () => {
    const { session, ids } = white()
    operations.moveBy(session, ids, { x: 12, y: -5 })
    const before = toSaved(session)
    const paint = beginStroke(session, ids[0]!, { brush, color: red })
    paint.add([sample(4, 18)])
    paint.end()
    expect(pixelAt(composite(session), 4, 18)).toEqual([255, 0, 0, 255])
    expect(pixelAt(composite(session), 12, 14)).toEqual([255, 255, 255, 255])
    session.undo()
    expect(toSaved(session)).toEqual(before)
    const image = operations.addImageLayer(session, 'image', plain(2, 2, [0, 0, 9, 255]))
    const raster = rasterOf(session, image)
    const over = beginStroke(session, image, { brush, color: red })
    over.add([sample(4, 18)])
    over.end()
    expect(rasterOf(session, image)).toBe(raster)
  })

  test('on a locked, hidden or grouped layer is refused with the reason', () => {
    const { session, ids } = white()
    const begin = (id: string) => beginStroke(session, id, { brush, color: red })
    operations.setVisible(session, ids, false)
    expect(() => begin(ids[0]!)).toThrow('"a" is hidden')
    operations.setVisible(session, ids, true)
    const group = operations.groupLayers(session, ids, 'Group')!
    expect(() => begin(group)).toThrow('"Group" is a group')
    operations.setLocked(session, [group], true)
    expect(() => begin(ids[0]!)).toThrow('"a" is locked')
  })
})
