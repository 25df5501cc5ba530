import { afterEach, expect, test, vi } from 'vitest'
import { defaultSketchSettings } from '../../contract/document/index.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { SketchCandidates } from '../../contract/sketchCandidates.ts'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { average, Directions, fromTo, wander } from './explore.ts'
import { discs } from './generator.fixture.ts'
import { type Listener, Sketching, type Update } from './sketching.ts'

const open: Sketching[] = []
afterEach(async () => {
  for (const sketching of open.splice(0)) await sketching.release()
})

async function start(
  options: Partial<Parameters<typeof Sketching.start>[2]> = {},
  generator = discs(),
): Promise<Sketching> {
  const defaults = { candidates: 8, seed: 1, words: {} }
  const sketching = await Sketching.start(generator, openOnProcessor(), { ...defaults, ...options })
  open.push(sketching)
  return sketching
}

function listener(stop?: (count: number) => boolean): Listener & { shown: SketchCandidates[] } {
  const shown: SketchCandidates[] = []
  let breaths = 0
  return {
    shown,
    due: () => true,
    show: (found) => shown.push(found),
    notice: vi.fn(),
    async breathe() {
      if (stop?.(++breaths)) throw new Error('stopped')
    },
  }
}

/** Paint on the left half. */
function paint(color: readonly [number, number, number], side = 32): Pixels {
  const data = new Uint8Array(4 * side * side)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side / 2; x++) data.set([...color, 255], 4 * (y * side + x))
  return { width: side, height: side, channels: 4, data }
}

const update = (strokes: Update['strokes'], more: Partial<Update> = {}): Update => ({
  strokes,
  words: {},
  settings: defaultSketchSettings,
  ...more,
})

const red: readonly [number, number, number] = [200, 60, 60]

test('paint is obeyed, the first look comes after the first step, and the best is shown first', async () => {
  const sketching = await start({ candidates: 12 })
  const told = listener()
  const found = await sketching.update(update({ color: paint(red) }), told)
  expect(told.shown[0]!.step).toBe(1)
  expect(told.shown.at(-1)).toEqual(found)
  expect(found.costs).toHaveLength(12)
  expect(found.pictures.height).toBe(12 * 16)
  expect(found.order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, k) => k))
  expect(found.costs[found.order[0]!]).toBe(Math.min(...found.costs))
  expect(Math.min(...found.costs)).toBeLessThan(Math.min(...told.shown[0]!.costs) / 4)
  // What is painted is what is seen, at the middle of the painted half of the best one.
  const at = 3 * ((found.order[0]! * 16 + 13) * 16 + 2)
  const seen = [...found.pictures.data.subarray(at, at + 3)]
  for (const [c, value] of red.entries()) expect(Math.abs(seen[c]! - value)).toBeLessThan(40)
  expect(told.notice).not.toHaveBeenCalled()
})

test('those that agree least are left where they came to, the chosen one and the best are searched to the end', async () => {
  const sketching = await start({ candidates: 24 })
  const chosen = 17
  const found = await sketching.update(update({ color: paint(red) }, { chosen }), listener())
  const steps = sketching.candidates.map(({ updates }) => updates)
  expect(steps.toSorted((a, b) => a - b)).toEqual([10, 20, 40].flatMap((count) => Array(8).fill(count)))
  for (const k of [chosen, found.order[0]!]) expect(steps[k]).toBe(40)
  // Each picture is shown with what it costs, however far it was searched.
  for (const [k, cost] of found.costs.entries()) expect(cost).toBe(sketching.candidates[k]!.costs.total)
})

test('the same seed gives the same candidates, another one others', async () => {
  const [a, b, c] = [await start({ seed: 5 }), await start({ seed: 5 }), await start({ seed: 6 })]
  expect(a.found()).toEqual(b.found())
  expect(c.found().pictures).not.toEqual(a.found().pictures)
})

test('a search that is stopped leaves its candidates where they came to, and the next goes on from there', async () => {
  const sketching = await start()
  const begun = sketching.found()
  await expect(
    sketching.update(
      update({ color: paint(red) }),
      listener((n) => n === 6),
    ),
  ).rejects.toThrow('stopped')
  expect(sketching.found().pictures).not.toEqual(begun.pictures)
  const told = listener()
  await sketching.update(update({ color: paint(red) }), told)
  expect(Math.min(...told.shown.at(-1)!.costs)).toBeLessThan(Math.min(...told.shown[0]!.costs))
})

test('strokes that nothing agrees with are answered by the nearest, and that is said', async () => {
  const sketching = await start()
  const data = new Uint8Array(4 * 32 * 32)
  // A chessboard of pixels, which no disc is.
  for (let i = 0; i < 32 * 32; i++) {
    const [x, y] = [Math.floor((i % 32) / 2), Math.floor(i / 64)]
    data.set((x + y) % 2 ? [255, 0, 255, 255] : [0, 255, 0, 255], 4 * i)
  }
  const told = listener()
  await sketching.update(update({ color: { width: 32, height: 32, channels: 4, data } }), told)
  expect(told.notice).toHaveBeenCalledWith(expect.objectContaining({ key: 'errors:sketch.unmet' }))
})

