import type { Source } from './data/source.ts'
import { compileStep } from './program.ts'
import type { Phase } from './recipes/recipe.ts'
import { averagedBy, StepBuilder } from './step.ts'
import type { Trainer } from './trainer.ts'

/** Of each batch a tenth goes into the running statistics, so of 16 batches they are five sixths. */
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
    const program = compileStep(step)
    // The first time they start at those of training.
    for (const average of program.written) {
      if (trainer.tensors.has(average)) continue
      const { shape, data } = trainer.tensors.get(averagedBy(average))
      trainer.tensors.load(average, { shape, data: data.slice() })
    }
    await trainer.load('settle', program)
  }
  for (let pass = 0; pass < BATCHES; pass++) await trainer.run('settle', await source.batch(pass, size), pass)
}
