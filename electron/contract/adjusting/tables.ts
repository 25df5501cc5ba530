import type { Adjustment, ChannelLevels, Curve } from '../document/index.ts'

/** What becomes of each byte of red, green and blue. */
export type Tables = readonly [Uint8ClampedArray, Uint8ClampedArray, Uint8ClampedArray]

type Kind<K extends Adjustment['kind']> = Extract<Adjustment, { kind: K }>

/** Bytes of a function of [0, 255]. */
const tableOf = (value: (byte: number) => number) =>
  Uint8ClampedArray.from({ length: 256 }, (_, i) => value(i))

const same = (value: (byte: number) => number): Tables => {
  const table = tableOf(value)
  return [table, table, table]
}

/** A channel's own function first, then that of all channels. */
function chained<T>(
  { rgb, red, green, blue }: { rgb: T; red: T; green: T; blue: T },
  of: (value: T) => (byte: number) => number,
): Tables {
  const all = of(rgb)
  const [ofRed, ofGreen, ofBlue] = [of(red), of(green), of(blue)]
  return [tableOf((v) => all(ofRed(v))), tableOf((v) => all(ofGreen(v))), tableOf((v) => all(ofBlue(v)))]
}

export const levelsTables = (levels: Kind<'levels'>): Tables => chained(levels, levelsOf)

function levelsOf({ black, white, gamma, outBlack, outWhite }: ChannelLevels): (byte: number) => number {
  const span = Math.max(1, white - black)
  return (byte) => {
    const share = Math.min(1, Math.max(0, (byte - black) / span))
    return outBlack + share ** (1 / gamma) * (outWhite - outBlack)
  }
}

export const curvesTables = (curves: Kind<'curves'>): Tables => chained(curves, curveOf)

/** The natural cubic spline through the points of a curve; level before the first and after the last. */
export function curveOf(points: Curve): (byte: number) => number {
  const n = points.length
  const [x, y] = [points.map(([from]) => from), points.map(([, to]) => to)]
  // Second derivatives at the points, by elimination in one direction and back substitution in the other.
  const bend = new Float64Array(n)
  const upper = new Float64Array(n)
  for (let i = 1; i < n - 1; i++) {
    const [before, after] = [x[i]! - x[i - 1]!, x[i + 1]! - x[i]!]
    const slope = (y[i + 1]! - y[i]!) / after - (y[i]! - y[i - 1]!) / before
    const pivot = 2 * (before + after) - before * upper[i - 1]!
    upper[i] = after / pivot
    bend[i] = (6 * slope - before * bend[i - 1]!) / pivot
  }
  for (let i = n - 2; i > 0; i--) bend[i]! -= upper[i]! * bend[i + 1]!
  return (byte) => {
    if (byte <= x[0]!) return y[0]!
    if (byte >= x[n - 1]!) return y[n - 1]!
    let i = 0
    while (byte > x[i + 1]!) i++
    const span = x[i + 1]! - x[i]!
    const b = (byte - x[i]!) / span
    const a = 1 - b
    const bent = ((a ** 3 - a) * bend[i]! + (b ** 3 - b) * bend[i + 1]!) * ((span * span) / 6)
    return Math.min(255, Math.max(0, a * y[i]! + b * y[i + 1]! + bent))
  }
}

/** In linear light: times a power of two, plus an offset, to a power. */
export function exposureTables({ exposure, offset, gamma }: Kind<'exposure'>): Tables {
  const gain = 2 ** exposure
  return same((byte) => 255 * encoded(Math.max(0, gain * linear(byte / 255) + offset) ** (1 / gamma)))
}

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const encoded = (light: number) => (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055)

/** In stops of encoded values, what the ends of the sliders do. */
const RANGE = 0.35

/** What red, green and blue are multiplied by: of a power of light, gains of its encoded values are gains of the light. */
export function whiteBalanceGains({ temperature, tint }: Omit<Kind<'white-balance'>, 'kind'>) {
  const [warm, magenta] = [(RANGE * temperature) / 100, (RANGE * tint) / 100]
  return [2 ** (warm + magenta / 2), 2 ** -magenta, 2 ** (magenta / 2 - warm)] as const
}

/** The white balance that has these gains; null: none has. */
export function whiteBalanceOf(gains: readonly [number, number, number]): Kind<'white-balance'> | null {
  if (gains.some((gain) => gain <= 0)) return null
  const [red, green, blue] = gains.map(Math.log2) as [number, number, number]
  const temperature = (100 * (red - blue)) / (2 * RANGE)
  const tint = (-100 * green) / RANGE
  const isOne = Math.abs(red + green + blue) < 0.03 && Math.abs(temperature) <= 101 && Math.abs(tint) <= 101
  const within = (value: number) => Math.min(100, Math.max(-100, Math.round(value))) + 0
  return isOne ? { kind: 'white-balance', temperature: within(temperature), tint: within(tint) } : null
}

export function whiteBalanceTables(balance: Kind<'white-balance'>): Tables {
  const [red, green, blue] = whiteBalanceGains(balance)
  return [tableOf((v) => red * v), tableOf((v) => green * v), tableOf((v) => blue * v)]
}

export const invertTables = (): Tables => same((byte) => 255 - byte)

/** What each lightness becomes: colours between stops are mixed straight. */
export function gradientTables({ stops }: Kind<'gradient-map'>): Tables {
  const sorted = [...stops].sort((a, b) => a.at - b.at)
  const channel = (shift: number) =>
    tableOf((byte) => {
      const place = byte / 255
      const next = sorted.findIndex(({ at }) => at >= place)
      const value = (k: number) => (Number.parseInt(sorted[k]!.color.slice(1), 16) >> shift) & 255
      if (next <= 0) return value(next === 0 ? 0 : sorted.length - 1)
      const [from, to] = [sorted[next - 1]!.at, sorted[next]!.at]
      const t = to > from ? (place - from) / (to - from) : 1
      return value(next - 1) + t * (value(next) - value(next - 1))
    })
  return [channel(16), channel(8), channel(0)]
}
