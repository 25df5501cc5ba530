import { expect, test } from 'vitest'
import type { BlendSettings } from '../../contract/document/index.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { teamOfOne } from '../../imaging/team.fixture.ts'
import { blend } from './blend.ts'
import { loadScene } from './scene.ts'

const team = await teamOfOne()
const [width, height] = [160, 120]
const center = { x: 90, y: 60 }
const radius = 30
const distance = (x: number, y: number) => Math.hypot(x - center.x, y - center.y)

function picture(color: (x: number, y: number) => [number, number, number]): Pixels {
  const data = new Uint8Array(3 * width * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(color(x, y), 3 * (y * width + x))
  return { width, height, channels: 3, data }
}

const background = picture((x, y) => [160 + ((x * y) % 7), 150 + x / 4, 140 + y / 4])
/** Far darker than the photo, with a grain of its own. */
const source = picture((x, y) => [40 + 8 * ((x + y) % 3), 50, 60])
const data = new Uint8Array(width * height).map((_, at) =>
  distance(at % width, Math.floor(at / width)) <= radius ? 255 : 0,
)
const mask: Pixels = { width, height, channels: 1, data }
const gp: BlendSettings = { method: 'gp', anchor: 'composite', beta: 1, kernel: 'normal' }

function blended(settings: Partial<BlendSettings>, whole = true) {
  const mark = team.memory.mark()
  const scene = loadScene(team, { background, source, mask }, { previews: false })
  const place = { x: 0, y: 0, scaleX: 1, scaleY: 1, rotation: 0 }
  const result = blend(team, scene, place, { ...gp, ...settings }, { whole })!
  team.memory.release(mark)
  return result
}
/** The greatest change of the photo among pixels that lie so far from the object's middle. */
function changed({ data }: Pixels, from: number, to = Infinity): number {
  let most = 0
  for (let at = 0; at < data.length; at++) {
    const pixel = Math.floor(at / 3)
    const away = distance(pixel % width, Math.floor(pixel / width))
    if (away > from && away <= to) most = Math.max(most, Math.abs(data[at]! - background.data[at]!))
  }
  return most
}

test('beyond its rim the photo stays what it is, where else a blend darkens what is around it', () => {
  expect(changed(blended({ beta: 0.05 }).pixels, radius + 9)).toBeGreaterThan(4)
  for (const rim of [0, 9]) {
    const { pixels } = blended({ rim, beta: 0.05 })
    expect(changed(pixels, radius + rim)).toBe(0)
    if (rim > 0) expect(changed(pixels, radius, radius + rim)).toBeGreaterThan(4)
  }
})

test('there is no edge where the rim ends: the object keeps its detail and meets the photo', () => {
  const { pixels } = blended({ rim: 6 })
  const row = (from: Pixels, y: number) =>
    Array.from({ length: width }, (_, x) => from.data[3 * (y * width + x) + 1]!)
  const line = row(pixels, center.y)
  const steps = line.map((value, x) => Math.abs(value - (line[x - 1] ?? value)))
  // Green has no grain in either picture: what steps there are, are the seam's, which is one of 115 where the object is pasted.
  expect(Math.max(...steps)).toBeLessThan(30)
  // The grain of the object, 8 levels of red from pixel to pixel, is all there.
  const red = (x: number) => pixels.data[3 * (center.y * width + x)]!
  const swing = Array.from({ length: 12 }, (_, k) => red(center.x - 6 + k))
  expect(Math.max(...swing) - Math.min(...swing)).toBeGreaterThanOrEqual(14)
})

test('a part of the picture is what the whole one holds there', () => {
  const { pixels } = blended({ rim: 4 })
  const part = blended({ rim: 4 }, false)
  const { x, y, width: across, height: down } = part.rect
  expect([x, x + across, y, y + down]).toEqual([
    center.x - radius - 4,
    center.x + radius + 5,
    center.y - radius - 4,
    center.y + radius + 5,
  ])
  for (let v = 0; v < down; v++)
    for (let u = 0; u < 3 * across; u++)
      expect(part.pixels.data[3 * v * across + u]).toBe(pixels.data[3 * ((y + v) * width + x) + u])
})

test('an object at the edge, and a strength beyond one, are held too', () => {
  const { pixels } = blended({ rim: 3, strength: 1.5, anchor: 'background' })
  expect(changed(pixels, radius + 3)).toBe(0)
  expect(changed(pixels, 0, radius)).toBeGreaterThan(0)
})
