import type { Pixels } from '../../contract/pixels.ts'
import type { Comparison } from '../../contract/procedures/comparison.ts'
import type { ImportReport, ImportSettings, TrialResult } from '../../contract/procedures/imports.ts'
import type { BakedNetwork } from '../../tools/import/bake.ts'
import type { SessionPlace } from '../sessions/place.ts'

/** What an import thread is started with. */
export interface ImportData {
  bytes: Uint8Array
  /** What messages call the file. */
  name: string
  /** Where weights outside it lie; null where the file came without a path. */
  folder: string | null
  threads: number
  place: SessionPlace
}

type ImportOrders = {
  /** `unbounded`: nothing in the network tells the range of what comes out. */
  inspect: {
    input: { layout?: ImportSettings['layout'] | undefined }
    output: Omit<ImportReport, 'session' | 'name' | 'bytes' | 'sha256'> & { unbounded: boolean }
  }
  /** The proposal, with the range of what comes out as it is measured on a sample. */
  measure: {
    input: Pick<ImportReport, 'proposal' | 'reasons'> & { sample: Pixels }
    output: Pick<ImportReport, 'proposal' | 'reasons'>
  }
  tryOut: {
    input: { picture: Pixels; settings: ImportSettings; seed: number }
    output: Omit<TrialResult, 'seconds' | 'comparison'>
  }
  /** What these settings make of the file, and the file itself. */
  compare: { input: { settings: ImportSettings }; output: Comparison }
  bake: { input: { settings: ImportSettings }; output: BakedNetwork }
}

/** The thread of a network that is being imported. */
export interface ImportKind {
  data: ImportData
  orders: ImportOrders
  event: never
  word: never
}
