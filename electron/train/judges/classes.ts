import type { Judge } from '../game/game.ts'
import type { Results } from '../game/training.ts'

/** Share of rows in which a thing of scores has its largest number where a label has its one. */
export function agreementOf(results: Results, scores: string, label: string): number {
  const [found, wanted] = [results.get(scores)!, results.get(label)!]
  const [rows, classes] = found.shape as [number, number]
  let hits = 0
  for (let row = 0; row < rows; row++) {
    const at = row * classes
    const largest = ({ data }: { data: Float32Array }) => {
      let best = at
      for (let k = at + 1; k < at + classes; k++) if (data[k]! > data[best]!) best = k
      return best
    }
    if (largest(found) === largest(wanted)) hits++
  }
  return hits / rows
}

export interface ClassesOptions {
  /** What a referee thinks of real examples and of made ones, and the class that they are of. */
  real: string
  made: string
  label: string
  rows: number
  batches: number
}

/**
 * Whether what was made is of the class that was asked for, by a referee that learns from real examples alone; and how
 * often that referee is right about real ones.
 */
export const askedClass = ({ real, made, label, rows, batches }: ClassesOptions): Judge => ({
  sees: [real, made, label],
  rows,
  batches,
  figures: (results) => ({
    askedClass: agreementOf(results, made, label),
    referee: agreementOf(results, real, label),
  }),
})
