import { momentum } from '../../nets/layers.ts'
import type { Source } from '../data/source.ts'
import type { Phase } from '../game/training.ts'
import { compileStep } from '../step/program.ts'
import { StepBuilder } from '../step/step.ts'
import type { Trainer } from '../step/trainer.ts'

/** Number of batches that statistics are gathered from: for samples during training, and for the finished network. */
export const RECALIBRATION = { soon: 8, thoroughly: 32 }

/** The program's name, by which its noise is drawn: another one would give other numbers. */
const PROGRAM = 'settle'

/**
 * Gathers the running statistics of averaged weights, from the same batches each time. Those that training gathered are
 * of the weights themselves, and off by as much as the two differ (Izmailov et al. 2018, section 3.2).
 *
 * @param phase writes the averaged networks into a step by {@link StepBuilder.recalibrating}
 * @param size of a batch
 */
export async function recalibrate(
  trainer: Trainer,
  source: Source,
  phase: Phase,
  size: number,
  passes: number,
): Promise<void> {
  if (!trainer.has(PROGRAM)) {
    const step = new StepBuilder()
    phase(step, size)
    await trainer.load(PROGRAM, compileStep(step))
  }
  const gathered = trainer.writtenBy(PROGRAM)
  const { tensors } = trainer
  const read = (name: string) => tensors.get(name).data
  await tensors.fetch(gathered)
  const sums = gathered.map((name) => new Float64Array(read(name).length))
  for (let pass = 0; pass < passes; pass++) {
    // From zero, a pass leaves a share of its own batch's statistics and nothing of those before.
    for (const name of gathered) read(name).fill(0)
    await trainer.run(PROGRAM, await source.batch(pass, size), pass)
    await tensors.fetch(gathered)
    for (const [index, name] of gathered.entries())
      for (const [at, value] of read(name).entries()) sums[index]![at]! += value
  }
  const share = passes * (1 - momentum)
  for (const [index, name] of gathered.entries())
    for (const [at, sum] of sums[index]!.entries()) read(name)[at] = sum / share
}
