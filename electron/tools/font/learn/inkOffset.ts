import type { Field } from '../field.ts'
import { inkOf } from '../ink.ts'

/** Between which numbers it is looked for, in pixels, and how often the interval is halved: to a thousandth of a pixel. */
const [LEAST, MOST, HALVINGS] = [-1, 1.5, 12]

/**
 * What is to be added to the distances of some fields so that they have as much ink as others together: a network that learned by
 * absolute differences draws too little of what it is unsure of.
 *
 * @param found at least one
 * @returns pixels, from -1 to 1.5
 */
export function inkOffset(found: readonly Field[], wanted: readonly Field[]): number {
  const amount = (fields: readonly Field[], added: number) =>
    fields.reduce(
      (sum, field) =>
        sum +
        inkOf({ ...field, data: field.data.map((distance) => distance + added) }).data.reduce(
          (ink, coverage) => ink + coverage,
          0,
        ),
      0,
    )
  const enough = amount(wanted, 0)
  let [low, high] = [LEAST, MOST]
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2
    if (amount(found, middle) < enough) low = middle
    else high = middle
  }
  return (low + high) / 2
}
