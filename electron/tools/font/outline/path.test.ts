import { expect, test } from 'vitest'
import type { Outline } from './outline.ts'
import { outlineOf, pathOf } from './path.ts'

const outline: Outline = [
  {
    start: { x: 0, y: -12.5 },
    segments: [
      { kind: 'line', to: { x: 500, y: -12.5 } },
      { kind: 'quadratic', control: { x: 700, y: 0 }, to: { x: 500, y: 300 } },
      { kind: 'cubic', first: { x: 400, y: 310.25 }, second: { x: 100, y: 310 }, to: { x: 0, y: -12.5 } },
    ],
  },
]

test('an outline is the same after it was a path', () => {
  expect(pathOf(outline)).toBe('M0 -12.5L500 -12.5Q700 0 500 300C400 310.25 100 310 0 -12.5Z')
  expect(outlineOf(pathOf([...outline, ...outline]))).toEqual([...outline, ...outline])
  expect(outlineOf('')).toEqual([])
})

test('what is no such path is refused', () => {
  expect(() => outlineOf('M0 0A1 2 3')).toThrow(SyntaxError)
  expect(() => outlineOf('M0 zero')).toThrow(SyntaxError)
})
