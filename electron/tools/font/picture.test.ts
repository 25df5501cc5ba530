import { expect, test } from 'vitest'
import { compareOutlines } from './outline/compare.ts'
import { curveBox } from './outline/curveBox.ts'
import { type DrawnPicture, outlineOfPicture } from './picture.ts'

/** Black where `ink` says so, in parts of the square from its top-left corner. */
function drawn(width: number, height: number, ink: (x: number, y: number) => boolean): DrawnPicture {
  const data = new Uint8Array(width * height * 4)
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [((at % width) + 0.5) / width, (Math.floor(at / width) + 0.5) / height]
    data.set([0, 0, 0, ink(x, y) ? 255 : 0], 4 * at)
  }
  return { width, height, channels: 4, data }
}

test('a drawn square becomes its outline, in its place in the em', () => {
  const made = outlineOfPicture(drawn(1024, 1024, (x, y) => x > 0.25 && x < 0.75 && y > 0.25 && y < 0.5))
  const { left, right, bottom, top } = curveBox(made)!
  // A quarter of the frame of 1125 from its left and top.
  expect([left, right, bottom, top]).toEqual(
    [218.75, 781.25, 380, 661.25].map((v) => expect.closeTo(v, -0.4)),
  )
})

test('a drawn ring has a hole, and grey on paper is no ink', () => {
  const ring = drawn(600, 600, (x, y) => {
    const distance = Math.hypot(x - 0.5, y - 0.5)
    return distance < 0.4 && distance > 0.2
  })
  const made = outlineOfPicture(ring)
  expect(made).toHaveLength(2)
  const grey = { ...ring, data: ring.data.map((value, at) => (at % 4 === 3 ? 255 : value)) }
  for (let at = 0; at < grey.data.length; at += 4)
    if (ring.data[at + 3] === 0) grey.data.set([200, 215, 255], at)
  expect(compareOutlines(outlineOfPicture(grey), made).iou).toBeGreaterThan(0.99)
})

test('a picture that is no square stands in the middle, and one without ink gives nothing', () => {
  const wide = outlineOfPicture(drawn(1000, 500, () => true))
  expect(curveBox(wide)!.left).toBeLessThan(-50)
  expect(curveBox(wide)!.top - curveBox(wide)!.bottom).toBeCloseTo(1125 / 2, -1)
  expect(outlineOfPicture(drawn(64, 64, () => false))).toEqual([])
})
