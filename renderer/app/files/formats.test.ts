import { expect, test } from 'vitest'
import { withExtension } from './formats.ts'

test.each([
  ['x', 'png', 'x.png'],
  ['x.png', 'png', 'x.png'],
  ['x.PNG', 'png', 'x.PNG'],
  ['x.png.png', 'png', 'x.png'],
  ['x.jpeg', 'jpg', 'x.jpeg'],
  ['x.jpeg.jpg', 'jpg', 'x.jpeg'],
  ['x.png.jpg', 'jpg', 'x.png.jpg'],
  ['x.png', 'jpg', 'x.jpg'],
  ['x.ganvas', 'png', 'x.png'],
  ['v1.2', 'png', 'v1.2.png'],
  ['sketch.png', 'ganvas', 'sketch.ganvas'],
])('%s as %s is %s', (name, extension, expected) => {
  expect(withExtension(name, extension)).toBe(expected)
})
