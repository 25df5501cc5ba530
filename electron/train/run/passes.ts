import type { Text } from '../../contract/text.ts'
import type { Training } from '../game/training.ts'
import { type Batch, rowsOf } from '../step/batch.ts'
import { compileStep } from '../step/program.ts'
import { type Part, StepBuilder } from '../step/step.ts'
import type { NamedTensor } from '../step/tensors.ts'
import type { Trainer } from '../step/trainer.ts'
import { lostState, lostWeights } from './lostState.ts'

type Losses = Record<string, number>

/** How the steps of a training are taken. */
export interface Passes {
  readonly training: Training
  /** Examples in a batch. */
  readonly batch: number
  /** Passes in which a batch is taken; more than one where it does not fit into memory whole. */
  readonly parts: number
  /** What tensors of a new run start as. */
  readonly initial: ReadonlyMap<string, NamedTensor> | undefined
  /** The step that a run went on from; null for a new one. */
  readonly resumedAt: number | null
  notice(text: Text): void
}

/**
 * Carries out one step: every pass of the recipe's plan, each on a batch of its own.
 *
 * @param take gives the batch of this number
 * @returns the losses by name
 */
export async function takeStep(
  trainer: Trainer,
  passes: Passes,
  take: (batch: number) => Promise<Batch>,
): Promise<Losses> {
  const { position } = trainer
  const losses: Losses = {}
  for (const [pass, phases] of passes.training.plan(position.step).entries()) {
    const batch = await take(position.batches)
    const together = passes.parts === 1 ? [phases] : phases.map((phase) => [phase])
    for (const each of together) Object.assign(losses, await takePass(trainer, passes, each, batch, pass))
    position.batches++
  }
  return losses
}

async function takePass(
  trainer: Trainer,
  passes: Passes,
  phases: readonly string[],
  batch: Batch,
  pass: number,
): Promise<Losses> {
  const { batch: size, parts: count } = passes
  const sums: Losses = {}
  for (let part = 0; part < count; part++) {
    const name = await loaded(trainer, passes, phases, { count, last: part === count - 1 })
    const rows = count === 1 ? batch : rowsOf(batch, size, (part * size) / count, size / count)
    const losses = await trainer.run(name, rows, pass * count + part)
    for (const [key, value] of Object.entries(losses)) sums[key] = (sums[key] ?? 0) + value / count
  }
  return sums
}

/** Compiles a combination of phases when it is first needed. @returns the name of its program */
async function loaded(
  trainer: Trainer,
  { training, batch, initial, resumedAt, notice }: Passes,
  phases: readonly string[],
  part: Part,
): Promise<string> {
  const joined = phases.join('+')
  const name = part.count === 1 ? joined : `${joined}/${part.count}${part.last ? ' last' : ''}`
  if (trainer.has(name)) return name
  const step = new StepBuilder(part)
  for (const phase of phases) training.phases[phase]!(step, batch / part.count)
  const program = compileStep(step)
  const { tensors, position } = trainer
  // What a phase lacks that begins later on was never there: it updates what no phase before it did.
  const lost =
    position.step === 0
      ? initial && lostWeights(program, tensors, initial)
      : position.step === resumedAt && lostState(program, tensors, position)
  if (lost) notice(lost)
  await trainer.load(name, program)
  return name
}
