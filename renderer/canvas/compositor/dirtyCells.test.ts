import { describe, expect, test } from 'vitest'
import { CELL, DirtyCells } from './dirtyCells.ts'

const origin = { x: 0, y: 0 }

function drain(cells: DirtyCells) {
  const rects = []
  for (let rect = cells.nearest(origin); rect; rect = cells.nearest(origin)) {
    rects.push(rect)
    cells.remove(rect)
  }
  return rects
}

describe('DirtyCells', () => {
  test('a rectangle is cut at cells and at the surface', () => {
    const cells = new DirtyCells(CELL + 10, CELL)
    cells.add({ x: CELL - 5, y: -20, width: 100, height: 30 })
    expect(drain(cells)).toEqual([
      { x: CELL - 5, y: 0, width: 5, height: 10 },
      { x: CELL, y: 0, width: 10, height: 10 },
    ])
    expect(cells.empty).toBe(true)
  })
  test('changes within a cell become one rectangle', () => {
    const cells = new DirtyCells(CELL, CELL)
    cells.add({ x: 1, y: 1, width: 2, height: 2 })
    cells.add({ x: 10, y: 20, width: 2, height: 2 })
    expect(drain(cells)).toEqual([{ x: 1, y: 1, width: 11, height: 21 }])
  })
  test('urgent cells come before nearer ones', () => {
    const cells = new DirtyCells(4 * CELL, CELL)
    cells.addAll()
    cells.add({ x: 3 * CELL + 1, y: 0, width: 1, height: 1 }, true)
    expect(cells.urgent).toBe(true)
    expect(cells.nearest(origin)!.x).toBe(3 * CELL)
    cells.remove(cells.nearest(origin)!)
    expect(cells.urgent).toBe(false)
    expect(cells.nearest(origin)!.x).toBe(0)
  })
  test('a shift moves what is dirty and adds what came into sight', () => {
    const cells = new DirtyCells(100, 100)
    cells.add({ x: 40, y: 40, width: 10, height: 10 })
    const covered = drain(cells.shifted(-30, 20))[0]!
    expect(covered).toEqual({ x: 0, y: 0, width: 100, height: 100 })
    expect(drain(new DirtyCells(100, 100).shifted(0, -7))).toEqual([{ x: 0, y: 93, width: 100, height: 7 }])
  })
})
