import { createHash } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { DeviceId } from '../../contract/procedures/app.ts'

const Verdict = z.object({
  fault: z.enum(['failed', 'differs', 'slower']).nullable(),
  difference: z.number().nullable(),
  deviceSeconds: z.number().nullable(),
  cpuSeconds: z.number().nullable(),
  /** What the runtime said, of `failed`. */
  said: z.string(),
})
/** What is known of a network on a device. Numbers are null where it did not come to them, or one was infinite. */
export type Verdict = z.infer<typeof Verdict>

const File = z.object({
  /** The version of ONNX Runtime: another one may compute otherwise. */
  runtime: z.string(),
  verdicts: z.record(z.string(), Verdict),
})

/** What is remembered of networks on devices. */
export interface Verdicts {
  get(device: DeviceId, network: string): Verdict | undefined
  set(device: DeviceId, network: string, verdict: Verdict): void
}

/**
 * Keeps verdicts in `devices.json` of the data folder, which all threads and processes on it share: each reads it
 * anew, and what two write in the same moment is found out again by the next.
 */
export function verdictsIn(dataFolder: string, runtime: string): Verdicts {
  const path = join(dataFolder, 'devices.json')
  const read = (): z.infer<typeof File> => {
    try {
      const file = File.safeParse(JSON.parse(readFileSync(path, 'utf8')))
      if (file.success && file.data.runtime === runtime) return file.data
    } catch {
      // None yet, or one that is not ours: everything is checked again.
    }
    return { runtime, verdicts: {} }
  }
  return {
    get: (device, network) => read().verdicts[`${device} ${network}`],
    set(device, network, verdict) {
      const { verdicts } = read()
      const temporary = `${path}.${process.pid}`
      try {
        writeFileSync(
          temporary,
          JSON.stringify({ runtime, verdicts: { ...verdicts, [`${device} ${network}`]: verdict } }, null, 1),
        )
        renameSync(temporary, path)
      } catch {
        // A disk that is full costs another check, and no picture.
      }
    },
  }
}

/** Verdicts of this process alone. */
export function verdictsInMemory(): Verdicts {
  const known = new Map<string, Verdict>()
  return {
    get: (device, network) => known.get(`${device} ${network}`),
    set: (device, network, verdict) => void known.set(`${device} ${network}`, verdict),
  }
}

export const networkHash = (model: Uint8Array): string =>
  createHash('sha256').update(model).digest('hex').slice(0, 32)
