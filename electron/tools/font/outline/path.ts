import type { Contour, Outline, Point, Segment } from './outline.ts'

/**
 * An outline as the data of an SVG path, in its own units and with y as it is.
 *
 * @param digits decimals at most; of thousandths of the em, two are a hundred-thousandth
 */
export function pathOf(outline: Outline, digits = 2): string {
  const unit = 10 ** digits
  const short = (value: number) => String(Math.round(value * unit) / unit)
  const at = ({ x, y }: Point) => `${short(x)} ${short(y)}`
  return outline
    .map(({ start, segments }) => {
      const drawn = segments.map((segment) => {
        if (segment.kind === 'line') return `L${at(segment.to)}`
        if (segment.kind === 'quadratic') return `Q${at(segment.control)} ${at(segment.to)}`
        return `C${at(segment.first)} ${at(segment.second)} ${at(segment.to)}`
      })
      return `M${at(start)}${drawn.join('')}Z`
    })
    .join('')
}

const lengths = { M: 2, L: 2, Q: 4, C: 6 } as const

/**
 * The outline of a path that {@link pathOf} made.
 *
 * @throws SyntaxError for any other
 */
export function outlineOf(path: string): Outline {
  const contours: { start: Point; segments: Segment[] }[] = []
  for (const [, letter, numbers] of path.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    if (letter === 'Z') continue
    const values = numbers!.trim().split(/\s+/).map(Number)
    if (values.length !== lengths[letter as keyof typeof lengths] || values.some(Number.isNaN))
      throw new SyntaxError(`no part of an outline: ${letter}${numbers}`)
    const points = Array.from({ length: values.length / 2 }, (_, k) => ({
      x: values[2 * k]!,
      y: values[2 * k + 1]!,
    }))
    if (letter === 'M') contours.push({ start: points[0]!, segments: [] })
    else contours.at(-1)!.segments.push(segmentOf(points))
  }
  return contours satisfies readonly Contour[]
}

function segmentOf(points: readonly Point[]): Segment {
  const [first, second, third] = points
  if (third) return { kind: 'cubic', first: first!, second: second!, to: third }
  return second ? { kind: 'quadratic', control: first!, to: second } : { kind: 'line', to: first! }
}
