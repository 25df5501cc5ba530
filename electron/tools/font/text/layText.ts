import type { LaidText, TextCell, TextLine } from '../../../contract/tools/text.ts'
import type { TextSettings } from '../../../contract/tools/textSettings.ts'
import { controlBox, mapped, type Outline } from '../outline/outline.ts'
import { pathOf } from '../outline/path.ts'
import { breakLines, type LinePart } from './breakLines.ts'
import { type Cast, cast, type Face, type FindFace } from './faces.ts'
import { extraAfter } from './justify.ts'
import { graphemesIn, type Paragraph, paragraphOf, type Run, visualRuns } from './paragraph.ts'
import { type Cluster, type ShapedGlyph, type ShapeOptions, shapeRun } from './shapeRun.ts'

/** Above and below the baseline, or to either side of a column's middle, in ems: what a caret and a selection cover. */
const EXTENT = { ascent: 0.92, descent: 0.26, half: 0.58 }
/** The first baseline of a box below its top, and the middle of its first column from its right. */
const FIRST = { baseline: 0.88, column: 0.5 }
/** From the baseline to the middle of the em, which turned letters are centred by. */
const MIDDLE = 0.38

/** What a line is set within: along it, in ems. */
interface Frame {
  readonly text: TextSettings
  readonly options: ShapeOptions
  /** Null: as long as it comes. */
  readonly room: number | null
}

type Place = (x: number, y: number) => { x: number; y: number }

interface Drawn {
  readonly outlines: Outline[]
  readonly lines: TextLine[]
}

/** Sets a text: fonts, directions, lines, glyphs. Its own space is that of `TextSettings`. */
export async function layText(
  text: TextSettings,
  primary: Face,
  find: FindFace,
  language: string,
): Promise<Omit<LaidText, 'font' | 'replaced'>> {
  const paragraphs = text.content.split('\n')
  const fonts = await cast(primary, paragraphs.flatMap(graphemesIn), find)
  const { size, box, vertical } = text
  const frame: Frame = {
    text,
    options: { language, spaced: text.tracking !== 0 },
    room: box && (vertical ? box.height : box.width) / size,
  }
  const drawn: Drawn = { outlines: [], lines: [] }
  let start = 0
  for (const content of paragraphs) {
    layParagraph(paragraphOf(content, start, fonts), frame, drawn)
    start += content.length + 1
  }
  return { ...inkOf(drawn.outlines, size), lines: drawn.lines, ...said(fonts) }
}

const said = ({ fallbacks, missing }: Cast) => ({ fallbacks, missing })

function inkOf(outlines: readonly Outline[], size: number): Pick<LaidText, 'outline' | 'ink'> {
  const all = outlines.flat()
  // Of a unit that is a two-thousandth of the em or finer.
  const digits = Math.min(4, Math.max(1, Math.ceil(Math.log10(2000 / size))))
  const box = controlBox(all)
  const ink = box
    ? { x: box.left, y: box.bottom, width: box.right - box.left, height: box.top - box.bottom }
    : { x: 0, y: 0, width: 0, height: 0 }
  return { outline: pathOf(all, digits), ink }
}

function layParagraph(paragraph: Paragraph, frame: Frame, drawn: Drawn): void {
  const { text, room } = frame
  const count = paragraph.graphemes.length
  const parts =
    room === null ? [[0, count] as const] : breakLines(paragraph, widthsOf(paragraph, frame), room)
  for (const part of parts) {
    const last = part[1] === count
    layLine(paragraph, part, last || text.align !== 'justify', frame, drawn)
  }
}

/** How far the pen goes on at each grapheme, in ems; a ligature's length is that of its first one. */
function widthsOf(paragraph: Paragraph, { text, options }: Frame): number[] {
  const widths = paragraph.graphemes.map(() => text.tracking / 1000)
  for (const run of visualRuns(paragraph, 0, paragraph.graphemes.length, text.vertical))
    for (const { first, advance } of shapeRun(paragraph, run, options)) widths[first]! += advance
  return widths
}

