import { expect, test } from 'vitest'
import { nextSelection } from './nextSelection.ts'

const order = ['a', 'b', 'c', 'd']

test('a press alone selects one', () =>
  expect(nextSelection(order, ['a', 'b'], 'c', false, false)).toEqual(['c']))

test('with Control it adds, as the active one, and takes away', () => {
  expect(nextSelection(order, ['a'], 'c', false, true)).toEqual(['a', 'c'])
  expect(nextSelection(order, ['a', 'c'], 'a', false, true)).toEqual(['c'])
})

test('the last one cannot be taken away', () =>
  expect(nextSelection(order, ['a'], 'a', false, true)).toEqual(['a']))

test('with Shift it spans from the active one, which stays active', () => {
  expect(nextSelection(order, ['b'], 'd', true, false)).toEqual(['c', 'd', 'b'])
  expect(nextSelection(order, ['d'], 'b', true, false)).toEqual(['b', 'c', 'd'])
})
