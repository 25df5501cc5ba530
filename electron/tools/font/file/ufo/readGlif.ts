import type { Element } from '@xmldom/xmldom'
import type { Affine, Contour, Point, Segment } from '../../outline/outline.ts'
import { childrenOf, numberOf, rootOf } from './xml.ts'

/** A glyph as its file says it, in units of the file's grid. */
export interface ReadGlif {
  name: string
  characters: number[]
  advance: number
  contours: Contour[]
  components: { base: string; map: Affine }[]
}

/**
 * Reads GLIF 1 and 2 (UFO 2 and 3). Anchors, guides, images and notes are left out.
 *
 * @throws Error for what is none
 */
export function readGlif(xml: string): ReadGlif {
  const root = rootOf(xml)
  if (root.tagName !== 'glyph') throw new SyntaxError(`<${root.tagName}> is no glyph`)
  const glyph: ReadGlif = {
    name: root.getAttribute('name') ?? '',
    characters: [],
    advance: 0,
    contours: [],
    components: [],
  }
  for (const child of childrenOf(root)) {
    if (child.tagName === 'advance') glyph.advance = numberOf(child, 'width', 0)
    else if (child.tagName === 'unicode') glyph.characters.push(characterOf(child))
    else if (child.tagName === 'outline')
      for (const part of childrenOf(child)) {
        if (part.tagName === 'contour') glyph.contours.push(...contourOf(part))
        else if (part.tagName === 'component') glyph.components.push(componentOf(part))
      }
  }
  return glyph
}

function characterOf(element: Element): number {
  const hex = element.getAttribute('hex') ?? ''
  const character = /^[0-9a-f]{1,6}$/i.test(hex) ? Number.parseInt(hex, 16) : Number.NaN
  if (!(character <= 0x10ffff)) throw new SyntaxError(`"${hex}" is no character`)
  return character
}

const componentOf = (element: Element): ReadGlif['components'][number] => ({
  base: element.getAttribute('base') ?? '',
  map: {
    xx: numberOf(element, 'xScale', 1),
    xy: numberOf(element, 'yxScale', 0),
    yx: numberOf(element, 'xyScale', 0),
    yy: numberOf(element, 'yScale', 1),
    dx: numberOf(element, 'xOffset', 0),
    dy: numberOf(element, 'yOffset', 0),
  },
})

interface GlifPoint extends Point {
  /** Of the segment that ends in it; null for a control point. */
  type: 'move' | 'line' | 'curve' | 'qcurve' | null
}

const types = new Set(['move', 'line', 'curve', 'qcurve'])

function pointOf(element: Element): GlifPoint {
  const type = element.getAttribute('type')
  return {
    x: numberOf(element, 'x', Number.NaN),
    y: numberOf(element, 'y', Number.NaN),
    type: type !== null && types.has(type) ? (type as GlifPoint['type']) : null,
  }
}

/** One contour; none for a single point, as anchors were written before UFO 3. An open one is closed by a line. */
function contourOf(element: Element): Contour[] {
  const given = childrenOf(element)
    .filter(({ tagName }) => tagName === 'point')
    .map(pointOf)
  if (given.some(({ x, y }) => Number.isNaN(x + y))) throw new SyntaxError('a point without a place')
  if (given.length < 2) return []
  const first = given.findIndex(({ type }) => type !== null)
  if (first < 0) return [impliedContour(given)]
  // Begun at a node, and ended there.
  const start = given[first]!
  const around = [...given.slice(first + 1), ...given.slice(0, first)]
  const end: GlifPoint = start.type === 'move' ? { ...start, type: 'line' } : start
  const segments: Segment[] = []
  let controls: Point[] = []
  for (const point of [...around, end]) {
    if (point.type === null) {
      controls.push(plain(point))
      continue
    }
    segments.push(...segmentsOf(point.type, controls, plain(point)))
    controls = []
  }
  return [{ start: plain(start), segments }]
}

const plain = ({ x, y }: Point): Point => ({ x, y })
const between = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })

function segmentsOf(type: GlifPoint['type'], controls: readonly Point[], to: Point): Segment[] {
  const [first, second] = controls
  if (!first) return [{ kind: 'line', to }]
  if (type === 'qcurve' || (type === 'curve' && !second)) return quadratics(controls, to)
  if (type !== 'curve' || !second || controls.length > 2)
    throw new SyntaxError(`${controls.length} control points before a point of type "${type}"`)
  return [{ kind: 'cubic', first, second, to }]
}

/** Quadratic curves whose nodes lie in the middle of their control points. */
const quadratics = (controls: readonly Point[], to: Point): Segment[] =>
  controls.map((control, k) => {
    const next = controls[k + 1]
    return { kind: 'quadratic', control, to: next ? between(control, next) : to }
  })

/** Control points alone, as TrueType has them. */
function impliedContour(controls: readonly Point[]): Contour {
  const points = controls.map(plain)
  const start = between(points.at(-1)!, points[0]!)
  return { start, segments: quadratics(points, start) }
}
