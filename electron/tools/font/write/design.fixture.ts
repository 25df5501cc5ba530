import { type Contour, type Outline, type Point, reversed, type Segment } from '../outline/outline.ts'
import type { FontDesign } from './design.ts'

export const polygon = (...points: [number, number][]): Contour => {
  const [start, ...rest] = points.map(([x, y]): Point => ({ x, y })) as [Point, ...Point[]]
  return { start, segments: [...rest, start].map((to) => ({ kind: 'line', to })) }
}

export const bar = (left: number, bottom: number, right: number, top: number): Contour =>
  polygon([left, bottom], [right, bottom], [right, top], [left, top])

/** An ellipse of four cubic curves, counter-clockwise. */
export function ellipse(x: number, y: number, across: number, up: number): Contour {
  const k = 0.5523
  const at = (u: number, v: number): Point => ({ x: Math.round(x + u * across), y: Math.round(y + v * up) })
  const arc = (first: Point, second: Point, to: Point): Segment => ({ kind: 'cubic', first, second, to })
  return {
    start: at(1, 0),
    segments: [
      arc(at(1, k), at(k, 1), at(0, 1)),
      arc(at(-k, 1), at(-1, k), at(-1, 0)),
      arc(at(-1, -k), at(-k, -1), at(0, -1)),
      arc(at(k, -1), at(1, -k), at(1, 0)),
    ],
  }
}

/** The drawn parts of the designs, by their characters; 口 runs the other way round than the others. */
export const drawn: Record<string, { outline: Outline; advance: number; vertical?: Outline }> = {
  A: {
    outline: [polygon([20, 0], [120, 0], [310, 560], [500, 0], [600, 0], [360, 700], [260, 700])],
    advance: 620,
  },
  H: { outline: [bar(80, 0, 170, 700), bar(480, 0, 570, 700)], advance: 650 },
  V: {
    outline: [polygon([20, 700], [260, 0], [360, 0], [600, 700], [500, 700], [310, 140], [120, 700])],
    advance: 620,
  },
  o: { outline: [ellipse(300, 250, 250, 260), reversed(ellipse(300, 250, 170, 180))], advance: 600 },
  x: { outline: [polygon([50, 0], [150, 0], [450, 500], [350, 500])], advance: 500 },
  一: { outline: [bar(60, 350, 940, 430)], advance: 1000 },
  口: { outline: [reversed(bar(140, -20, 860, 760)), bar(230, 70, 770, 670)], advance: 1000 },
  あ: { outline: [ellipse(500, 380, 380, 300)], advance: 1000 },
  '。': { outline: [ellipse(200, 50, 100, 100)], advance: 1000, vertical: [ellipse(800, 750, 100, 100)] },
  𠀀: { outline: [bar(100, 0, 900, 80), bar(100, 600, 900, 690)], advance: 1000 },
}

/** A small font with Latin, Han and kana, a character of the second plane, a vertical form and a kern. */
export const smallDesign = (changes: Partial<FontDesign> = {}): FontDesign => ({
  names: {
    family: 'Small Test',
    localFamilies: { 'zh-Hans': '小样', 'zh-Hant': '小樣', ja: '小見本' },
    style: 'Regular',
    version: '1.002',
    copyright: 'Copyright 2026 The Small Test Authors',
    license: 'Free to use.',
  },
  weight: 400,
  slant: 0,
  glyphs: Object.entries(drawn).map(([character, glyph]) => ({
    character: character.codePointAt(0)!,
    ...glyph,
  })),
  kerning: [
    { left: 0x41, right: 0x56, value: -90 },
    { left: 0x56, right: 0x41, value: -80 },
    { left: 0x41, right: 0x51, value: -80 },
  ],
  created: new Date('2026-03-01T00:00:00Z'),
  ...changes,
})
