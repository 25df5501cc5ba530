import type { Pixels } from '../../contract/pixels.ts'
import type { CutOutHints, RefineSettings } from '../../contract/tools/cutout.ts'
import type { Refined } from '../../tools/cutout/refine.ts'
import type { CutOut } from '../../tools/cutout/select.ts'

/** A thread that cuts objects out of the picture it holds. */
export interface CutOutKind {
  data: null
  orders: {
    /** Replaces the picture. */
    load: { input: Pixels; output: null }
    select: { input: { hints: CutOutHints; draft: boolean }; output: CutOut }
    /** Of a picture of its own, not of the one it holds. */
    refine: { input: { picture: Pixels; mask: Pixels; settings: RefineSettings }; output: Refined }
  }
  event: never
  word: never
}
