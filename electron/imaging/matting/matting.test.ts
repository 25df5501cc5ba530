import { expect, test } from 'vitest'
import { solveMatte } from './closedForm.ts'
import { separate } from './foreground.ts'
import { Guidance } from './guidance.ts'
import { Windows } from './windows.ts'

const [width, height] = [24, 16]
const count = width * height

/** Numbers in [0, 1) that come again. */
function numbers(length: number): Float32Array {
  let state = 7
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  })
}

test('means of windows are those of the pixels they have', () => {
  const plane = numbers(count)
  for (const reach of [1, 3, 20]) {
    const windows = new Windows(width, height, reach)
    const means = windows.mean(plane)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        let [sum, pixels] = [0, 0]
        for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++)
          for (let u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) {
            sum += plane[v * width + u]!
            pixels++
          }
        expect(means[y * width + x]).toBeCloseTo(sum / pixels, 5)
        expect(windows.count(x, y)).toBe(pixels)
      }
  }
})

/** An object of one colour over a ground of another, mixed by a soft edge a third of the way across. */
function mixed(width: number): { data: Float32Array; alpha: Float32Array } {
  const count = width * height
  const alpha = Float32Array.from({ length: count }, (_, i) =>
    Math.min(1, Math.max(0, ((i % width) - width / 3) / 7 + 0.05 * Math.sin(i))),
  )
  const object = [0.9, 0.3, 0.2]
  const ground = [0.1, 0.4, 0.7]
  const data = new Float32Array(3 * count)
  for (let c = 0; c < 3; c++)
    for (let i = 0; i < count; i++)
      data[c * count + i] = alpha[i]! * object[c]! + (1 - alpha[i]!) * ground[c]!
  return { data, alpha }
}

test('a plane that is a linear function of the colours is filtered to itself', () => {
  const { data, alpha } = mixed(width)
  const filtered = new Guidance({ width, height, data }, 2, 1e-7).filter(alpha)
  for (let i = 0; i < count; i++) expect(filtered[i]).toBeCloseTo(alpha[i]!, 2)
})

test('the matte between what is known is the share of the mixture', () => {
  const { data, alpha } = mixed(width)
  const unknown = Uint8Array.from(alpha, (value) => (value > 0 && value < 1 ? 1 : 0))
  const guess = Float32Array.from(alpha, (value, i) => (unknown[i] === 1 ? 0.5 : value))
  const found = solveMatte(new Guidance({ width, height, data }, 1, 1e-7), guess, unknown, 200)
  for (let i = 0; i < count; i++) expect(Math.abs(found[i]! - alpha[i]!)).toBeLessThan(0.03)
})

test('what was mixed is told apart', () => {
  const wide = 200
  const { data, alpha } = mixed(wide)
  const { object, ground } = separate({ width: wide, height, data }, alpha)
  for (const [i, share] of alpha.entries()) {
    if (share > 0.2) expect(Math.abs(object.data[i]! - 0.9)).toBeLessThan(0.12)
    if (share < 0.8) expect(Math.abs(ground.data[2 * wide * height + i]! - 0.7)).toBeLessThan(0.12)
  }
})
