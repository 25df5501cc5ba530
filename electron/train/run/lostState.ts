import { type Text, text } from '../../contract/text.ts'
import type { Program } from '../step/program.ts'
import { sumOf } from '../step/stepWeights.ts'
import type { Tensors } from '../step/tensors.ts'
import type { Position } from '../step/trainer.ts'

/**
 * What a run that goes on would lack, as a notice: state of groups that were updated before, such as an optimiser's
 * moments, which a checkpoint of another version has by other names or not at all. Null where nothing is missing.
 */
export function lostState(program: Program, tensors: Tensors, { updates }: Position): Text | null {
  const groups = [...program.updated].filter((group) => (updates[group] ?? 0) > 0)
  const lost = program.state.filter(
    ({ name }) =>
      groups.some((group) => name.startsWith(`${group}/`)) && !tensors.has(name) && !name.endsWith(sumOf('')),
  )
  if (lost.length === 0) return null
  return text('training.lostState', { count: lost.length, tensor: lost[0]!.name })
}

/**
 * What a run that fine-tunes could not take over from its model, as a notice. Null where nothing is missing.
 *
 * @param initial what the model has given
 */
export function lostWeights(
  program: Program,
  tensors: Tensors,
  initial: ReadonlyMap<string, unknown>,
): Text | null {
  const groups = new Set([...initial.keys()].map((name) => name.split('/')[0]))
  // Beside a weight, with a dot, stand its moments and its average.
  const lost = program.state.filter(
    ({ name }) => groups.has(name.split('/')[0]) && !name.includes('.') && !tensors.has(name),
  )
  if (lost.length === 0) return null
  return text('training.lostWeights', { count: lost.length, tensor: lost[0]!.name })
}
