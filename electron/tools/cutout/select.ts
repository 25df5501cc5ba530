import type { Pixels, Rect } from '../../contract/pixels.ts'
import type { CutOutHints } from '../../contract/tools/cutout.ts'
import {
  BACKGROUND,
  grabCut,
  OBJECT,
  PERHAPS_BACKGROUND,
  PERHAPS_OBJECT,
} from '../../imaging/grabcut/grabCut.ts'
import { drawStrokes, type View } from './known.ts'
import { bandOf, matteAlong, matteAt } from './matte.ts'
import { tidy } from './tidy.ts'
import { channelOf, colorsOf, enlarge, viewOf } from './views.ts'

/** Pixels that the object is first cut out of: few, so that the cut follows the pointer. */
const CUT_PIXELS = 90_000
/** Pixels at which its edge is found between the first cut's. */
const EDGE_PIXELS = 800_000
/** Half the width of the band in which it is looked for, in pixels of the first cut. */
const BAND = 1.5
/** How much of the picture around what was pointed at tells the ground's colours, as a share of its sides. */
const AROUND = 0.35
/** Less opaque than this, a pixel belongs to nothing. */
const TRANSPARENT = 0.03
/** The first guess counts as the object from here on. */
const HALF = 0.5

/** Coverage of a part of a picture, 1 channel; all outside is ground. A draft has fewer pixels than its part. */
export interface CutOut {
  readonly mask: Pixels
  readonly rect: Rect
}

/**
 * Cuts out the object that hints speak of: at a reduced size by colours and edges, then, in a band along the edge that was
 * found, by the picture's own resolution.
 *
 * @param picture RGBA; transparent pixels are ground
 */
export function selectSubject(picture: Pixels, hints: CutOutHints, draft = false): CutOut {
  const rect = partOf(picture, hints)
  const view = viewOf(rect, CUT_PIXELS)
  const known = knownIn(picture, view, hints)
  const side = grabCut(colorsOf(picture, view), known, hints.start ? 2 : 4)
  tidy(side, known, view.width)
  const coarse = Float32Array.from(side)
  if (draft) return { mask: asMask(coarse, view), rect }
  const edge = viewOf(rect, EDGE_PIXELS)
  const ratio = edge.width / view.width
  const guess = enlarge(coarse, view, edge)
  const certain = new Uint8Array(guess.length).fill(PERHAPS_OBJECT)
  drawStrokes(certain, edge, hints.strokes)
  for (let i = 0; i < guess.length; i++)
    if (certain[i] === OBJECT) guess[i] = 1
    else if (certain[i] === BACKGROUND) guess[i] = 0
  const unknown = bandOf(guess, edge, Math.max(2, BAND * ratio))
  for (let i = 0; i < unknown.length; i++) if (certain[i] !== PERHAPS_OBJECT) unknown[i] = 0
  const matte = matteAlong(colorsOf(picture, edge), guess, unknown, { reach: 2, rounds: 12 })
  return { mask: matteAt(picture, rect, matte), rect }
}

/** The part of the picture that the object may lie in, with ground around it. */
function partOf({ width, height }: Pixels, { box, strokes, start }: CutOutHints): Rect {
  if (!box || start) return { x: 0, y: 0, width, height }
  let [left, top, right, bottom] = [box.x, box.y, box.x + box.width, box.y + box.height]
  for (const { radius, points } of strokes)
    for (const [x, y] of points) {
      left = Math.min(left, x - radius)
      top = Math.min(top, y - radius)
      right = Math.max(right, x + radius)
      bottom = Math.max(bottom, y + radius)
    }
  const [aroundX, aroundY] = [AROUND * (right - left) + 8, AROUND * (bottom - top) + 8]
  const x = Math.max(0, Math.floor(left - aroundX))
  const y = Math.max(0, Math.floor(top - aroundY))
  return {
    x,
    y,
    width: Math.max(1, Math.min(width, Math.ceil(right + aroundX)) - x),
    height: Math.max(1, Math.min(height, Math.ceil(bottom + aroundY)) - y),
  }
}

function knownIn(picture: Pixels, view: View, { box, strokes, start }: CutOutHints): Uint8Array {
  const { width, height } = view
  const known = new Uint8Array(width * height).fill(box ? BACKGROUND : PERHAPS_BACKGROUND)
  if (box) {
    const column = (x: number) => Math.round(((x - view.x) * width) / view.spanX)
    const row = (y: number) => Math.round(((y - view.y) * height) / view.spanY)
    const [left, right] = [Math.max(0, column(box.x)), Math.min(width, column(box.x + box.width))]
    const last = Math.min(height, row(box.y + box.height))
    for (let y = Math.max(0, row(box.y)); y < last; y++)
      known.fill(PERHAPS_OBJECT, y * width + left, y * width + Math.max(left, right))
  }
  if (start) {
    const guess = channelOf(start, 0, view)
    for (let i = 0; i < known.length; i++) if (guess[i]! >= HALF) known[i] = PERHAPS_OBJECT
  }
  drawStrokes(known, view, strokes)
  const alpha = channelOf(picture, 3, view)
  for (let i = 0; i < known.length; i++) if (alpha[i]! < TRANSPARENT) known[i] = BACKGROUND
  return known
}

function asMask(plane: Float32Array, { width, height }: View): Pixels {
  return { width, height, channels: 1, data: Uint8Array.from(plane, (value) => Math.round(255 * value)) }
}
