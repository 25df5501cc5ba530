import type { Source } from '../data/source.ts'
import type { Results, Training } from '../game/training.ts'
import { pictureGrid } from '../shown/grid.ts'
import type { Batch } from '../step/batch.ts'
import { compileStep } from '../step/program.ts'
import { StepBuilder } from '../step/step.ts'
import type { Trainer } from '../step/trainer.ts'

/** What a training shows of itself at one step. */
export interface Sample {
  png: Uint8Array
  figures: Record<string, number>
}

/** Draws and measures what a training looks at, on the same examples each time. */
export class Sampler {
  readonly #training: Training
  readonly #source: Source
  #viewed: Promise<Batch> | null = null

  constructor(training: Training, source: Source) {
    this.#training = training
    this.#source = source
  }

  /** @returns null for a training that shows nothing */
  async look(trainer: Trainer): Promise<Sample | null> {
    const { view, viewRows = 8, picture, figures } = this.#training
    if (!view) return null
    await loadView(trainer, 'view', view, viewRows)
    this.#viewed ??= this.#source.batch(0, viewRows)
    const results = await trainer.view('view', await this.#viewed)
    const png = await (picture ? picture(results) : pictureGrid([...results.values()]))
    return { png, figures: { ...figures?.(results), ...(await this.#judge(trainer)) } }
  }

  /** The figures of the judges that look at examples of their own, from the first batch on. */
  async #judge(trainer: Trainer): Promise<Record<string, number>> {
    const found: Record<string, number> = {}
    for (const [index, { rows, batches, view, figures }] of (this.#training.judges ?? []).entries()) {
      const name = `judge${index}`
      await loadView(trainer, name, view, rows)
      const seen: Results[] = []
      for (let pass = 0; pass < batches; pass++)
        seen.push(await trainer.view(name, await this.#source.batch(pass, rows), pass))
      Object.assign(found, figures(oneAfterTheOther(seen)))
    }
    return found
  }
}

async function loadView(
  trainer: Trainer,
  name: string,
  view: NonNullable<Training['view']>,
  rows: number,
): Promise<void> {
  if (trainer.has(name)) return
  const builder = new StepBuilder()
  view(builder, rows)
  await trainer.load(name, compileStep(builder, { readOnly: true }))
}

/** Results of several batches as those of one. */
function oneAfterTheOther(batches: readonly Results[]): Results {
  const joined = [...batches[0]!].map(([name, { shape }]) => {
    const parts = batches.map((each) => each.get(name)!.data)
    const data = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
    let offset = 0
    for (const part of parts) {
      data.set(part, offset)
      offset += part.length
    }
    return [name, { shape: [shape[0]! * batches.length, ...shape.slice(1)], data }] as const
  })
  return new Map(joined)
}
