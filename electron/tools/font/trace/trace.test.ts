import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hanFrame, renderField } from '../field.ts'
import { openFont } from '../file/fontFile.ts'
import { hasCrossings } from '../outline/boundary.ts'
import { compareOutlines } from '../outline/compare.ts'
import { flatten, twiceArea } from '../outline/flatten.ts'
import { type Contour, countSegments, type Outline, type Point, reversed } from '../outline/outline.ts'
import { traceField } from './trace.ts'

const polygon = (...points: [number, number][]): Contour => {
  const [start, ...rest] = points.map(([x, y]): Point => ({ x, y })) as [Point, ...Point[]]
  return { start, segments: [...rest, start].map((to) => ({ kind: 'line', to })) }
}
const traced = (outline: Outline) => traceField(renderField(outline))

/** Nodes of a contour, the first of them the one farthest to the left and then lowest. */
function nodes({ segments }: Contour): [number, number][] {
  const points = segments.map(({ to }): [number, number] => [to.x, to.y])
  const first = points.indexOf([...points].sort((a, b) => a[0] - b[0] || a[1] - b[1])[0]!)
  return [...points.slice(first), ...points.slice(0, first)]
}

test('a box comes back with its four corners, counter-clockwise, wherever it lies in the grid', () => {
  for (const [x, y] of [
    [100, 100],
    [103, 97],
    [111, 105],
    [206, 311],
  ] as const) {
    const box: [number, number][] = [
      [x, y],
      [x + 501, y],
      [x + 501, y + 303],
      [x, y + 303],
    ]
    expect(traced([polygon(...box)]).map(nodes)).toEqual([box])
  }
})

test('slanted edges meet in the corners that they had, and a counter runs the other way round', () => {
  const outer: [number, number][] = [
    [110, 60],
    [720, 163],
    [640, 705],
    [207, 640],
  ]
  const inner = reversed(polygon([300, 250], [550, 290], [520, 520], [320, 500]))
  const outline = traced([polygon(...outer), inner])
  expect(outline).toHaveLength(2)
  const [large, small] = outline
    .map((contour) => [contour, twiceArea(flatten([contour])[0]!)] as const)
    .sort((a, b) => b[1] - a[1]) as [readonly [Contour, number], readonly [Contour, number]]
  expect(large[1]).toBeGreaterThan(0)
  expect(small[1]).toBeLessThan(0)
  const found = nodes(large[0])
  expect(found).toHaveLength(4)
  for (const [k, [x, y]] of outer.entries())
    expect(Math.hypot(found[k]![0] - x, found[k]![1] - y)).toBeLessThan(1.5)
})

test('a circle becomes curves with nodes at its extremes', () => {
  const [c, r] = [400, 300]
  const k = 0.5522847498 * r
  const at = (x: number, y: number): Point => ({ x: c + x, y: c + y })
  const circle: Contour = {
    start: at(r, 0),
    segments: [
      { kind: 'cubic', first: at(r, k), second: at(k, r), to: at(0, r) },
      { kind: 'cubic', first: at(-k, r), second: at(-r, k), to: at(-r, 0) },
      { kind: 'cubic', first: at(-r, -k), second: at(-k, -r), to: at(0, -r) },
      { kind: 'cubic', first: at(k, -r), second: at(r, -k), to: at(r, 0) },
    ],
  }
  const outline = traced([circle])
  expect(countSegments(outline)).toBeLessThanOrEqual(6)
  expect(compareOutlines([circle], outline).meanDistance).toBeLessThan(0.7)
  for (const [x, y] of [
    [r, 0],
    [0, r],
    [-r, 0],
    [0, -r],
  ] as const) {
    const near = outline[0]!.segments.some(({ to }) => Math.hypot(to.x - c - x, to.y - c - y) < 3)
    expect(near, `${x}, ${y}`).toBe(true)
  }
})

test('a counter behind a gap of half a pixel stays, and so does ink behind such a neck', () => {
  const frame = polygon(
    [200, 200],
    [800, 200],
    [800, 500],
    [700, 500],
    [700, 300],
    [300, 300],
    [300, 600],
    [796, 600],
    [796, 503],
    [800, 503],
    [800, 700],
    [200, 700],
  )
  const made = traced([frame])
  expect(compareOutlines([frame], made).iou).toBeGreaterThan(0.97)
  const holes = made.filter((contour) => twiceArea(flatten([contour])[0]!) < 0)
  expect(holes.length).toBeLessThanOrEqual(1)
})

test('a field without ink has no outline, ink up to the frame is closed there, and specks go', () => {
  expect(traced([])).toEqual([])
  expect(traced([polygon([400, 400], [407, 400], [407, 407], [400, 407])])).toEqual([])
  const { left, bottom, size } = hanFrame
  const [cut] = traced([polygon([-500, 200], [1500, 200], [1500, 500], [-500, 500])])
  for (const { to } of cut!.segments) {
    expect(to.x).toBeGreaterThanOrEqual(left)
    expect(to.x).toBeLessThanOrEqual(left + size)
    expect(to.y).toBeGreaterThan(bottom)
  }
})

/** Styles that Debian's packages have; the outlines of their own designers are the truth. */
const styles = [
  {
    name: 'Noto Sans',
    path: 'opentype/noto/NotoSansCJK-Regular.ttc',
    index: 2,
    iou: 0.993,
    minIou: 0.98,
    ratio: 1.4,
  },
  {
    name: 'Noto Serif Bold',
    path: 'opentype/noto/NotoSerifCJK-Bold.ttc',
    index: 2,
    iou: 0.989,
    minIou: 0.98,
    ratio: 1.4,
  },
  {
    name: 'LXGW WenKai',
    path: 'truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf',
    index: 0,
    iou: 0.984,
    minIou: 0.975,
    ratio: 1.05,
  },
  {
    name: 'Smiley Sans',
    path: 'truetype/smiley-sans/SmileySans-Oblique.ttf',
    index: 0,
    iou: 0.99,
    minIou: 0.975,
    ratio: 1.5,
  },
].map((style) => ({ ...style, path: `/usr/share/fonts/${style.path}` }))

const characters = [...'永的国字道心我風雲明三口木水火土金学校電車東京龍書鷹魔聲飛制哠剴囐'].map(
  (each) => each.codePointAt(0)!,
)

describe.each(styles)('glyphs of $name', ({ path, index, iou, minIou, ratio }) => {
  test.skipIf(!existsSync(path))(
    'come back from their fields near the truth, with few nodes',
    async () => {
      const font = await openFont(new Uint8Array(readFileSync(path)), path, { index })
      const glyphs = characters.map((character) => font.drawn(character)).filter((glyph) => glyph !== null)
      expect(glyphs.length).toBeGreaterThan(0)
      let [sum, count, nodesTraced, nodesTrue] = [0, 0, 0, 0]
      for (const truth of glyphs) {
        const outline = traced(truth)
        const apart = compareOutlines(truth, outline)
        expect(apart.meanDistance).toBeLessThan(1)
        expect(apart.iou).toBeGreaterThan(minIou)
        expect(hasCrossings(flatten(outline, 0.5))).toBe(false)
        for (const { start, segments } of outline) {
          let from = start
          for (const { to } of segments) {
            expect(Math.hypot(to.x - from.x, to.y - from.y)).toBeGreaterThanOrEqual(3)
            from = to
          }
        }
        sum += apart.iou
        count++
        nodesTraced += countSegments(outline)
        nodesTrue += countSegments(truth)
      }
      expect(sum / count).toBeGreaterThan(iou)
      expect(nodesTraced).toBeLessThan(ratio * nodesTrue)
    },
    300_000,
  )
})
