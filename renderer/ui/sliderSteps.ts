// Pure: what a slider's track and keys mean.

export interface Range {
  readonly min: number
  readonly max: number
  readonly step: number
  /** A curve from track to value, so that small values get room: value = min + (max - min) * t^power. */
  readonly power: number
}

/** Places of the thumb along a track. */
export const TRACK = 1000

export const toTrack = ({ min, max, power }: Range, value: number): number =>
  max > min ? Math.round(((clamp(value, min, max) - min) / (max - min)) ** (1 / power) * TRACK) : 0

/** The value at a place of the track, on a step counted from 0. */
export const toValue = (range: Range, track: number): number =>
  stepped(range, range.min + (range.max - range.min) * (track / TRACK) ** range.power)

function stepped({ min, max, step }: Range, value: number): number {
  return clamp(Number((Math.round(value / step) * step).toFixed(6)), min, max)
}

const directions: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
}

/** The value that a key leads to: a step, or ten with Shift, whatever the track's curve; null for a key that is none of a slider's. */
export function byKey(range: Range, value: number, key: string, shift: boolean): number | null {
  if (key === 'Home') return range.min
  if (key === 'End') return range.max
  const direction = directions[key]
  if (direction === undefined) return null
  return stepped(range, value + direction * range.step * (shift && Math.abs(direction) === 1 ? 10 : 1))
}

/** How many decimals a step has. */
export function decimalsOf(step: number): number {
  const [, decimals = ''] = String(step).split('.')
  return decimals.length
}

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value))
