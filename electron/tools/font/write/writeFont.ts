import { compress } from 'woff2-encoder'
import { curveBox } from '../outline/curveBox.ts'
import type { Box, Outline, Segment } from '../outline/outline.ts'
import { cffTable } from './cff/cff.ts'
import type { FontDesign } from './design.ts'
import { type Layout, type LayoutOptions, laidOut } from './layout.ts'
import { type FontMetrics, metricsOf } from './metrics.ts'
import { type Naming, namingOf } from './naming.ts'
import { sfntFile } from './sfnt.ts'
import { cmapTable } from './tables/cmap.ts'
import { glyphTables, trueTypeGlyph, trueTypeProfile } from './tables/glyf.ts'
import { headTable } from './tables/head.ts'
import { positions, substitutions } from './tables/layoutTables.ts'
import { nameTable } from './tables/name.ts'
import { os2Table } from './tables/os2.ts'
import { postWithNames, postWithoutNames } from './tables/post.ts'
import { cffProfile, gaspTable, prepTable, vorgTable } from './tables/rasterizer.ts'
import { horizontalTables, verticalTables } from './tables/sideBearings.ts'

export interface TrueTypeOptions {
  /** Lines of the grid in an em. */
  unitsPerEm?: 1000 | 1024 | 2048
}

/**
 * A font as TrueType: quadratic curves, within half a unit of cubic ones.
 *
 * @throws invalid-input and too-large as {@link laidOut} and `namingOf` do
 */
export function writeTrueType(design: FontDesign, { unitsPerEm = 1000 }: TrueTypeOptions = {}): Uint8Array {
  const layout = laidOut(design, unitsPerEm)
  const naming = namingOf(design)
  const glyphs = layout.glyphs.map(({ outline }) => trueTypeGlyph(outline))
  const boxes = glyphs.map(({ box }) => box)
  const metrics = metricsOf(layout, boxes)
  return sfntFile(
    new Map([
      ...sharedTables(layout, boxes, metrics, naming),
      ...glyphTables(glyphs),
      ['maxp', trueTypeProfile(glyphs)],
      ['post', postWithNames(layout)],
      ['gasp', gaspTable()],
      ['prep', prepTable()],
    ]),
  )
}

/** A font as OpenType with the cubic curves that it was designed with. @throws as {@link writeTrueType} */
export function writeOpenType(design: FontDesign, options: LayoutOptions = {}): Uint8Array {
  const laid = laidOut(design, 1000, options)
  const layout = {
    ...laid,
    glyphs: laid.glyphs.map((glyph) => ({ ...glyph, outline: cubic(glyph.outline) })),
  }
  const naming = namingOf(design)
  const boxes = layout.glyphs.map(({ outline }) => wholeBox(outline))
  const metrics = metricsOf(layout, boxes)
  return sfntFile(
    new Map([
      ...sharedTables(layout, boxes, metrics, naming),
      ['CFF ', cffTable(layout, metrics.box, naming)],
      ['maxp', cffProfile(layout.glyphs.length)],
      ['post', postWithoutNames(layout)],
      ...(layout.cjk ? [['VORG', vorgTable(metrics.emTop)] as const] : []),
    ]),
  )
}

/** A TrueType or OpenType file as WOFF2, about half as large. Takes seconds for thousands of glyphs. */
export const packWoff2 = (font: Uint8Array): Promise<Uint8Array> => compress(font)

function sharedTables(
  layout: Layout,
  boxes: readonly (Box | null)[],
  metrics: FontMetrics,
  naming: Naming,
): [string, Uint8Array][] {
  const { design, unitsPerEm, map, cjk } = layout
  const [gsub, gpos] = [substitutions(layout), positions(layout)]
  return [
    ['head', headTable(design, unitsPerEm, metrics, naming)],
    ...horizontalTables(layout, boxes, metrics),
    ...(cjk ? verticalTables(layout, boxes, metrics) : []),
    ['OS/2', os2Table(layout, metrics, naming)],
    ['name', nameTable(design, naming)],
    ['cmap', cmapTable(map)],
    ...(gsub ? [['GSUB', gsub] as [string, Uint8Array]] : []),
    ...(gpos ? [['GPOS', gpos] as [string, Uint8Array]] : []),
  ]
}

function wholeBox(outline: Outline): Box | null {
  const box = curveBox(outline)
  return (
    box && {
      left: Math.floor(box.left),
      bottom: Math.floor(box.bottom),
      right: Math.ceil(box.right),
      top: Math.ceil(box.top),
    }
  )
}

/** Quadratic curves as cubic ones, on the grid. */
const cubic = (outline: Outline): Outline =>
  outline.map(({ start, segments }) => {
    let from = start
    return {
      start,
      segments: segments.map((segment): Segment => {
        const { x, y } = from
        from = segment.to
        if (segment.kind !== 'quadratic') return segment
        const { control, to } = segment
        const third = (a: number, b: number) => Math.round(a + (2 / 3) * (b - a))
        return {
          kind: 'cubic',
          first: { x: third(x, control.x), y: third(y, control.y) },
          second: { x: third(to.x, control.x), y: third(to.y, control.y) },
          to,
        }
      }),
    }
  })
