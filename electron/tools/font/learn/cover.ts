import { type Frame, renderField } from '../field.ts'
import type { Outline } from '../outline/outline.ts'

/** Glyphs of the source that a designer may be asked to draw, by their characters. */
export interface Candidate {
  character: number
  outline: Outline
}

export interface Cover {
  /** In the order in which they cover most. */
  chosen: number[]
  /** How well the parts of all glyphs are found again in those that are drawn, from 0 to 1. */
  covered: number
}

/** Pixels of a field, of a square that a part lies in, and between such squares: five by five of them in a glyph. */
const [SIDE, PART, STEP] = [32, 12, 5]
const ACROSS = Math.floor((SIDE - PART) / STEP) + 1
const PLACES = ACROSS ** 2
const AREA = PART ** 2
/** Pixels from the border of the ink at which distances are cut off: farther away nothing is told of a stroke. */
const REACH = 2
/** Glyphs that may be asked for, and whose parts are to be covered: of more than these, some are taken evenly. */
const [MAX_CANDIDATES, MAX_GLYPHS] = [600, 300]

/** Parts of a glyph, each a vector of length 1 in its place, and how much there is to see in each. */
interface Parts {
  vectors: Float32Array
  weights: Float32Array
}

/**
 * Which glyphs to draw so that the parts of all others, strokes and radicals where they stand, are among those that were drawn: each
 * time the glyph whose parts add most likeness to what is covered so far. That likeness is submodular, so the choice reaches 1 - 1/e
 * of the best one at least (Nemhauser, Wolsey and Fisher 1978).
 *
 * @param candidates of the source; their order decides between equals
 * @param drawn glyphs that are there already; they cover what they cover
 */
export function coveringGlyphs(
  candidates: readonly Candidate[],
  drawn: readonly Candidate[],
  count: number,
  frame: Frame,
): Cover {
  const wanted = evenly(candidates, MAX_GLYPHS).map(({ outline }) => partsOf(outline, frame))
  const there = new Set(drawn.map(({ character }) => character))
  const open = evenly(
    candidates.filter(({ character }) => !there.has(character)),
    MAX_CANDIDATES,
  ).map(({ character, outline }) => ({ character, likeness: likenessTo(wanted, partsOf(outline, frame)) }))
  const best = new Float32Array(wanted.length * PLACES)
  for (const { outline } of drawn) raise(best, likenessTo(wanted, partsOf(outline, frame)))
  const chosen: number[] = []
  while (chosen.length < count && open.length > 0) {
    const gains = open.map(({ likeness }) => gainOf(likeness, best))
    const at = gains.indexOf(Math.max(...gains))
    const [next] = open.splice(at, 1)
    raise(best, next!.likeness)
    chosen.push(next!.character)
  }
  const all = wanted.reduce((sum, { weights }) => sum + total(weights), 0)
  return { chosen, covered: all === 0 ? 1 : total(best) / all }
}

const total = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0)

const evenly = <T>(all: readonly T[], count: number): T[] =>
  all.length <= count
    ? [...all]
    : Array.from({ length: count }, (_, k) => all[Math.floor((k * all.length) / count)]!)

function partsOf(outline: Outline, frame: Frame): Parts {
  const field = renderField(outline, frame, SIDE).data
  const vectors = new Float32Array(PLACES * AREA)
  const weights = new Float32Array(PLACES)
  for (let place = 0; place < PLACES; place++) {
    const [left, top] = [STEP * (place % ACROSS), STEP * Math.floor(place / ACROSS)]
    const part = vectors.subarray(place * AREA, (place + 1) * AREA)
    for (let at = 0; at < AREA; at++) {
      const distance = field[(top + Math.floor(at / PART)) * SIDE + left + (at % PART)]!
      part[at] = Math.max(-REACH, Math.min(REACH, distance))
    }
    const mean = total(part) / AREA
    let squares = 0
    for (let at = 0; at < AREA; at++) {
      part[at]! -= mean
      squares += part[at]! ** 2
    }
    const length = Math.sqrt(squares)
    weights[place] = length
    if (length > 0) for (let at = 0; at < AREA; at++) part[at]! /= length
  }
  return { vectors, weights }
}

/** How well each part of some glyphs is seen in the same place of another one: cosines, none below 0, by how much there is to see. */
function likenessTo(wanted: readonly Parts[], { vectors }: Parts): Float32Array {
  const likeness = new Float32Array(wanted.length * PLACES)
  for (const [k, parts] of wanted.entries())
    for (let place = 0; place < PLACES; place++) {
      let cosine = 0
      for (let at = place * AREA; at < (place + 1) * AREA; at++) cosine += vectors[at]! * parts.vectors[at]!
      likeness[k * PLACES + place] = Math.max(0, cosine) * parts.weights[place]!
    }
  return likeness
}

function gainOf(likeness: Float32Array, best: Float32Array): number {
  let gain = 0
  for (let at = 0; at < best.length; at++) gain += Math.max(0, likeness[at]! - best[at]!)
  return gain
}

function raise(best: Float32Array, likeness: Float32Array): void {
  for (let at = 0; at < best.length; at++) if (likeness[at]! > best[at]!) best[at] = likeness[at]!
}
