/** Side of the small pictures by which variety is judged. */
const THUMB = 8
/** Those that cost more than so many times the mean of the better half are no answer. */
const ANSWERS = 2
/** How much being other than the ones before counts against cost. */
const VARIETY = 0.5

/** A small picture of few numbers, by which two are compared: the mean of what each of its pixels covers. [C, 8, 8] */
export function thumbnail(
  picture: Float32Array,
  channels: number,
  width: number,
  height: number,
): Float32Array {
  const thumb = new Float32Array(channels * THUMB * THUMB)
  const counts = new Float32Array(thumb.length)
  for (let c = 0; c < channels; c++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const row = Math.floor((y * THUMB) / height)
        const at = (c * THUMB + row) * THUMB + Math.floor((x * THUMB) / width)
        thumb[at]! += picture[(c * height + y) * width + x]!
        counts[at]!++
      }
  return thumb.map((sum, k) => sum / Math.max(1, counts[k]!))
}

/**
 * Candidates in the order that they are shown: those that answer what was asked for before others; the best one first,
 * and then each time one that costs little and differs from those before it (Carbonell and Goldstein 1998).
 *
 * @param costs of each
 * @param thumbs as {@link thumbnail} makes them
 * @returns their numbers
 */
export function rank(costs: readonly number[], thumbs: readonly Float32Array[]): number[] {
  const byCost = costs.map((_, k) => k).sort((a, b) => costs[a]! - costs[b]!)
  const half = byCost.slice(0, Math.ceil(byCost.length / 2))
  const limit = (ANSWERS * half.reduce((sum, k) => sum + costs[k]!, 0)) / half.length
  const answers = byCost.filter((k) => costs[k]! <= limit)
  const rest = byCost.filter((k) => costs[k]! > limit)
  const order = answers.splice(0, 1)
  const lowest = costs[order[0]!]!
  const nearest = new Map(answers.map((k) => [k, Number.POSITIVE_INFINITY]))
  while (answers.length > 0) {
    const last = thumbs[order.at(-1)!]!
    for (const k of answers) nearest.set(k, Math.min(nearest.get(k)!, distance(thumbs[k]!, last)))
    const furthest = Math.max(...answers.map((k) => nearest.get(k)!), 1e-9)
    const worth = (k: number) =>
      VARIETY * (nearest.get(k)! / furthest) - (costs[k]! - lowest) / (limit - lowest || 1)
    const next = answers.reduce((best, k) => (worth(k) > worth(best) ? k : best))
    answers.splice(answers.indexOf(next), 1)
    order.push(next)
  }
  return [...order, ...rest]
}

function distance(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += (a[k]! - b[k]!) ** 2
  return Math.sqrt(sum / a.length)
}
