import { labPlanes } from '../../imaging/labPlanes.ts'
import type { Affine } from '../networks/guidedFilter.ts'
import type { SeenHints } from '../networks/hints.ts'
import type { ChromaLines } from './chroma.ts'

/**
 * Sets chroma to what hints ask for, right where they are: a network obeys nearly, and a dot that it does not quite obey
 * is what a user looks at. In place.
 *
 * @param hints at the size of the lines
 */
export function obeyInChroma({ a, b }: ChromaLines, hints: SeenHints): void {
  const lab = labPlanes(hints.colors)
  const count = hints.coverage.length
  for (let i = 0; i < count; i++) {
    const share = Math.min(1, hints.coverage[i]!)
    if (share === 0) continue
    toward(a, i, lab[count + i]!, share)
    toward(b, i, lab[2 * count + i]!, share)
  }
}

function toward({ factor, offset }: Affine, at: number, chroma: number, share: number): void {
  factor[at] = (1 - share) * factor[at]!
  offset[at] = (1 - share) * offset[at]! + share * chroma
}
