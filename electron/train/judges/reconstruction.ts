import type { Judge } from '../game/game.ts'
import { meanDifference } from './meanDifference.ts'

/** How far what was made again of real pictures is from them, mean absolute difference in [-1, 1]: `again`. */
export const reconstruction = (again: string, real: string): Judge => ({
  sees: [again, real],
  rows: 64,
  batches: 4,
  figures: (results) => ({ again: meanDifference(results, again, real) }),
})
