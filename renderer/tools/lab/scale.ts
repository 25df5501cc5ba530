/** Places of the ticks of an axis. */
export interface Scale {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
  /** Decimals that tell the ticks apart. */
  readonly digits: number
}

/** A scale of round numbers that holds the values, with about `count` ticks. Values that are equal get room around. */
export function scaleOf(min: number, max: number, count: number): Scale {
  const room = max > min ? 0 : Math.max(Math.abs(max), 1e-6) / 2
  const [from, to] = [min - room, max + room]
  const step = roundStep((to - from) / Math.max(1, count))
  const low = Math.floor(from / step + 1e-9) * step
  const high = Math.ceil(to / step - 1e-9) * step
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, index) =>
    Number((low + index * step).toPrecision(12)),
  )
  return {
    low: ticks[0]!,
    high: ticks.at(-1)!,
    ticks,
    digits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)),
  }
}

/** The next step of 1, 2 or 5 times a power of ten. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const share = rough / power
  if (share <= 1) return power
  if (share <= 2) return 2 * power
  return share <= 5 ? 5 * power : 10 * power
}

/** Index of the number next to `wanted` in a rising list. */
export function nearest(numbers: readonly number[], wanted: number): number {
  let best = 0
  for (const [index, number] of numbers.entries())
    if (Math.abs(number - wanted) < Math.abs(numbers[best]! - wanted)) best = index
  return best
}
