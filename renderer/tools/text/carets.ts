import type { TextCell, TextLine } from '../../../electron/contract/tools/text.ts'
import type { Point } from '../../document/index.ts'

// Pure: where carets and selections of a text that was set stand, in its own space. Places in the content are UTF-16 units.

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A caret, from one end to the other. */
export interface Caret {
  readonly from: Point
  readonly to: Point
}

type Lines = readonly TextLine[]

/** The line that a place is on: where a line breaks within a paragraph, the one that begins there. */
export function lineAt(lines: Lines, place: number): number {
  const found = lines.findLastIndex(({ from }) => from <= place)
  return Math.max(0, found)
}

/** How far along its line a place is: to the right, or down in vertical text. */
export function alongAt({ cells, ...line }: TextLine, place: number, vertical: boolean): number {
  const [start, end] = vertical ? (['top', 'bottom'] as const) : (['left', 'right'] as const)
  const cell = cells.find(({ to }) => to > place)
  if (cell) return cell.backwards ? cell[end] : cell[start]
  const last = cells.at(-1)
  if (last) return last.backwards ? last[start] : last[end]
  return line.backwards ? line[end] : line[start]
}

/** Null before anything was set. */
export function caretAt(lines: Lines, place: number, vertical: boolean): Caret | null {
  const line = lines[lineAt(lines, place)]
  if (!line) return null
  const along = alongAt(line, place, vertical)
  return vertical
    ? { from: { x: line.left, y: along }, to: { x: line.right, y: along } }
    : { from: { x: along, y: line.top }, to: { x: along, y: line.bottom } }
}

/** The place that is nearest to a point. */
export function placeAt(lines: Lines, point: Point, vertical: boolean): number {
  const across = vertical ? point.x : point.y
  const distance = (line: TextLine) => {
    const [near, far] = vertical ? [line.left, line.right] : [line.top, line.bottom]
    return Math.abs(across - (near + far) / 2)
  }
  let nearest = 0
  for (const [k, line] of lines.entries()) if (distance(line) < distance(lines[nearest]!)) nearest = k
  return lines[nearest] ? placeAlong(lines, nearest, vertical ? point.y : point.x, vertical) : 0
}

/** The place on a line that is nearest to where something is along it. */
function placeAlong(lines: Lines, index: number, along: number, vertical: boolean): number {
  const line = lines[index]!
  const middle = (cell: TextCell) => (vertical ? cell.top + cell.bottom : cell.left + cell.right) / 2
  const start = (cell: TextCell) => (vertical ? cell.top : cell.left)
  const end = (cell: TextCell) => (vertical ? cell.bottom : cell.right)
  const places = line.cells.flatMap((cell) => [
    { place: cell.from, at: cell.backwards ? end(cell) : start(cell), near: middle(cell) },
    { place: cell.to, at: cell.backwards ? start(cell) : end(cell), near: middle(cell) },
  ])
  // Beyond its last place the next line begins, where the text was broken and not divided.
  const broken = lines[index + 1]?.from === line.to
  const allowed = broken ? places.filter(({ place }) => place < line.to) : places
  const best = allowed.reduce<(typeof places)[number] | null>(
    (chosen, each) =>
      chosen &&
      (Math.abs(chosen.at - along) < Math.abs(each.at - along) ||
        (chosen.at === each.at && Math.abs(chosen.near - along) <= Math.abs(each.near - along)))
        ? chosen
        : each,
    null,
  )
  return best?.place ?? line.from
}

/** The place a line further on (1) or back (-1), as far along; beyond the last and the first, the ends of the text. */
export function placeBeside(
  lines: Lines,
  place: number,
  step: 1 | -1,
  along: number,
  vertical: boolean,
): number {
  const index = lineAt(lines, place) + step
  if (index < 0) return 0
  if (index >= lines.length) return lines.at(-1)?.to ?? 0
  return placeAlong(lines, index, along, vertical)
}

/** Where the line of a place begins or ends. */
export function lineEnd(lines: Lines, place: number, which: 'start' | 'end'): number {
  const index = lineAt(lines, place)
  const line = lines[index]
  if (!line) return 0
  if (which === 'start') return line.from
  // The end of a line that is broken belongs to the next: the last place is before its last character.
  const broken = lines[index + 1]?.from === line.to
  return broken ? (line.cells.at(-1)?.from ?? line.to) : line.to
}

/** The boxes of what is selected, those of one line that touch joined; a line feed that is selected shows as a narrow one. */
export function selectionBoxes(lines: Lines, from: number, to: number, vertical: boolean): Box[] {
  if (from >= to) return []
  return lines.flatMap((line, index) => {
    const boxes = joined(
      line.cells.filter((cell) => cell.from < to && cell.to > from),
      vertical,
    )
    const divides = lines[index + 1] !== undefined && lines[index + 1]!.from > line.to
    if (!divides || line.to < from || line.to >= to) return boxes
    const at = alongAt(line, line.to, vertical)
    const width = (vertical ? line.right - line.left : line.bottom - line.top) / 6
    const shift = line.backwards ? -width : width
    const [low, high] = [Math.min(at, at + shift), Math.max(at, at + shift)]
    const { left, top, right, bottom } = line
    boxes.push(vertical ? { left, right, top: low, bottom: high } : { left: low, right: high, top, bottom })
    return boxes
  })
}

function joined(cells: readonly TextCell[], vertical: boolean): Box[] {
  const [start, end] = vertical ? (['top', 'bottom'] as const) : (['left', 'right'] as const)
  const boxes: { left: number; top: number; right: number; bottom: number }[] = []
  for (const { left, top, right, bottom } of [...cells].sort((a, b) => a[start] - b[start])) {
    const last = boxes.at(-1)
    const cell = { left, top, right, bottom }
    if (last && cell[start] - last[end] < 1e-3) last[end] = Math.max(last[end], cell[end])
    else boxes.push(cell)
  }
  return boxes
}
