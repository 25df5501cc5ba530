import { expect, test } from 'vitest'
import { Field, Fields } from './field.ts'

const size = { width: 5, height: 4 }
const plane = (seed: number) =>
  Float32Array.from({ length: 20 }, (_, i) => ((i * 7 + seed * 5) % 11) / 11 - 0.4)

test('numbers are met in the middles of their cells, lie on lines between them, and go on as they end', () => {
  const slope = Float32Array.from({ length: 20 }, (_, i) => (i % 5) + 10 * Math.floor(i / 5))
  const field = new Field(slope, size, 50)
  field.goTo(0.5 / 4)
  expect([0, 4.5, 14.5, 19.5, 49].map((at) => field.at(Math.floor(at)))).toEqual(
    [0, 0, 0.95, 1.45, 4].map((value) => expect.closeTo(value, 5)),
  )
  field.goTo(2 / 4)
  expect(field.at(0)).toBeCloseTo(15, 5)
  field.goTo(1)
  expect(field.at(49)).toBeCloseTo(34, 5)
})

test('several planes together are what each of them is alone', () => {
  const planes = [plane(1), plane(2), plane(3)]
  const together = new Fields(planes, size, 37)
  const alone = planes.map((each) => new Field(each, size, 37))
  const into = new Float64Array(3)
  for (const down of [0, 0.2, 0.55, 0.9, 1]) {
    for (const field of [together, ...alone]) field.goTo(down)
    for (let column = 0; column < 37; column++) {
      together.at(column, into)
      expect([...into]).toEqual(alone.map((field) => expect.closeTo(field.at(column), 6)))
    }
  }
})
