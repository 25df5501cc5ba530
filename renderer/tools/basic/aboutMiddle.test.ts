import { expect, test } from 'vitest'
import { aboutMiddle } from './aboutMiddle.ts'

const upright = { x: 10, y: 20, scaleX: 1, scaleY: 1, rotation: 0 }

test('scaling grows to all sides', () => {
  expect(aboutMiddle(upright, { scaleX: 2 }, 100, 40)).toEqual({ ...upright, x: -40, scaleX: 2 })
})

test('a quarter turn of a landscape picture stands it up around its middle', () => {
  const { x, y, rotation } = aboutMiddle(upright, { rotation: 90 }, 100, 40)
  expect([x, y, rotation]).toEqual([80, -10, 90])
})
