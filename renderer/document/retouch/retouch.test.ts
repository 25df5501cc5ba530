import { describe, expect, test } from 'vitest'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { type BrushSettings, openStroke, type PointerSample, type StrokeTool } from '../brush/index.ts'
import { composite } from '../composite.ts'
import { addPaintLayer } from '../operations/index.ts'
import { toSaved } from '../saving.ts'
import { addMask, selectRectangle } from '../selection/index.ts'
import type { DocumentSession } from '../session.ts'
import { hardBrush } from '../testing/brushes.fixture.ts'
import { gradient, pixelAt, plain, type Rgba, rasterOf, sessionOf } from '../testing/sessions.fixture.ts'
import { cloneStamp, focusBrush, healingBrush, smudgeBrush, toningBrush } from './index.ts'
import { toneTable } from './tone.ts'

const brush = hardBrush(6)
const at = (x: number, y: number, time = 0): PointerSample => ({ x, y, time, pressure: 1 })

function run(
  session: DocumentSession,
  id: string,
  tool: StrokeTool,
  path: readonly PointerSample[],
  change: Partial<BrushSettings> = {},
) {
  const stroke = openStroke(session, id, { ...brush, ...change }, tool)
  for (const sample of path) stroke.add([sample])
  stroke.end()
}

const picture = (width: number, height: number, color: (x: number, y: number) => Rgba): Pixels => {
  const made = plain(width, height, [0, 0, 0, 255])
  for (let i = 0; i < width * height; i++) made.data.set(color(i % width, Math.floor(i / width)), 4 * i)
  return made
}

describe('the clone stamp', () => {
  const clone = (sample: 'layer' | 'below' | 'all', x: number, y = 0) =>
    cloneStamp({ sample, offset: { x, y }, opacity: 1 })

  test('copies the layer as it was before the stroke, also where the source runs over what was painted', () => {
    const { session, ids } = sessionOf(60, 20, [gradient(60, 20)])
    const before = toSaved(session)
    run(session, ids[0]!, clone('layer', -8), [at(20, 10), at(50, 10, 8)])
    const after = composite(session)
    for (const x of [20, 30, 40, 50]) expect(pixelAt(after, x, 10)).toEqual([x - 8, 10, 7, 255])
    expect(pixelAt(after, 30, 16)).toEqual([30, 16, 7, 255])
    expect(session.store.getState().history).toHaveLength(1)
    session.undo()
    expect(toSaved(session)).toEqual(before)
  })

  test('takes what is seen below, onto a layer of its own', () => {
    const { session } = sessionOf(60, 20, [gradient(60, 20)])
    const own = addPaintLayer(session, 'own')!
    const top = addPaintLayer(session, 'top')!
    session.rasters.color(rasterOf(session, top)).context.fillRect(0, 0, 60, 20)
    run(session, own, clone('below', 20), [at(15, 10)])
    const { context } = session.rasters.color(rasterOf(session, own))
    expect([...context.getImageData(15, 10, 1, 1).data]).toEqual([35, 10, 7, 255])
    expect([...context.getImageData(25, 10, 1, 1).data]).toEqual([0, 0, 0, 0])
    run(session, own, clone('all', 20), [at(15, 10)])
    expect([...context.getImageData(15, 10, 1, 1).data]).toEqual([0, 0, 0, 255])
  })

  test('stays within the selection, and paints nothing from beyond the picture', () => {
    const { session, ids } = sessionOf(60, 20, [gradient(60, 20)])
    selectRectangle(session, { x: 0, y: 0, width: 30, height: 20 })
    run(session, ids[0]!, clone('layer', -20), [at(10, 10), at(40, 10, 8)])
    expect(pixelAt(composite(session), 25, 10)).toEqual([5, 10, 7, 255])
    expect(pixelAt(composite(session), 35, 10)).toEqual([35, 10, 7, 255])
    expect(pixelAt(composite(session), 12, 10)).toEqual([12, 10, 7, 255])
  })
})

describe('the healing brush', () => {
  /** Stripes of 10 levels over a slope, brighter on the right half, with a black spot on the left. */
  const scene = (x: number, y: number): Rgba => {
    const spot = Math.hypot(x - 20, y - 20) < 4
    const level = 60 + x / 2 + (y % 4 < 2 ? 10 : 0) + (x >= 45 ? 80 : 0)
    return spot ? [0, 0, 0, 255] : [level, level, level, 255]
  }

  test.each(['layer', 'all'] as const)('puts the source’s texture in the tones around it (%s)', (sample) => {
    const { session, ids } = sessionOf(90, 40, [picture(90, 40, scene)])
    const tool = healingBrush({ sample, offset: { x: 40, y: 0 }, opacity: 1 })
    run(session, ids[0]!, tool, [at(20, 20)], { size: 14 })
    const after = composite(session)
    for (let y = 15; y < 25; y++)
      for (let x = 15; x < 26; x++) {
        const wanted = 60 + x / 2 + (y % 4 < 2 ? 10 : 0)
        expect(Math.abs(pixelAt(after, x, y)[0]! - wanted)).toBeLessThan(3)
      }
    expect(session.store.getState().history).toHaveLength(1)
  })

  test('shows the plain source until the stroke ends, and leaves nothing when it is taken back', () => {
    const { session, ids } = sessionOf(90, 40, [picture(90, 40, scene)])
    const before = toSaved(session)
    const tool = healingBrush({ sample: 'layer', offset: { x: 40, y: 0 }, opacity: 1 })
    const stroke = openStroke(session, ids[0]!, { ...brush, size: 14 }, tool)
    stroke.add([at(20, 20)])
    expect(pixelAt(composite(session), 20, 20)).toEqual(pixelAt(composite(session), 60, 20))
    stroke.cancel()
    expect(toSaved(session)).toEqual(before)
  })
})

