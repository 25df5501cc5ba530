import { describe, expect, test } from 'vitest'
import type { TextLine } from '../../../electron/contract/tools/text.ts'
import { caretAt, lineEnd, placeAt, placeBeside, selectionBoxes } from './carets.ts'
import { stepOver, wordAt } from './words.ts'

/** A line of characters that are 10 wide, `top` below the top, 20 high. */
function line(from: number, to: number, top: number, backwards = false): TextLine {
  const width = 10 * (to - from)
  const cells = Array.from({ length: to - from }, (_, k) => ({
    ...{ from: from + k, to: from + k + 1, backwards, top, bottom: top + 20 },
    left: backwards ? width - 10 * (k + 1) : 10 * k,
    right: backwards ? width - 10 * k : 10 * k + 10,
  }))
  return { from, to, backwards, cells, left: 0, right: width, top, bottom: top + 20 }
}

/** `abcdef` broken after `c`, then a line feed, and `gh`. */
const broken = [line(0, 3, 0), line(3, 6, 20), line(7, 9, 40)]

describe('a caret', () => {
  test('stands before the character of its place, and at the end after the last', () => {
    expect(caretAt(broken, 1, false)).toEqual({ from: { x: 10, y: 0 }, to: { x: 10, y: 20 } })
    expect(caretAt(broken, 9, false)).toEqual({ from: { x: 20, y: 40 }, to: { x: 20, y: 60 } })
  })
  test('where a line is broken, stands at the beginning of the next; where it is divided, at the end', () => {
    expect(caretAt(broken, 3, false)?.from).toEqual({ x: 0, y: 20 })
    expect(caretAt(broken, 6, false)?.from).toEqual({ x: 30, y: 20 })
  })
  test('stands to the right of what runs from there', () => {
    const hebrew = [line(0, 3, 0, true)]
    expect(caretAt(hebrew, 0, false)?.from.x).toBe(30)
    expect(caretAt(hebrew, 3, false)?.from.x).toBe(0)
  })
  test('is not there before anything was set', () => {
    expect(caretAt([], 0, false)).toBeNull()
  })
})

test('a point means the place that is nearest to it, on the nearest line', () => {
  expect(placeAt(broken, { x: 14, y: 5 }, false)).toBe(1)
  expect(placeAt(broken, { x: 16, y: 25 }, false)).toBe(5)
  expect(placeAt(broken, { x: -50, y: 900 }, false)).toBe(7)
  expect(placeAt(broken, { x: 900, y: 900 }, false)).toBe(9)
  // Behind a line that is broken is its last place: the next one would be on the next line.
  expect(placeAt(broken, { x: 900, y: 5 }, false)).toBe(2)
})

test('up and down keep to how far along the caret is; beyond the ends of the text, they go there', () => {
  expect(placeBeside(broken, 1, 1, 10, false)).toBe(4)
  expect(placeBeside(broken, 5, 1, 20, false)).toBe(9)
  expect(placeBeside(broken, 1, -1, 10, false)).toBe(0)
  expect(placeBeside(broken, 8, 1, 10, false)).toBe(9)
})

test('home and end are those of the line as it is seen', () => {
  expect([lineEnd(broken, 4, 'start'), lineEnd(broken, 4, 'end')]).toEqual([3, 6])
  expect(lineEnd(broken, 1, 'end')).toBe(2)
})

test('what is selected is one box a line, and a line feed shows', () => {
  expect(selectionBoxes(broken, 1, 5, false)).toEqual([
    { left: 10, right: 30, top: 0, bottom: 20 },
    { left: 0, right: 20, top: 20, bottom: 40 },
  ])
  const [, feed] = selectionBoxes(broken, 5, 8, false)
  expect(feed).toMatchObject({ left: 30, top: 20 })
  expect(selectionBoxes(broken, 4, 4, false)).toEqual([])
})

test('words and characters are those that readers count', () => {
  expect(wordAt('two words', 5)).toEqual({ from: 4, to: 9 })
  expect(wordAt('永和九年', 4).to).toBe(4)
  expect(stepOver('a👩‍👩‍👧b', 1, 1)).toBe(9)
  expect(stepOver('a👩‍👩‍👧b', 9, -1)).toBe(1)
})
