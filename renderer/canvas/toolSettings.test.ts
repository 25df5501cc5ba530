import { beforeEach, expect, test } from 'vitest'
import { chooseTool, takeKit, toolSettings, updateBrush } from './toolSettings.ts'

const initial = toolSettings.getState()
const now = () => toolSettings.getState()
const asLines = () => ({ foreground: '#112233' })

beforeEach(() => toolSettings.setState(initial, true))

test('what is set while drawing for a tool leaves the ordinary brush and colours as they were', () => {
  updateBrush('brush', { size: 77, opacity: 0.5 })
  toolSettings.setState({ foreground: '#aa0000' })
  takeKit('lines', asLines, 6)
  chooseTool('brush')
  expect(now()).toMatchObject({ foreground: '#112233', brush: { size: 6, opacity: 1 } })
  updateBrush('brush', { opacity: 0.2 })
  chooseTool('eraser')
  expect(now().purpose).toBe('lines')
  chooseTool('move')
  expect(now()).toMatchObject({
    purpose: 'picture',
    foreground: '#aa0000',
    brush: { size: 77, opacity: 0.5 },
  })
})

test('each purpose comes back as it was left; a size that was changed keeps its ratio to what the picture asks for', () => {
  takeKit('lines', asLines, 6)
  updateBrush('brush', { size: 12, hardness: 0.3 })
  takeKit('mask', () => ({ foreground: '#ff2d55' }))
  expect(now().brush.hardness).toBe(initial.brush.hardness)
  takeKit('lines', asLines, 6)
  expect(now().brush).toMatchObject({ size: 12, hardness: 0.3 })
  takeKit('lines', asLines, 20)
  expect(now().brush.size).toBe(40)
  takeKit('mask')
  expect(now().foreground).toBe('#ff2d55')
})
