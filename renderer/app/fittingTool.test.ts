import { expect, test } from 'vitest'
import { fittingTool } from './fittingTool.ts'

test('an empty canvas is painted on, by the painting tool in hand if it is one', () => {
  expect(fittingTool('new', 'blend', 1)).toBe('brush')
  expect(fittingTool('new', 'translate', 1)).toBe('brush')
  expect(fittingTool('new', 'eraser', 1)).toBe('eraser')
})

test('what was placed is moved, or blended where that is being done', () => {
  expect(fittingTool('placed', 'brush', 2)).toBe('move')
  expect(fittingTool('placed', 'blend', 2)).toBe('blend')
})

test('an opened document keeps the tool, but for Blend where nothing is below', () => {
  expect(fittingTool('opened', 'crop', 1)).toBe('crop')
  expect(fittingTool('opened', 'blend', 1)).toBe('move')
  expect(fittingTool('opened', 'blend', 3)).toBe('blend')
})
