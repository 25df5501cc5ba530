import { describe, expect, test } from 'vitest'
import { composite } from '../composite.ts'
import { hardBrush } from '../testing/brushes.fixture.ts'
import { pixelAt, plain, sessionOf } from '../testing/sessions.fixture.ts'
import { type BrushSettings, beginStroke, brushTool, imagesOf, openStroke } from './index.ts'
import { brushSample } from './sample.ts'
import { grains, type Texture, tipShapes } from './texture.ts'

const brush = hardBrush(20)
const textured = (texture: Partial<Texture>): BrushSettings => ({
  ...brush,
  texture: { tip: 'round', grain: 'none', angle: 0, ...texture },
})
const black = { r: 0, g: 0, b: 0 }
const at = (x: number, y: number, time = 0) => ({ x, y, time, pressure: 1 })

/** How dark each pixel of a white picture is after a stroke, 0 to 255. */
function painted(settings: BrushSettings, path = [at(20, 30), at(80, 30, 8)]): number[] {
  const { session, ids } = sessionOf(100, 60, [plain(100, 60, [255, 255, 255, 255])])
  const stroke = beginStroke(session, ids[0]!, { brush: settings, color: black })
  for (const sample of path) stroke.add([sample])
  stroke.end()
  const { data } = composite(session)
  return Array.from({ length: 6000 }, (_, i) => 255 - data[4 * i]!)
}
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('a brush with a texture', () => {
  test('that is flat draws thin along its edge and wide across it', () => {
    const along = sum(painted(textured({ tip: 'flat', angle: 0 })))
    const across = sum(painted(textured({ tip: 'flat', angle: 90 })))
    expect(across).toBeGreaterThan(3 * along)
    expect(Math.abs(across / sum(painted(brush)) - 0.85)).toBeLessThan(0.1)
  })

  test.each(tipShapes.flatMap((tip) => grains.map((grain) => [tip, grain] as const)))(
    'a tip of %s on %s covers less than the plain disk and is the same every time',
    (tip, grain) => {
      const settings = textured({ tip, grain })
      const made = painted(settings)
      expect(made).toEqual(painted(settings))
      expect(sum(made)).toBeGreaterThan(0)
      expect(sum(made)).toBeLessThanOrEqual(1.02 * sum(painted(brush)))
    },
  )

  test('on rough ground leaves the same hollows bare, however often it goes there', () => {
    const chalk = textured({ grain: 'chalk' })
    const path = [at(20, 30), at(80, 30, 8)]
    const once = painted(chalk, path)
    const thrice = painted(chalk, [...path, at(20, 30, 16), at(80, 30, 24)])
    const inside = (values: readonly number[]) => values.slice(60 * 50 + 30, 60 * 50 + 60)
    expect(inside(thrice)).toEqual(inside(once))
    expect(
      once.filter((value, i) => value < 40 && Math.abs(Math.floor(i / 100) - 30) < 5).length,
    ).toBeGreaterThan(20)
  })
})

test('the sample of a brush stays in its picture and differs from brush to brush', () => {
  const plainly = brushSample(brush, 120, 30)
  const chalk = brushSample(textured({ grain: 'chalk' }), 120, 30)
  expect(plainly.data.length).toBe(3600)
  expect(sum([...chalk.data])).toBeLessThan(0.9 * sum([...plainly.data]))
})

describe('symmetry', () => {
  const spots = (kind: Parameters<typeof imagesOf>[0]['kind'], count = 4) => {
    const { session, ids } = sessionOf(61, 61, [plain(61, 61, [255, 255, 255, 255])])
    const images = imagesOf({ kind, count }, { x: 30.5, y: 30.5 })
    const stroke = openStroke(session, ids[0]!, { ...brush, size: 5 }, brushTool(black, 1), images)
    stroke.add([at(10.5, 20.5)])
    stroke.end()
    const seen = composite(session)
    return (x: number, y: number) => pixelAt(seen, x, y)[0] === 0
  }

  test('paints each image of the pointer', () => {
    const none = spots('none')
    expect([none(10, 20), none(50, 20), none(10, 40)]).toEqual([true, false, false])
    const vertical = spots('vertical')
    expect([vertical(10, 20), vertical(50, 20), vertical(10, 40)]).toEqual([true, true, false])
    const both = spots('both')
    expect([both(10, 20), both(50, 20), both(10, 40), both(50, 40)]).toEqual([true, true, true, true])
    const radial = spots('radial', 4)
    expect([radial(10, 20), radial(40, 10), radial(50, 40), radial(20, 50)]).toEqual([true, true, true, true])
  })

  test('is one step that undo takes back', () => {
    const { session, ids } = sessionOf(40, 40, [plain(40, 40, [255, 255, 255, 255])])
    const images = imagesOf({ kind: 'radial', count: 6 }, { x: 20, y: 20 })
    const stroke = openStroke(session, ids[0]!, brush, brushTool(black, 1), images)
    stroke.add([at(5, 5), at(15, 5, 8)])
    stroke.end()
    expect(session.store.getState().history).toHaveLength(1)
    session.undo()
    expect(composite(session).data.every((value) => value === 255)).toBe(true)
  })
})
