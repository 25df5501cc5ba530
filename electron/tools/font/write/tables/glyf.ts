import type { Box, Contour, Outline, Point } from '../../outline/outline.ts'
import { reversed } from '../../outline/outline.ts'
import { Bytes } from '../bytes.ts'
import { quadraticControls } from '../quadratic.ts'

/** Greatest distance of quadratic curves from cubic ones, in units of the grid. */
const TOLERANCE = 0.5

const ON_CURVE = 1
const X_SHORT = 2
const Y_SHORT = 4
const REPEAT = 8
/** For a coordinate of one byte: it is positive. For one of two bytes: it is left out, being the same as before. */
const X_SAME = 16
const Y_SAME = 32

interface Node extends Point {
  on: boolean
}

/** A glyph as TrueType has it: nodes and controls of quadratic curves, clockwise around ink. */
export interface TrueTypeGlyph {
  contours: readonly Node[][]
  box: Box | null
}

/** @param outline on the grid, counter-clockwise around ink */
export function trueTypeGlyph(outline: Outline): TrueTypeGlyph {
  const contours = outline.map((contour) => nodesOf(reversed(contour)))
  const points = contours.flat()
  if (points.length === 0) return { contours: [], box: null }
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const box = {
    left: Math.min(...xs),
    bottom: Math.min(...ys),
    right: Math.max(...xs),
    top: Math.max(...ys),
  }
  return { contours, box }
}

function nodesOf({ start, segments }: Contour): Node[] {
  const nodes: Node[] = []
  const add = ({ x, y }: Point, on: boolean) => nodes.push({ x: Math.round(x), y: Math.round(y), on })
  let from = start
  for (const segment of segments) {
    add(from, true)
    if (segment.kind === 'quadratic') add(segment.control, false)
    else if (segment.kind === 'cubic') {
      const { first, second, to } = segment
      for (const control of quadraticControls([from, first, second, to], TOLERANCE)) add(control, false)
    }
    from = segment.to
  }
  return withoutImplied(nodes)
}

/** A node in the middle between two controls need not be written. */
function withoutImplied(nodes: readonly Node[]): Node[] {
  const kept = nodes.filter(({ x, y, on }, at) => {
    const [before, after] = [nodes.at(at - 1)!, nodes[(at + 1) % nodes.length]!]
    return !on || before.on || after.on || before.x + after.x !== 2 * x || before.y + after.y !== 2 * y
  })
  return kept.some(({ on }) => on) ? kept : [...nodes]
}

/** `glyf`, and `loca` with long offsets. */
export function glyphTables(glyphs: readonly TrueTypeGlyph[]): [string, Uint8Array][] {
  const [glyf, loca] = [new Bytes(), new Bytes().u32(0)]
  for (const { contours, box } of glyphs) {
    if (box) {
      glyf.i16(contours.length, box.left, box.bottom, box.right, box.top)
      writePoints(glyf, contours)
      glyf.pad(4)
    }
    loca.u32(glyf.length)
  }
  // A table of nothing is taken for one that is missing.
  return [
    ['glyf', glyf.length > 0 ? glyf.done() : new Uint8Array(1)],
    ['loca', loca.done()],
  ]
}

function writePoints(table: Bytes, contours: readonly Node[][]): void {
  let end = -1
  for (const nodes of contours) {
    end += nodes.length
    table.u16(end)
  }
  table.u16(0)
  const [xs, ys] = [new Bytes(), new Bytes()]
  const flags: number[] = []
  let [x, y] = [0, 0]
  for (const node of contours.flat()) {
    const across = step(xs, node.x - x, X_SHORT, X_SAME)
    flags.push(across | step(ys, node.y - y, Y_SHORT, Y_SAME) | (node.on ? ON_CURVE : 0))
    ;[x, y] = [node.x, node.y]
  }
  for (let at = 0; at < flags.length; ) {
    let same = 1
    while (same < 256 && flags[at + same] === flags[at]) same++
    if (same > 1) table.u8(flags[at]! | REPEAT, same - 1)
    else table.u8(flags[at]!)
    at += same
  }
  table.bytes(xs.done()).bytes(ys.done())
}

/** Writes how far a point is from the one before it, and returns the flags that say how. */
function step(to: Bytes, value: number, short: number, same: number): number {
  if (value === 0) return same
  if (Math.abs(value) < 256) {
    to.u8(Math.abs(value))
    return short | (value > 0 ? same : 0)
  }
  to.i16(value)
  return 0
}

/** `maxp` of version 1: the most of everything that a glyph has, for programs that make room beforehand. */
export function trueTypeProfile(glyphs: readonly TrueTypeGlyph[]): Uint8Array {
  const max = (of: (glyph: TrueTypeGlyph) => number) =>
    glyphs.reduce((high, glyph) => Math.max(high, of(glyph)), 0)
  const points = max(({ contours }) => contours.reduce((sum, { length }) => sum + length, 0))
  return (
    new Bytes()
      .u32(0x00010000)
      .u16(
        glyphs.length,
        points,
        max(({ contours }) => contours.length),
      )
      // No composites; two zones; no twilight points, storage, functions; one number on the stack of `prep`.
      .u16(0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0)
      .done()
  )
}
