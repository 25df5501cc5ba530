import { expect, test } from 'vitest'
import { applied } from './apply.ts'
import { chained } from './chain.ts'
import { editOf } from './edit.ts'
import { type Frame, noMotion, sample } from './frames.ts'
import { stepBetween } from './motion.ts'
import { flower, frameOf, gradientEnergy, grained, photoOf } from './photo.fixture.ts'

const SIDE = 64
const at = (plane: Float32Array, x: number, y: number) =>
  sample(plane, SIDE, SIDE, x * SIDE - 0.5, y * SIDE - 0.5)

test('motion between frames is the one that was, to a quarter of a pixel', () => {
  const motion = stepBetween(frameOf(flower(0.45, 0.5, 0.2), SIDE), frameOf(flower(0.48, 0.48, 0.2), SIDE))
  // Where the later frame's flower is, it comes from further left and further down.
  for (const [x, y] of [
    [0.48, 0.48],
    [0.58, 0.48],
    [0.4, 0.4],
  ] as const) {
    expect(Math.abs(at(motion.x, x, y) + 0.03 * SIDE)).toBeLessThan(0.25)
    expect(Math.abs(at(motion.y, x, y) - 0.02 * SIDE)).toBeLessThan(0.25)
  }
})

test('a change of colour is no motion, and is the one that was', () => {
  const before = frameOf(flower(0.5, 0.5, 0.25, [0.8, 0.25, 0.3]), SIDE)
  const after = frameOf(flower(0.5, 0.5, 0.25, [0.3, 0.3, 0.8]), SIDE)
  const motion = stepBetween(before, after)
  for (const plane of [motion.x, motion.y])
    expect(plane.reduce((most, value) => Math.max(most, Math.abs(value)), 0)).toBeLessThan(1)
  const { change } = editOf(before, before, after, noMotion(SIDE * SIDE))
  const petal = [0.8, 0.25, 0.3]
  const now = [0, 1, 2].map((row) =>
    [...petal, 1].reduce((sum, value, k) => sum + value * at(change[4 * row + k]!, 0.5, 0.65), 0),
  )
  for (const [c, value] of [0.3, 0.3, 0.8].entries()) expect(Math.abs(now[c]! - value)).toBeLessThan(0.08)
})

test('without a change there is none', () => {
  const frame = frameOf(flower(0.5, 0.5, 0.25), SIDE)
  const motion = stepBetween(frame, frame)
  const { change } = editOf(frame, frame, frame, motion)
  for (const plane of [motion.x, motion.y])
    for (const value of plane) expect(Math.abs(value)).toBeLessThan(1e-3)
  for (const [k, plane] of change.entries())
    for (const value of plane) expect(value).toBeCloseTo(k % 5 === 0 && k < 11 ? 1 : 0, 3)
})

/** The edit that leads along frames of a photo's reconstruction. */
const along = async (frames: readonly Frame[], photo = frames[0]!) =>
  editOf(photo, frames[0]!, frames.at(-1)!, await chained(frames))

const size = { width: SIDE, height: SIDE }
const rect = { x: 0, y: 0, width: 480, height: 360 }
const scene = flower(0.5, 0.5, 0.18)
const grainy = photoOf(grained(scene), 480, 360)
const plain = photoOf(scene, 480, 360)
const apart = (a: typeof plain, b: typeof plain) =>
  Math.sqrt(a.data.reduce((sum, value, i) => sum + (value - b.data[i]!) ** 2, 0) / a.data.length)

