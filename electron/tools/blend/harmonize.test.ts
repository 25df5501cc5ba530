import { expect, test } from 'vitest'
import type { BlendSettings, Transform } from '../../contract/document/index.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { TRANSFORM_NUMBERS } from '../../imaging/harmony/transform.ts'
import { teamOfOne } from '../../imaging/team.fixture.ts'
import { blend } from './blend.ts'
import { harmonyStatistics } from './harmonize.ts'
import { loadScene } from './scene.ts'

const team = await teamOfOne()
const [width, height] = [120, 90]
const settings: BlendSettings = {
  method: 'harmonize',
  anchor: 'composite',
  beta: 1,
  kernel: 'normal',
  strength: 1,
}
const place: Transform = { x: 40, y: 30, scaleX: 1, scaleY: 1, rotation: 0 }
const photo = picture(width, height, (x, y) => [40 + x, 60 + y, 90])

function picture(w: number, h: number, color: (x: number, y: number) => number[]): Pixels {
  const data = Uint8Array.from({ length: 3 * w * h }, (_, i) => {
    const pixel = Math.floor(i / 3)
    return color(pixel % w, Math.floor(pixel / w))[i % 3]!
  })
  return { width: w, height: h, channels: 3, data }
}

function run(object: Pixels, harmony: Float32Array, change: Partial<BlendSettings> = {}) {
  const mark = team.memory.mark()
  try {
    const scene = loadScene(team, { background: photo, source: object }, { previews: false })
    const { pixels } = blend(team, scene, place, { ...settings, ...change }, { whole: true, harmony })!
    return (x: number, y: number) => [...pixels.data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3)]
  } finally {
    team.memory.release(mark)
  }
}

const nothing = new Float32Array(TRANSFORM_NUMBERS)
const brighter = nothing.map((_, i) => ([3, 7, 11].includes(i) ? 0.1 : 0))
const grey = picture(30, 20, () => [100, 120, 140])

test('a transform moves the object by what it says, at any strength, and the photo not at all', () => {
  expect(run(grey, nothing)(50, 40)).toEqual([100, 120, 140])
  const full = run(grey, brighter)
  for (const [c, value] of [126, 146, 166].entries())
    expect(Math.abs(full(50, 40)[c]! - value)).toBeLessThanOrEqual(1)
  for (const [c, value] of [113, 133, 153].entries())
    expect(Math.abs(run(grey, brighter, { strength: 0.5 })(50, 40)[c]! - value)).toBeLessThanOrEqual(1)
  for (let x = 0; x < width; x++) expect(full(x, 10)).toEqual([40 + x, 70, 90])
  expect(full(39, 40)).toEqual([79, 100, 90])
})

test('a guess that would turn orange into blue goes part of the way', () => {
  const orange = picture(30, 20, () => [190, 110, 60])
  const blue = nothing.slice()
  for (const [channel, value] of [-0.5, 0.1, 0.6].entries()) blue[4 * channel + 3] = value
  const [red, green, last] = run(orange, blue)(50, 40)
  expect(red).toBeLessThan(170)
  expect(red! - last!).toBeGreaterThan(40)
  expect(Math.hypot(red! - 190, green! - 110, last! - 60)).toBeLessThan(53)
})

test('an object that covers the whole photo has nothing to agree with, and stays as it is', () => {
  const cover = picture(width, height, () => [100, 120, 140])
  const everywhere = { ...place, x: 0, y: 0 }
  const mark = team.memory.mark()
  const scene = loadScene(team, { background: photo, source: cover }, { previews: false })
  const { pixels } = blend(team, scene, everywhere, settings, { whole: true, harmony: brighter })!
  expect([...pixels.data.subarray(3 * 5000, 3 * 5001)]).toEqual([100, 120, 140])
  team.memory.release(mark)
})

test('clipped white and black do not turn grey', () => {
  const clipped = picture(30, 20, (x) => (x < 10 ? [255, 255, 255] : x < 20 ? [0, 0, 0] : [128, 128, 128]))
  const darker = run(
    clipped,
    brighter.map((value) => -value),
  )
  expect(darker(44, 40)).toEqual([255, 255, 255])
  expect(run(clipped, brighter)(55, 40)).toEqual([0, 0, 0])
  expect(darker(65, 40)[0]).toBeLessThan(110)
})

test('gains grow over the object from one side to the other', () => {
  const tilted = nothing.map((_, i) => (i >= 12 && i < 15 ? 0.1 : 0))
  const at = run(grey, tilted)
  expect(at(42, 40)[0]).toBeLessThan(at(55, 40)[0]!)
  expect(at(55, 40)[0]).toBeLessThan(at(68, 40)[0]!)
  expect(Math.abs(at(55, 40)[0]! - 100)).toBeLessThanOrEqual(2)
})

test('a shadow darkens the photo beside the object and nothing of the object', () => {
  const shadow = { opacity: 0.5, direction: 90, length: 1, softness: 0, x: 0, y: 0 }
  const at = run(grey, nothing, { shadow })
  expect(at(55, 40)).toEqual([100, 120, 140])
  for (const [c, value] of [95, 120, 90].entries())
    expect(Math.abs(at(55, 60)[c]! - value / 2)).toBeLessThanOrEqual(2)
  expect(at(10, 60)).toEqual([50, 120, 90])
})

test('the method without what the harmoniser said is refused', () => {
  const mark = team.memory.mark()
  const scene = loadScene(team, { background: photo, source: grey }, { previews: false })
  expect(() => blend(team, scene, place, settings, {})).toThrow(/"harmonize" needs/)
  team.memory.release(mark)
})

test('statistics of a picture of twice the size are about the same', () => {
  const of = (scale: number) => {
    const background = picture(width * scale, height * scale, (x, y) => [40 + x / scale, 60 + y / scale, 90])
    const source = picture(30 * scale, 20 * scale, (x, y) => [
      100 + (3 * x) / scale,
      120,
      140 - (2 * y) / scale,
    ])
    const scene = loadScene(team, { background, source }, { previews: false })
    return harmonyStatistics(team, scene, { ...place, x: 40 * scale, y: 30 * scale })!
  }
  const [one, two] = [of(1), of(2)]
  expect(Math.max(...one.map((value, i) => Math.abs(value - two[i]!)))).toBeLessThan(0.3)
})
