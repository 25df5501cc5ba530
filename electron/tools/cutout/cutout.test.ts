import { describe, expect, test } from 'vitest'
import type { Pixels } from '../../contract/pixels.ts'
import { defaultRefineSettings } from '../../contract/tools/cutout.ts'
import { refineEdge } from './refine.ts'
import { selectSubject } from './select.ts'

const [width, height] = [360, 240]
const CENTRE = { x: 170, y: 120 }
const RADIUS = 60

/** Coverage of a disc with a soft rim, 0 to 1. */
const shareAt = (x: number, y: number, rim = 1.5) =>
  Math.min(1, Math.max(0, 0.5 + (RADIUS - Math.hypot(x + 0.5 - CENTRE.x, y + 0.5 - CENTRE.y)) / (2 * rim)))

/** A red disc over a green ground, both with grain, and a blue patch beside it that belongs to nobody yet. */
function scene(rim = 1.5): { picture: Pixels; truth: Float32Array } {
  let state = 3
  const grain = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return 24 * (state / 2 ** 32 - 0.5)
  }
  const data = new Uint8Array(4 * width * height).fill(255)
  const truth = new Float32Array(width * height)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const share = shareAt(x, y, rim)
      truth[i] = share
      const patch = x > 250 && x < 300 && y > 90 && y < 150
      const [object, ground] = [[200, 50, 40], patch ? [40, 60, 200] : [60, 140, 70]]
      for (let c = 0; c < 3; c++)
        data[4 * i + c] = Math.min(255, Math.max(0, share * object[c]! + (1 - share) * ground[c]! + grain()))
    }
  return { picture: { width, height, channels: 4, data }, truth }
}

const box = { x: 95, y: 45, width: 215, height: 150 }

function whole({ mask, rect }: ReturnType<typeof selectSubject>): Uint8Array {
  const data = new Uint8Array(width * height)
  for (let y = 0; y < rect.height; y++)
    data.set(mask.data.subarray(y * rect.width, (y + 1) * rect.width), (rect.y + y) * width + rect.x)
  return data
}

const at = (mask: Uint8Array, x: number, y: number) => mask[y * width + x]!

describe('selecting a subject', () => {
  const { picture, truth } = scene()

  test('a box finds what stands out in it, and its edge at the full resolution', () => {
    const found = whole(selectSubject(picture, { box, strokes: [] }))
    let wrong = 0
    for (let i = 0; i < truth.length; i++) {
      const [x, y] = [i % width, Math.floor(i / width)]
      if (Math.hypot(x - CENTRE.x, y - CENTRE.y) > RADIUS + 20 && x > 235) continue
      wrong += Math.abs(found[i]! / 255 - truth[i]!)
    }
    expect(wrong / (Math.PI * RADIUS * RADIUS)).toBeLessThan(0.03)
    expect(at(found, 20, 20)).toBe(0)
  })

  test('strokes decide what colours cannot: a patch is taken in, and put out again', () => {
    const stroke = (side: 'object' | 'ground') => ({
      side,
      radius: 6,
      points: [[262, 100] as [number, number], [288, 140] as [number, number]],
    })
    const taken = whole(selectSubject(picture, { box, strokes: [stroke('object')] }))
    expect(at(taken, 275, 120)).toBe(255)
    const left = whole(selectSubject(picture, { box, strokes: [stroke('object'), stroke('ground')] }))
    expect(at(left, 275, 120)).toBe(0)
    expect(at(left, CENTRE.x, CENTRE.y)).toBe(255)
  })

  test('a selection is a first guess that the colours improve on', () => {
    const data = new Uint8Array(width * height)
    for (let y = 70; y < 170; y++) data.fill(255, y * width + 120, y * width + 220)
    const start: Pixels = { width, height, channels: 1, data }
    const ground = { side: 'ground' as const, radius: 4, points: [[20, 20] as [number, number]] }
    const found = whole(selectSubject(picture, { strokes: [ground], start }))
    // Outside the square of the guess, and inside the disc.
    expect(at(found, CENTRE.x, CENTRE.y - RADIUS + 5)).toBe(255)
    expect(at(found, 20, 20)).toBe(0)
  })

  test('transparent pixels are never the object', () => {
    const holed = { ...picture, data: picture.data.slice() }
    for (let y = 100; y < 140; y++) for (let x = 150; x < 190; x++) holed.data[4 * (y * width + x) + 3] = 0
    const found = whole(selectSubject(holed, { box, strokes: [] }))
    expect(at(found, 170, 120)).toBe(0)
  })

  test('a draft has few pixels and the same place', () => {
    const large = { ...picture }
    const { mask, rect } = selectSubject(
      large,
      { strokes: [{ side: 'object', radius: 8, points: [[170, 120]] }] },
      true,
    )
    expect(rect).toEqual({ x: 0, y: 0, width, height })
    expect(mask.data.length).toBe(mask.width * mask.height)
  })
})

describe('refining an edge', () => {
  const { picture, truth } = scene(8)
  const hard: Pixels = {
    width,
    height,
    channels: 1,
    data: Uint8Array.from(truth, (value) => (value >= 0.5 ? 255 : 0)),
  }
  const settings = { ...defaultRefineSettings, radius: 12 }

  test('finds the soft rim that a hard mask lacks', () => {
    const { matte } = refineEdge(picture, hard, settings)
    const error = (mask: Pixels) => {
      let [sum, pixels] = [0, 0]
      for (let i = 0; i < truth.length; i++)
        if (truth[i]! > 0 && truth[i]! < 1 && i % width < 235) {
          sum += Math.abs(mask.data[i]! / 255 - truth[i]!)
          pixels++
        }
      return sum / pixels
    }
    expect(error(matte)).toBeLessThan(0.4 * error(hard))
    expect(at(matte.data, CENTRE.x, CENTRE.y)).toBe(255)
    expect(at(matte.data, 20, 20)).toBe(0)
  })

  test('takes the ground’s colour out of the rim', () => {
    const { object, matte } = refineEdge(picture, hard, settings)
    const plain = refineEdge(picture, hard, { ...settings, decontaminate: 0 }).object
    const greenness = ({ data }: Pixels) => {
      let [sum, pixels] = [0, 0]
      for (let i = 0; i < truth.length; i++)
        if (matte.data[i]! > 60 && matte.data[i]! < 200 && i % width < 235) {
          sum += data[4 * i + 1]! - 50
          pixels++
        }
      return sum / pixels
    }
    expect(Math.abs(greenness(object))).toBeLessThan(0.4 * Math.abs(greenness(plain)))
    expect(object.data[3]).toBe(0)
  })

  test('contrast hardens, shift moves', () => {
    const area = (mask: Pixels) => mask.data.reduce((sum, value) => sum + value / 255, 0)
    const soft = (mask: Pixels) => mask.data.filter((value) => value > 20 && value < 235).length
    const { matte } = refineEdge(picture, hard, settings)
    const sharp = refineEdge(picture, hard, { ...settings, contrast: 0.9 }).matte
    expect(soft(sharp)).toBeLessThan(0.4 * soft(matte))
    expect(area(refineEdge(picture, hard, { ...settings, shift: 0.7 }).matte)).toBeGreaterThan(area(matte))
    expect(area(refineEdge(picture, hard, { ...settings, shift: -0.7 }).matte)).toBeLessThan(area(matte))
  })
})
