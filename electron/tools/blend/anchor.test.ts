import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BlendSettings, Transform } from '../../contract/document/index.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { teamOfOne } from '../../imaging/team.fixture.ts'
import { type Correction, networkView, trustIn } from './anchor.ts'
import { blend } from './blend.ts'
import { NETWORK_SIDE } from './reducedPhoto.ts'
import { loadScene, type ScenePixels } from './scene.ts'

const team = await teamOfOne()
const inPlace: Transform = { x: 0, y: 0, scaleX: 1, scaleY: 1, rotation: 0 }
const gan: BlendSettings = { method: 'gp', anchor: 'gan', beta: 1, kernel: 'normal' }
const count = NETWORK_SIDE ** 2

function view(scene: ScenePixels, transform: Partial<Transform> = {}) {
  const mark = team.memory.mark()
  try {
    const loaded = loadScene(team, scene, { previews: false, network: true })
    return networkView(team, loaded, { ...inPlace, ...transform })
  } finally {
    team.memory.release(mark)
  }
}

function run(
  scene: ScenePixels,
  settings: BlendSettings,
  transform: Partial<Transform>,
  correction?: Correction,
) {
  const mark = team.memory.mark()
  try {
    const loaded = loadScene(team, scene, { previews: false })
    return blend(team, loaded, { ...inPlace, ...transform }, settings, { whole: true, correction })!.pixels
  } finally {
    team.memory.release(mark)
  }
}

function flat(width: number, height: number, color: readonly number[]): Pixels {
  const data = new Uint8Array(3 * width * height).map((_, i) => color[i % 3]!)
  return { width, height, channels: 3, data }
}

const noise = (width: number, height: number): Pixels => ({
  width,
  height,
  channels: 3,
  data: new Uint8Array(3 * width * height).map((_, i) => (i * 37 + (i >> 5) * 11) & 255),
})

const at = (shown: Float32Array, channel: number, x: number, y: number) =>
  shown[channel * count + y * NETWORK_SIDE + x]!

test('a network sees the whole photo as a square, with the object and its coverage, at any size and aspect', () => {
  for (const [width, height] of [
    [640, 320],
    [96, 960],
    [64, 64],
    [20, 30],
    [301, 207],
  ] as const) {
    const scene = {
      background: flat(width, height, [255, 51, 0]),
      source: flat(width, height, [0, 102, 255]),
    }
    const shown = view(scene, { x: width / 2 })!
    expect(shown.length).toBe(4 * count)
    for (const y of [2, 31, 61]) {
      for (const [c, value] of [1, 0.2, 0, 0].entries()) expect(at(shown, c, 10, y)).toBeCloseTo(value, 1)
      for (const [c, value] of [0, 0.4, 1, 1].entries()) expect(at(shown, c, 53, y)).toBeCloseTo(value, 1)
    }
  }
})

test('scale and rotation carry over', () => {
  const scene = { background: flat(400, 400, [0, 0, 0]), source: flat(100, 50, [255, 255, 255]) }
  // A quarter turn about the corner at (300, 100): from x 100 to 300, from y 100 to 500.
  const shown = view(scene, { x: 300, y: 100, scaleX: 4, scaleY: 4, rotation: 90 })!
  const covered = (x: number, y: number) => at(shown, 3, Math.floor(x * 0.16), Math.floor(y * 0.16))
  expect([
    covered(200, 50),
    covered(200, 150),
    covered(200, 390),
    covered(80, 250),
    covered(320, 250),
  ]).toEqual([0, 1, 1, 0, 0])
})

test('nothing is shown of an object outside the photo', () => {
  const scene = { background: flat(50, 40, [9, 9, 9]), source: flat(10, 10, [9, 9, 9]) }
  expect(view(scene, { x: 200 })).toBeNull()
})

test('a network is trusted where a quarter of the photo is free, and not at all where nothing is', () => {
  const covered = (share: number) =>
    trustIn(Float32Array.from({ length: 4 * count }, (_, i) => (i - 3 * count < share * count ? 1 : 0)))
  expect([0, 0.5, 0.75, 1].map(covered)).toEqual([1, 1, 1, 0])
  expect(covered(0.875)).toBeCloseTo(0.5)
})

test('a network that corrects nothing gives what the composite gives, bit for bit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), (width, height) => {
      const scene = { background: noise(width, height), source: flat(30, 20, [200, 90, 30]) }
      const place = { x: width / 3, y: height / 4, rotation: 20 }
      const composite = run(scene, { ...gan, anchor: 'composite' }, place)
      const corrected = run(scene, gan, place, new Float32Array(3 * count))
      expect(Buffer.compare(corrected.data, composite.data)).toBe(0)
    }),
    { numRuns: 15 },
  )
})

test('where the anchor decides, the object takes the corrected colours at full resolution, and the photo keeps its own', () => {
  const [width, height] = [500, 300]
  const scene = { background: flat(width, height, [100, 100, 100]), source: flat(200, 120, [150, 150, 150]) }
  const place = { x: 150, y: 90 }
  const shown = view(scene, place)!
  const correction = new Float32Array(3 * count).map(
    (_, i) => [0.2, 0, -0.2][Math.floor(i / count)]! * shown[3 * count + (i % count)]!,
  )
  const { data } = run(scene, { ...gan, beta: 1000 }, place, correction)
  const color = (x: number, y: number) => [...data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3)]
  color(250, 150).forEach((value, c) => {
    expect(Math.abs(value - [201, 150, 99][c]!)).toBeLessThanOrEqual(1)
  })
  expect(color(20, 20)).toEqual([100, 100, 100])
})

test('the anchor "gan" without a correction is refused', () => {
  const scene = { background: flat(50, 40, [9, 9, 9]), source: flat(10, 10, [50, 9, 9]) }
  expect(() => run(scene, gan, {})).toThrow(expect.objectContaining({ code: 'invalid-input' }))
})
