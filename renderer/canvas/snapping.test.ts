import { describe, expect, test } from 'vitest'
import { snapPoint, snapRect, snapTargets } from './snapping.ts'

const targets = snapTargets([{ x: 0, y: 0, width: 100, height: 60 }], { x: [33], y: [] })

describe('snapTargets', () => {
  test('are edges and middles, with the guides, each once', () => {
    expect(targets).toEqual({ x: [0, 33, 50, 100], y: [0, 30, 60] })
  })
})

describe('snapRect', () => {
  test('an edge catches within reach and names its line', () => {
    expect(snapRect({ x: 2, y: 90, width: 10, height: 7 }, targets, 3)).toEqual({
      dx: -2,
      dy: 0,
      lines: { x: [0], y: [] },
    })
  })
  test('the nearest of edge and middle wins', () => {
    // The middle is 1 away from 50, the right edge 2 away from 100.
    expect(snapRect({ x: 4, y: 90, width: 94, height: 5 }, targets, 5).dx).toBe(-1)
  })
  test('names each line that it fits at once', () => {
    expect(snapRect({ x: 1, y: 0, width: 100, height: 60 }, targets, 5).lines).toEqual({
      x: [0, 50, 100],
      y: [0, 30, 60],
    })
  })
  test('beyond reach it stays', () => {
    expect(snapRect({ x: 12, y: 12, width: 4, height: 4 }, targets, 3)).toMatchObject({ dx: 0, dy: 0 })
  })
})

test('snapPoint treats each axis by itself', () => {
  expect(snapPoint({ x: 34, y: 45 }, targets, 2)).toEqual({ dx: -1, dy: 0, lines: { x: [33], y: [] } })
})