function layLine(paragraph: Paragraph, [first, end]: LinePart, ragged: boolean, frame: Frame, drawn: Drawn) {
  const { text, room, options } = frame
  const backwards = paragraph.level % 2 === 1
  const runs = visualRuns(paragraph, first, end, text.vertical).map((run) => ({
    run,
    clusters: shapeRun(paragraph, run, options),
  }))
  const spread = text.tracking / 1000
  const lengthOf = (from: number, to: number) =>
    runs
      .flatMap(({ clusters }) => clusters)
      .filter((cluster) => cluster.first >= from && cluster.first < to)
      .reduce((sum, cluster) => sum + cluster.advance + (cluster.end - cluster.first) * spread, 0)
  let inked = end
  while (inked > first && paragraph.graphemes[inked - 1]!.space) inked--
  const natural = lengthOf(first, inked)
  const hanging = lengthOf(inked, end)
  const extra =
    ragged || room === null ? new Map<number, number>() : extraAfter(paragraph, first, inked, room - natural)
  const visible = ragged || extra.size === 0 ? natural : room!
  const begin = beginOf(text.align, backwards, room ?? 0, visible, hanging)
  const row = rowOf(text, drawn.lines.length)
  const cells: TextCell[] = []
  let pen = begin
  for (const { run, clusters } of runs)
    for (const cluster of clusters) {
      let after = (cluster.end - cluster.first) * spread
      for (let at = cluster.first; at < cluster.end; at++) after += extra.get(at) ?? 0
      // What comes after a character lies to its left where it runs from the right.
      const reversed = run.level % 2 === 1 && !run.upright
      const inkAt = reversed ? pen + after : pen
      drawn.outlines.push(...outlinesOf(cluster, run, inkAt, row))
      cells.push(...cellsOf(paragraph, cluster, reversed, pen, pen + after + cluster.advance, row))
      pen += after + cluster.advance
    }
  drawn.lines.push({
    from: paragraph.start + (paragraph.graphemes[first]?.from ?? 0),
    to: paragraph.start + (end > first ? paragraph.graphemes[end - 1]!.to : 0),
    backwards,
    cells: cells.sort((a, b) => a.from - b.from),
    ...row.box(begin, pen),
  })
}

/** Where the pen begins, from the start of the room, in ems. Spaces at the end hang out of what is aligned. */
function beginOf(
  align: TextSettings['align'],
  backwards: boolean,
  room: number,
  visible: number,
  hanging: number,
): number {
  const before = backwards ? hanging : 0
  const free = room - visible
  if (align === 'center') return free / 2 - before
  const atStart = align !== 'end'
  return (atStart === backwards ? free : 0) - before
}

/** One line or column: from ems along it, and from its baseline or middle, to the text's own space. */
interface Row {
  readonly turned: Place
  readonly upright: Place
  box(from: number, to: number): { left: number; top: number; right: number; bottom: number }
}

function rowOf({ size, leading, vertical, box }: TextSettings, number: number): Row {
  if (!vertical) {
    const baseline = ((box ? FIRST.baseline : 0) + number * leading) * size
    const place: Place = (along, up) => ({ x: along * size, y: baseline - up * size })
    return {
      turned: place,
      upright: place,
      box: (from, to) => ({
        left: from * size,
        right: to * size,
        top: baseline - EXTENT.ascent * size,
        bottom: baseline + EXTENT.descent * size,
      }),
    }
  }
  const middle = (box ? box.width - FIRST.column * size : 0) - number * leading * size
  return {
    turned: (along, up) => ({ x: middle + (up - MIDDLE) * size, y: along * size }),
    upright: (along, up) => ({ x: middle + along * size, y: -up * size }),
    box: (from, to) => ({
      left: middle - EXTENT.half * size,
      right: middle + EXTENT.half * size,
      top: from * size,
      bottom: to * size,
    }),
  }
}

function outlinesOf({ glyphs }: Cluster, { face, upright }: Run, begin: number, row: Row): Outline[] {
  let pen = begin
  return glyphs.map(({ glyph, x, y, advance }: ShapedGlyph) => {
    const at = pen
    pen += advance
    // Down, the pen goes on below, which is negative upwards.
    return mapped(face.outline(glyph), (point) =>
      upright
        ? row.upright(x + point.x / 1000, y + point.y / 1000 - at)
        : row.turned(at + x + point.x / 1000, y + point.y / 1000),
    )
  })
}

/** The characters of a cluster share its length. */
function cellsOf(
  { graphemes, start }: Paragraph,
  { first, end }: Cluster,
  backwards: boolean,
  from: number,
  to: number,
  row: Row,
): TextCell[] {
  const step = (to - from) / (end - first)
  return graphemes.slice(first, end).map((grapheme, k) => {
    const at = backwards ? to - (k + 1) * step : from + k * step
    return {
      from: start + grapheme.from,
      to: start + grapheme.to,
      backwards,
      ...row.box(at, at + step),
    }
  })
}
