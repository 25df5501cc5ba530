export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export function round(value: number, digits = 4): number {
  return Number(value.toPrecision(digits))
}

/** The resident memory of this process in MB; WebAssembly and every thread included. */
function residentMb(): number {
  return process.memoryUsage.rss() / 2 ** 20
}

/** The most memory this process held while `work` ran, sampled every 5 ms, in MB above `idleMb`. */
export async function peakAbove(idleMb: number, work: () => Promise<unknown>): Promise<number> {
  let peak = residentMb()
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMb())
  }, 5)
  await work()
  clearInterval(timer)
  return Math.max(peak, residentMb()) - idleMb
}

export function idleMb(): number {
  globalThis.gc?.()
  return residentMb()
}