test.each([
  ['shape', 0.07, [0.8, 0.25, 0.3]],
  ['colour', 0, [0.3, 0.25, 0.8]],
  ['shape and colour', 0.07, [0.3, 0.25, 0.8]],
] as const)(
  'a photo follows a change of %s at its own resolution and stays as sharp as it was',
  async (_, more, petal) => {
    const frames = Array.from({ length: 9 }, (_, k) => {
      const t = k / 8
      const color = [0.8, 0.25, 0.3].map((value, c) => value + t * (petal[c]! - value))
      return frameOf(flower(0.5, 0.5, 0.18 + more * t, color as never), SIDE)
    })
    const edit = await along(frames)
    const edited = await applied(grainy, rect, edit, size, { strength: 1 })
    const wanted = photoOf(flower(0.5, 0.5, 0.18 + more, petal), 480, 360)
    const smooth = await applied(plain, rect, edit, size, { strength: 1 })
    expect(apart(smooth, wanted)).toBeLessThan(apart(plain, wanted) / 2.5)
    expect(gradientEnergy(edited)).toBeGreaterThan(0.9 * gradientEnergy(grainy))
    expect(gradientEnergy(edited)).toBeLessThan(1.5 * gradientEnergy(grainy))
    // What the network itself draws has less than half.
    const drawn = photoOf((x, y) => colorOf(frames.at(-1)!, x, y), 480, 360)
    expect(gradientEnergy(drawn)).toBeLessThan(0.5 * gradientEnergy(grainy))
    const half = await applied(plain, rect, edit, size, { strength: 0.5 })
    expect(apart(half, wanted)).toBeLessThan(apart(plain, wanted))
    expect(apart(half, wanted)).toBeGreaterThan(apart(smooth, wanted))
    const none = await applied(grainy, rect, edit, size, { strength: 0 })
    expect(none.data).toEqual(grainy.data)
  },
)

const colorOf = ({ data }: Frame, x: number, y: number): [number, number, number] => {
  const plane = SIDE * SIDE
  const [r, g, b] = [0, 1, 2].map((c) => at(data.subarray(c * plane, (c + 1) * plane), x, y))
  return [r!, g!, b!]
}

test('colour ends at the edges of the photo, though its reconstruction has them elsewhere', async () => {
  // The reconstruction's flower is larger than the photo's, and blurred; it turns blue.
  const before = frameOf(flower(0.5, 0.5, 0.3), SIDE)
  const after = frameOf(flower(0.5, 0.5, 0.3, [0.3, 0.25, 0.8]), SIDE)
  const edit = editOf(frameOf(flower(0.5, 0.5, 0.22), SIDE), before, after, noMotion(SIDE * SIDE))
  const photo = photoOf(flower(0.5, 0.5, 0.22), 480, 360)
  const edited = await applied(photo, rect, edit, size, { strength: 1 })
  const change = (x: number, y: number) => {
    const i = 3 * (Math.round(y * 360) * 480 + Math.round(x * 480))
    return edited.data[i + 2]! - photo.data[i + 2]!
  }
  // Petals are blue; the ground beside them is less so, though in the reconstruction it is flower in full.
  expect(change(0.5, 0.67)).toBeGreaterThan(115)
  expect(change(0.5, 0.74)).toBeLessThan(95)
  expect(change(0.5, 0.76)).toBeLessThan(70)
})

test('what is not in the mask keeps every pixel, and a part has its own size', async () => {
  const frames = [
    frameOf(flower(0.5, 0.5, 0.2), SIDE),
    frameOf(flower(0.55, 0.5, 0.2, [0.3, 0.3, 0.8]), SIDE),
  ]
  const edit = await along(frames)
  const photo = photoOf(flower(0.5, 0.5, 0.2), 120, 100)
  const mask = { width: 120, height: 100, channels: 1 as const, data: new Uint8Array(12000) }
  for (let i = 0; i < mask.data.length; i++) if (i % 120 > 60) mask.data[i] = 255
  const part = { x: 20, y: 10, width: 80, height: 70 }
  const edited = await applied(photo, part, edit, size, { strength: 1, mask })
  expect([edited.width, edited.height, edited.data.length]).toEqual([80, 70, 3 * 80 * 70])
  let differ = 0
  for (let row = 0; row < 70; row++)
    for (let column = 0; column < 80; column++)
      for (let c = 0; c < 3; c++) {
        const same =
          edited.data[3 * (row * 80 + column) + c] === photo.data[3 * ((row + 10) * 120 + column + 20) + c]
        if (column + 20 <= 60) expect(same).toBe(true)
        else if (!same) differ++
      }
  expect(differ).toBeGreaterThan(1000)
})
