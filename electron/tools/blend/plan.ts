import type { BlendSettings } from '../../contract/document/index.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { Correction } from './anchor.ts'
import type { Harmony } from './harmonize.ts'
import { gradientOperators, vanishingWeight } from './operators.ts'

/** What networks say of a scene, for the settings that need it. */
export interface Guess {
  /** What a network makes of the scene, seen as `networkView` shows it; for the anchor `gan` alone. */
  correction?: Correction | undefined
  /** What a harmoniser says of the object, seen as `harmonyView` shows it; for the method `harmonize` alone. */
  harmony?: Harmony | undefined
}

export interface BlendOptions extends Guess {
  /** The result is the whole picture; else the smallest rectangle that holds every changed pixel. */
  whole?: boolean
  /**
   * The finest level takes the enlarged correction of the one before and is not solved: most of the solving is saved,
   * and what is missing is the correction's finest detail, along edges above all. The object is sampled bilinearly.
   */
  draft?: boolean
  /** After each level. `secondsLeft` is null while too little was done to tell. */
  onLevel?(done: number, total: number, secondsLeft: number | null): void
  /** RGB, at most 1024 pixels on its longest side; needs a scene that was loaded with previews. */
  onPreview?(pixels: Pixels): void
}

/** What a method comes down to: where the estimate starts, how much that weighs, and what is solved. */
export interface Plan {
  pasted: boolean
  weight: number
  /** A network's correction is added to where the estimate starts. */
  corrected?: boolean
  /** The equation at each level or at the finest alone; within the mask alone; or nothing. */
  solve: 'levels' | 'finest' | 'inside' | 'nothing'
}

export function planOf({ method, anchor, beta, kernel }: BlendSettings): Plan {
  const vanishing = vanishingWeight(gradientOperators[kernel])
  switch (method) {
    case 'paste':
    case 'harmonize':
      return { pasted: true, weight: 0, solve: 'nothing' }
    case 'poisson':
      // Central differences would never see a checkerboard that the object brings along.
      return { pasted: gradientOperators[kernel].scheme === 'forward', weight: vanishing, solve: 'inside' }
    case 'modified-poisson':
      return { pasted: true, weight: vanishing, solve: 'finest' }
    case 'gp':
      return { pasted: anchor !== 'background', weight: beta, corrected: anchor === 'gan', solve: 'levels' }
  }
}
