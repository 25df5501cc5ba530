/** Seconds that the first search of a session may take until its candidates are settled. */
const SECONDS = 3
/** Steps of a search if nobody says otherwise. */
const STEPS = 40
/** A step, forward and reverse and for the latents alone, takes about so many times a picture's drawing. */
const STEP = 3

const COUNTS = [8, 16, 32, 64]

/** As many candidates as a machine searches in some seconds, where it draws one group in this many. */
export function candidatesFor(secondsToDraw: number, group: number): number {
  const groups = SECONDS / (STEPS * STEP * secondsToDraw)
  return COUNTS.findLast((count) => count / group <= groups) ?? COUNTS[0]!
}