test.each([
  ['dodge', 'shadows', 40],
  ['burn', 'highlights', 215],
] as const)('%s of %s acts there most, and leaves black and white', (direction, range, most) => {
  const table = toneTable({ direction, range, exposure: 1 })
  const change = (value: number) => Math.abs(Math.log(table[257 * value]! / 255) / Math.log(value / 255) - 1)
  expect([table[0], table[257 * 255]]).toEqual([0, 255])
  expect(change(most)).toBeGreaterThan(2 * change(255 - most))
  for (let value = 1; value < 256; value++)
    expect(table[257 * value]! - table[257 * (value - 1)]!).toBeGreaterThanOrEqual(0)
})

test('dodging brightens once a stroke, as far as the exposure says', () => {
  const { session, ids } = sessionOf(40, 20, [plain(40, 20, [100, 100, 100, 255])])
  const tool = toningBrush({ direction: 'dodge', range: 'midtones', exposure: 0.5 })
  run(session, ids[0]!, tool, [at(5, 10), at(35, 10, 8), at(5, 10, 16)])
  const [value] = pixelAt(composite(session), 20, 10)
  expect(value).toBe(toneTable({ direction: 'dodge', range: 'midtones', exposure: 0.5 })[257 * 100])
  expect(value).toBeGreaterThan(115)
  expect(pixelAt(composite(session), 20, 2)[0]).toBe(100)
})

describe('rubbing', () => {
  const edge = (x: number): Rgba => (x < 20 ? [40, 40, 40, 255] : [200, 200, 200, 255])
  const steepest = (session: DocumentSession) => {
    const row = Array.from({ length: 40 }, (_, x) => pixelAt(composite(session), x, 10)[0]!)
    return Math.max(...row.slice(1).map((value, i) => value - row[i]!))
  }
  const there = [at(20, 4), at(20, 16, 8)]
  const settings = { size: 16 }

  test('blurs more the longer it goes on, and leaves what is flat', () => {
    const { session, ids } = sessionOf(40, 20, [picture(40, 20, edge)])
    const tool = focusBrush({ direction: 'blur', strength: 1 })
    run(session, ids[0]!, tool, there, settings)
    const once = steepest(session)
    run(session, ids[0]!, tool, there, settings)
    expect(once).toBeLessThan(80)
    expect(steepest(session)).toBeLessThan(once)
    expect(pixelAt(composite(session), 2, 10)).toEqual([40, 40, 40, 255])
  })

  test('a blur of colour beside nothing takes no black from there', () => {
    const { session, ids } = sessionOf(40, 20, [
      picture(40, 20, (x) => (x < 20 ? [200, 100, 50, 255] : [0, 0, 0, 0])),
    ])
    run(session, ids[0]!, focusBrush({ direction: 'blur', strength: 1 }), there, settings)
    const [r, g, b, a] = pixelAt(composite(session), 20, 10)
    expect(a).toBeGreaterThan(60)
    expect(a).toBeLessThan(200)
    for (const [value, wanted] of [
      [r, 200],
      [g, 100],
      [b, 50],
    ])
      expect(Math.abs(value! - wanted!)).toBeLessThan(6)
  })

  test('sharpens what is soft', () => {
    const soft = (x: number): Rgba => {
      const level = 120 + 60 * Math.tanh((x - 20) / 4)
      return [level, level, level, 255]
    }
    const { session, ids } = sessionOf(40, 20, [picture(40, 20, soft)])
    const before = steepest(session)
    run(session, ids[0]!, focusBrush({ direction: 'sharpen', strength: 1 }), there, settings)
    expect(steepest(session)).toBeGreaterThan(before + 2)
  })

  test('smudging drags colours along, exactly at full strength', () => {
    const { session, ids } = sessionOf(60, 20, [
      picture(60, 20, (x) => (x < 20 ? [200, 30, 10, 255] : [10, 20, 200, 255])),
    ])
    run(session, ids[0]!, smudgeBrush({ strength: 1 }), [at(15, 10), at(45, 10, 8)], { size: 8 })
    expect(pixelAt(composite(session), 40, 10)).toEqual([200, 30, 10, 255])
    expect(pixelAt(composite(session), 40, 2)).toEqual([10, 20, 200, 255])
  })
})

test('a layer’s mask is cloned and blurred in grey, and its pixels stay', () => {
  const { session, ids } = sessionOf(60, 20, [gradient(60, 20)])
  selectRectangle(session, { x: 0, y: 0, width: 20, height: 20 })
  addMask(session, ids[0]!, 'selection')
  session.paintOn('mask')
  selectRectangle(session, { x: 0, y: 0, width: 60, height: 20 })
  run(session, ids[0]!, cloneStamp({ sample: 'layer', offset: { x: -30, y: 0 }, opacity: 1 }), [at(40, 10)])
  expect(pixelAt(composite(session), 40, 10)).toEqual([40, 10, 7, 255])
  expect(pixelAt(composite(session), 30, 10)[3]).toBe(0)
  const { context } = session.rasters.color(rasterOf(session, ids[0]!))
  expect([...context.getImageData(40, 10, 1, 1).data]).toEqual([40, 10, 7, 255])
  run(session, ids[0]!, focusBrush({ direction: 'blur', strength: 1 }), [at(20, 10)])
  const shown = pixelAt(composite(session), 19, 10)[3]!
  expect(shown).toBeGreaterThan(100)
  expect(shown).toBeLessThan(255)
})
