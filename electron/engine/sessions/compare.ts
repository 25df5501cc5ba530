import type { Session, SessionFeeds, SessionTensors } from '../../graph/session.ts'

/**
 * How far results may be apart, as a share of the largest number of each: about one grey level of a picture. Rounding
 * in another order stays a hundred times below it; the reduced precision of tensor cores, ten times.
 */
export const TOLERANCE = 5e-3

/** A share of the largest output below which an output is as good as nothing: gradients that are zero but for rounding. */
const NOTHING = 1e-3

/** A device may take this many times as long as the processor, and this long anyhow. */
const PATIENCE = { times: 1.2, seconds: 0.005 }

/** What came out when a network was computed on a device and on the processor. */
export interface Comparison {
  /** The largest one between two numbers, as a share of the largest number of that output. Infinite where one is no number. */
  difference: number
  /** How long one run took, the device's when its programs were compiled. */
  deviceSeconds: number
  cpuSeconds: number
}

/** Runs both on the same feeds. The device's results are thrown away. @param now in milliseconds */
export async function compareOn(
  device: Session,
  cpu: Session,
  feeds: SessionFeeds,
  wanted?: Parameters<Session['run']>[1],
  now: () => number = () => performance.now(),
): Promise<Comparison & { results: SessionTensors }> {
  // Outputs that lie in the memory of inputs are written by the processor alone, and last.
  const names = wanted === undefined || Array.isArray(wanted) ? (wanted as string[]) : Object.keys(wanted)
  await device.run(feeds, names)
  const [found, deviceSeconds] = await timed(() => device.run(feeds, names), now)
  const [results, cpuSeconds] = await timed(() => cpu.run(feeds, wanted), now)
  return { difference: differenceOf(found, results), deviceSeconds, cpuSeconds, results }
}

/** @param results the right ones */
export function differenceOf(found: SessionTensors, results: SessionTensors): number {
  const sizes = Object.values(results).map(({ data }) => largest(data as Float32Array))
  const floor = Math.max(NOTHING * Math.max(0, ...sizes), Number.MIN_VALUE)
  let difference = 0
  for (const [k, [name, { data }]] of Object.entries(results).entries()) {
    const other = found[name]!.data
    if (typeof data[0] === 'bigint') {
      if (data.some((value, i) => value !== other[i])) return Number.POSITIVE_INFINITY
      continue
    }
    for (let i = 0; i < data.length; i++) {
      const apart = Math.abs(Number(data[i]) - Number(other[i]))
      if (Number.isNaN(apart) && Number.isFinite(Number(data[i]))) return Number.POSITIVE_INFINITY
      difference = Math.max(difference, apart / Math.max(sizes[k]!, floor) || 0)
    }
  }
  return difference
}

export type Fault = 'failed' | 'differs' | 'slower'

/** Why a device is not to be used for a network; null: it is. */
export function faultOf(
  { difference, deviceSeconds, cpuSeconds }: Comparison,
  allowSlow: boolean,
): Fault | null {
  if (!(difference <= TOLERANCE)) return 'differs'
  const slow = deviceSeconds > PATIENCE.seconds && deviceSeconds > PATIENCE.times * cpuSeconds
  return slow && !allowSlow ? 'slower' : null
}

function largest(data: Float32Array): number {
  let max = 0
  for (let i = 0; i < data.length; i++) max = Math.max(max, Math.abs(Number(data[i])) || 0)
  return max
}

async function timed<T>(work: () => Promise<T>, now: () => number): Promise<[T, seconds: number]> {
  const began = now()
  const result = await work()
  return [result, (now() - began) / 1000]
}
