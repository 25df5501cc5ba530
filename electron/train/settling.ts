import { momentum } from '../nets/layers.ts'
import type { Source } from './data/source.ts'
import { compileStep } from './program.ts'
import type { Phase } from './recipes/recipe.ts'
import { StepBuilder } from './step.ts'
import type { Trainer } from './trainer.ts'

const BATCHES = 16

/**
 * Gathers the running statistics of averaged weights, from the same batches each time. Those that training gathered are
 * of the weights themselves, and off by as much as the two differ (Izmailov et al. 2018, section 3.2).
 *
 * @param phase writes the averaged networks into a step by {@link StepBuilder.settling}
 * @param size of a batch
 */
export async function settle(trainer: Trainer, source: Source, phase: Phase, size: number): Promise<void> {
  if (!trainer.has('settle')) {
    const step = new StepBuilder()
    phase(step, size)
    await trainer.load('settle', compileStep(step))
  }
  // Gathered from zero, and divided by what the batches together weigh.
  const gathered = trainer.writtenBy('settle')
  for (const name of gathered) trainer.tensors.get(name).data.fill(0)
  for (let pass = 0; pass < BATCHES; pass++) await trainer.run('settle', await source.batch(pass, size), pass)
  const weight = 1 - momentum ** BATCHES
  for (const name of gathered) {
    const { data } = trainer.tensors.get(name)
    data.forEach((value, at) => {
      data[at] = value / weight
    })
  }
}
