import { BACKGROUND, OBJECT } from '../../imaging/grabcut/grabCut.ts'

/** Pieces smaller than this share of the largest one are specks of colour and no part of an object. */
const PIECE = 0.05
/** Holes smaller than this share of the object are filled. */
const HOLE = 0.005

/** Drops specks and fills small holes of a cut, in place, but for those that a person pointed at. */
export function tidy(side: Uint8Array, known: Uint8Array, width: number): void {
  const pieces = piecesOf(side, width, 1)
  const largest = Math.max(0, ...pieces.map((piece) => piece.length))
  for (const piece of pieces)
    if (piece.length < PIECE * largest && !piece.some((i) => known[i] === OBJECT))
      for (const i of piece) side[i] = 0
  const area = side.reduce((sum, inside) => sum + inside, 0)
  for (const hole of piecesOf(side, width, 0))
    if (hole.length < HOLE * area && !hole.some((i) => known[i] === BACKGROUND))
      for (const i of hole) side[i] = 1
}

/** The sets of pixels of one side that touch along their edges. */
function piecesOf(side: Uint8Array, width: number, wanted: number): number[][] {
  const seen = Uint8Array.from(side, (value) => (value === wanted ? 0 : 1))
  const pieces: number[][] = []
  const visit = (i: number, piece: number[]) => {
    if (seen[i] !== 0) return
    seen[i] = 1
    piece.push(i)
  }
  for (let start = 0; start < side.length; start++) {
    if (seen[start]) continue
    const piece: number[] = []
    visit(start, piece)
    for (const i of piece) {
      const x = i % width
      if (x > 0) visit(i - 1, piece)
      if (x < width - 1) visit(i + 1, piece)
      if (i >= width) visit(i - width, piece)
      if (i + width < side.length) visit(i + width, piece)
    }
    pieces.push(piece)
  }
  return pieces
}
