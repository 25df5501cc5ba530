import { expect, test } from 'vitest'
import type { ColorPlanes } from '../../../imaging/colorPlanes.ts'
import { Random } from '../../../nets/random.ts'
import { drawCutOut } from './cutOut.ts'

const side = 48
const count = side * side

/** A red disc in the middle and a small one apart from it, on a ground that goes from green to grey. */
function scene(): { picture: ColorPlanes; disc: Uint8Array } {
  const random = new Random(2, 'scene')
  const data = new Float32Array(3 * count)
  const disc = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const [x, y] = [(i % side) / side, Math.floor(i / side) / side]
    disc[i] = Math.hypot(x - 0.5, y - 0.5) < 0.2 ? 1 : 0
    const red = disc[i] || Math.hypot(x - 0.85, y - 0.5) < 0.06
    const color = red ? [0.8, 0.2, 0.2] : [0.2 + 0.3 * y, 0.5, 0.2 + 0.3 * y]
    for (let c = 0; c < 3; c++) data[c * count + i] = color[c]! + 0.03 * random.normal()
  }
  return { picture: { width: side, height: side, data }, disc }
}

test('what is cut out of frames is one piece that follows edges, of a sensible size', () => {
  const { picture, disc } = scene()
  let found = 0
  let whole = 0
  for (let run = 0; run < 40; run++) {
    const coverage = drawCutOut(new Random(run, 'frames'), picture)
    if (!coverage) continue
    found++
    expect(Math.min(...coverage)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...coverage)).toBeLessThanOrEqual(1)
    let [both, either] = [0, 0]
    for (let i = 0; i < count; i++) {
      const inside = coverage[i]! >= 0.5 ? 1 : 0
      both += inside & disc[i]!
      either += inside | disc[i]!
    }
    if (both / either > 0.85) whole++
  }
  expect(found).toBeGreaterThan(5)
  // Frames are drawn anywhere; many hold the disc whole, and then it is what stands out.
  expect(whole).toBeGreaterThan(2)
})

test('a frame that holds nothing of its own gives nothing, and the same numbers the same object', () => {
  const flat = { width: side, height: side, data: new Float32Array(3 * count).fill(0.4) }
  const coverage = drawCutOut(new Random(1, 'flat'), flat)
  expect(coverage === null || coverage.every((share) => share >= 0 && share <= 1)).toBe(true)
  const { picture } = scene()
  expect(drawCutOut(new Random(3, 'frames'), picture)).toEqual(drawCutOut(new Random(3, 'frames'), picture))
})