test('what was fixed holds candidates back', async () => {
  const far = async (smooth: number) => {
    const sketching = await start()
    await sketching.fix({ candidate: 0 })
    const anchor = sketching.pointOf({ candidate: 0 }).latent
    const settings = { ...defaultSketchSettings, smooth }
    await sketching.update(update({ color: paint(red) }, { settings }), listener())
    const { latent } = sketching.pointOf({ candidate: sketching.found().order[0]! })
    return Math.hypot(...latent.map((value, k) => value - anchor[k]!))
  }
  expect(await far(10)).toBeLessThan((await far(0)) / 1.5)
})

test('words say what is drawn; of what is not said each candidate shows its own', async () => {
  const sketching = await start({}, discs({ words: true }))
  const said = (k: number) => sketching.pointOf({ candidate: k }).words
  const kinds = new Set(sketching.candidates.map((_, k) => Object.keys(said(k)).sort().join()))
  expect(kinds).toEqual(new Set(['night,red', 'blue,night']))
  await sketching.update(update({}, { words: { blue: 0.75, red: 0.25 } }), listener())
  for (const k of sketching.candidates.keys()) expect(said(k)).toEqual({ blue: 0.75, red: 0.25, night: 1 })
})

test('a handle takes what it holds along', async () => {
  const sketching = await start({ candidates: 1 })
  // A bright disc left of the middle, on a dark ground.
  const latent = [1.2, 1.2, 1.2, -1.2, -1.2, -1.2, -0.5, 0]
  await sketching.take(0, { latent, words: {} })
  const middle = ({ data }: Pixels) => {
    let [sum, across] = [0, 0]
    for (let i = 0; i < 256; i++) {
      const bright = Math.max(0, data[3 * i]! - 128)
      sum += bright
      across += bright * ((i % 16) + 0.5)
    }
    return across / sum / 16
  }
  const before = middle(sketching.found().pictures)
  const handles = [{ from: { x: before, y: 0.5 }, to: { x: before + 0.25, y: 0.5 } }]
  const settings = { ...defaultSketchSettings, iterations: 120 }
  const found = await sketching.update(update({ handles }, { settings, chosen: 0 }), listener())
  expect(middle(found.pictures) - before).toBeGreaterThan(0.15)
  expect(found.handles[0]!.x).toBeGreaterThan(before + 0.15)
})

test('from one result to another, a walk that comes back, and directions that change the picture', async () => {
  const sketching = await start()
  const path = await fromTo(sketching, { candidate: 0 }, { candidate: 1 }, 5, 'linear')
  expect(path.points).toHaveLength(5)
  expect(path.points[0]!.latent).toEqual(sketching.pointOf({ candidate: 0 }).latent)
  expect(path.points[4]!.latent).toEqual(sketching.pointOf({ candidate: 1 }).latent)
  const round = await wander(sketching, { candidate: 0 }, { frames: 9, seed: 3, reach: 0.7 })
  const frame = (k: number) => round.pictures.data.subarray(k * 768, (k + 1) * 768)
  expect(frame(8)).toEqual(frame(0))
  expect(frame(4)).not.toEqual(frame(0))
  const directions = new Directions()
  const found = await directions.of(sketching)
  expect(found.length).toBeGreaterThan(3)
  for (const [k, { share }] of found.slice(1).entries())
    expect(share).toBeLessThanOrEqual(found[k]!.share + 1e-9)
  const { latent } = sketching.pointOf({ candidate: 0 })
  const moved = await directions.move(sketching, { candidate: 0 }, [0, 2])
  expect(Math.hypot(...moved.latent.map((value, k) => value - latent[k]!))).toBeCloseTo(2, 4)
})

test('the mean of candidates counts the best most', async () => {
  const sketching = await start()
  await sketching.update(update({ color: paint(red) }), listener())
  const [first] = sketching.found().order
  const mean = average(sketching)
  const apart = (a: Float32Array) => a.reduce((sum, value, i) => sum + (value - mean[i]!) ** 2, 0)
  const distances = sketching.candidates.map(({ picture }) => apart(picture))
  const sorted = distances.toSorted((a, b) => a - b)
  expect(distances[first!]).toBeLessThanOrEqual(sorted[5]!)
})

test('a result of another generator, and a candidate that is none, are named', async () => {
  const sketching = await start()
  const take = sketching.take(0, { latent: [1, 2], words: {} })
  await expect(take).rejects.toThrow('This result has 2 numbers and the model "discs" draws from 8')
  expect(() => sketching.pointOf({ candidate: 9 })).toThrow('There is no candidate 9: there are 8')
})
