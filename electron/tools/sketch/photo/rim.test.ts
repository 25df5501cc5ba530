import { expect, test } from 'vitest'
import type { Rect } from '../../../contract/pixels.ts'
import { applied } from './apply.ts'
import { chained } from './chain.ts'
import { editOf } from './edit.ts'
import { flower, frameOf, photoOf } from './photo.fixture.ts'
import { fadedAtRim } from './rim.ts'

const SIDE = 64
const size = { width: SIDE, height: SIDE }
/* Without grain, which is made as strong again as it was: what is left are the edit's own changes. */
const photo = photoOf(flower(0.5, 0.5, 0.2), 300, 200)

/** Everything becomes bluer and goes to the right: an edit that reaches all borders. */
const whole = async () => {
  const frames = Array.from({ length: 5 }, (_, k) =>
    frameOf((x, y) => {
      const [r, g, b] = flower(0.5, 0.5, 0.2)(x - 0.01 * k, y)
      return [r, g, b + 0.07 * k]
    }, SIDE),
  )
  return editOf(frames[0]!, frames[0]!, frames.at(-1)!, await chained(frames))
}

/** How far pixels of an edited part are from the photo, summed over channels. */
async function changesOf(part: Rect, fades: boolean) {
  const edit = await whole()
  const faded = fades ? fadedAtRim(edit, size, part, photo) : edit
  const { data } = await applied(photo, part, faded, size, { strength: 1 })
  return (column: number, row: number) =>
    [0, 1, 2].reduce((sum, c) => {
      const own = photo.data[3 * ((part.y + row) * photo.width + part.x + column) + c]!
      return sum + Math.abs(data[3 * (row * part.width + column) + c]! - own)
    }, 0)
}

test('an edit ends on borders of its part inside the photo, and is whole beyond its rim', async () => {
  const part = { x: 60, y: 20, width: 160, height: 160 }
  const [without, faded] = [await changesOf(part, false), await changesOf(part, true)]
  for (let k = 0; k < 160; k++)
    for (const [column, row] of [
      [k, 0],
      [k, 159],
      [0, k],
      [159, k],
    ] as const) {
      expect(without(column, row)).toBeGreaterThan(20)
      expect(faded(column, row)).toBe(0)
    }
  for (let row = 40; row < 120; row++)
    for (let column = 40; column < 120; column++) expect(faded(column, row)).toBe(without(column, row))
})

test('where the part ends with the photo the edit stays whole', async () => {
  const [without, faded] = [
    await changesOf({ x: 0, y: 0, width: 200, height: 200 }, false),
    await changesOf({ x: 0, y: 0, width: 200, height: 200 }, true),
  ]
  // The right border lies inside the photo, the others do not.
  for (let k = 0; k < 200; k++) {
    expect(faded(199, k)).toBe(0)
    expect(faded(0, k)).toBe(without(0, k))
    if (k < 160) for (const row of [0, 199]) expect(faded(k, row)).toBe(without(k, row))
  }
})
