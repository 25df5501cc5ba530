import type { Generator } from '../../electron/tools/sketch/generator.ts'
import { answeredSets, SETS } from '../models/sketch/strokeSets.ts'
import { round } from './measure.ts'

/** Whether strokes are obeyed: for how many sets of random strokes the best answer's error falls under a quarter of the start. */
export async function constraintsMet(generator: Generator, limit: number) {
  const ratios: number[] = []
  for await (const { ratio } of answeredSets(generator, Math.min(SETS, limit))) ratios.push(ratio)
  return {
    met: ratios.filter((ratio) => ratio < 0.25).length,
    of: ratios.length,
    worst_ratio: round(Math.max(...ratios)),
  }
}
