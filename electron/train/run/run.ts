import { join } from 'node:path'
import { GanvasError } from '../../contract/errors.ts'
import { type Text, text } from '../../contract/text.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { isOutOfMemory } from '../../graph/session.ts'
import { Prefetch } from '../data/prefetch.ts'
import { type Batch, rowsOf, type Source } from '../data/source.ts'
import {
  checkedOptions,
  type Opened,
  type Results,
  type RunSettings,
  type Training,
} from '../games/recipe.ts'
import { checkGiven } from '../given/record.ts'
import { pictureGrid } from '../shown/grid.ts'
import { compileStep } from '../step/program.ts'
import { type Part, StepBuilder } from '../step/step.ts'
import { Trainer } from '../step/trainer.ts'
import { bestSoFar, isBetter } from './best.ts'
import { bestFile, type Checkpoint, checkpointFile, encodeCheckpoint, readCheckpoint } from './checkpoint.ts'
import { Curves } from './curves.ts'
import { architectureOf, readForeign, writeForeign } from './foreign.ts'
import { inferenceGraph } from './inferenceGraph.ts'
import { lostState, lostWeights } from './lostState.ts'
import type { RunOptions, RunResult } from './options.ts'
import { Pace } from './pace.ts'
import { halved } from './parts.ts'
import { RECALIBRATION, recalibrate } from './recalibrate.ts'

type Losses = Record<string, number>

/** What a run is told, its settings complete. */
export type RunSetup = RunOptions & { settings: RunSettings }

/** One training run on its way. */
export class Run {
  readonly #options: RunSetup
  readonly #training: Training
  readonly #source: Source
  readonly #watched: Source
  /** The recipe's options, complete. */
  readonly #chosen: Record<string, unknown>
  readonly #curves: Curves
  readonly #prefetch: Prefetch
  /** Passes in which a batch is taken; more than one where it does not fit into memory whole. */
  #parts: number
  #trainer: Trainer
  #viewed: Promise<Batch> | null = null
  #told = 0
  /** The best of the figure that the recipe is judged by. */
  #best: number | null

  /** @throws invalid-input for options that the recipe does not have or cannot use, and for data without pictures */
  static async open(options: RunSetup, saved: Checkpoint | null): Promise<Run> {
    const { recipe, settings, out } = options
    const { batch } = settings
    const parts = Math.max(options.accumulate ?? 1, saved?.parts ?? 1)
    if (batch % parts !== 0)
      throw new GanvasError('invalid-input', text('training.unevenPasses', { batch, parts }))
    const given = { ...saved?.options, ...options.options }
    const chosen = checkedOptions(recipe, given)
    const foreign = saved ? await readForeign(out, options.files) : (options.foreign ?? null)
    if (foreign && !saved) await writeForeign(out, foreign, options.files)
    const tensors = saved?.tensors ?? options.initial
    const start = {
      tensors: tensors ?? new Map(),
      resumed: saved !== null,
      ...(foreign && { network: architectureOf(foreign) }),
    }
    const opened = await recipe.open(settings, chosen)
    const training = await recipe.prepare(settings, chosen, opened, start)
    checkGiven(saved?.given ?? [], training.given ?? [])
    await training.ready?.(options.open)
    if (parts > 1 && training.whole) throw unsplit(training.whole, parts)
    const curvesPath = join(out, 'curves.jsonl')
    const curves = await Curves.open(curvesPath, saved?.position.step ?? 0)
    const best = training.selectedBy ? await bestSoFar(curvesPath, training.selectedBy) : null
    const data = { ...opened, ...(options.openSource && { source: options.openSource(settings, given) }) }
    return new Run(options, training, data, chosen, parts, curves, saved, best?.value ?? null)
  }

  private constructor(
    options: RunSetup,
    training: Training,
    { source, watched = source }: Opened,
    chosen: Record<string, unknown>,
    parts: number,
    curves: Curves,
    saved: Checkpoint | null,
    best: number | null,
  ) {
    this.#options = options
    this.#training = training
    this.#source = source
    this.#watched = watched
    this.#chosen = chosen
    this.#parts = parts
    this.#curves = curves
    this.#best = best
    this.#prefetch = new Prefetch(source, options.settings.batch)
    this.#trainer = this.#restored(saved)
  }

  async toTheEnd(): Promise<Omit<RunResult, 'seconds'>> {
    const { settings, signal, checkpointEvery = 1000, sampleEvery = 500 } = this.#options
    const pace = new Pace(settings.steps)
    let losses: Losses = {}
    while (this.#trainer.position.step < settings.steps) {
      await this.#mayGoOn(pace)
      if (signal.aborted) break
      const step = this.#trainer.position.step + 1
      try {
        losses = await this.#step()
      } catch (error) {
        if (!isOutOfMemory(error)) throw error
        await this.#halveBatch(error)
        continue
      }
      this.#trainer.position.step = step
      const last = step === settings.steps
      if (step % sampleEvery === 0 || last) losses = { ...losses, ...(await this.#sample()) }
      this.#curves.add(step, losses)
      this.#options.onEvent({
        kind: 'progress',
        step,
        total: settings.steps,
        secondsLeft: pace.left(step),
        losses,
      })
      this.#tellSkipped()
      if (this.#isBest(losses)) await this.#save(bestFile)
      if (step % checkpointEvery === 0 && !last) await this.#save()
    }
    // Stopped before its first step, there is nothing to keep.
    if (this.#trainer.position.step > 0) {
      await this.#recalibrate(signal.aborted ? RECALIBRATION.soon : RECALIBRATION.thoroughly)
      await this.#save()
      await this.#publish()
    }
    return { step: this.#trainer.position.step, stopped: signal.aborted, losses }
  }

  async release(): Promise<void> {
    await this.#source.close?.()
    await this.#trainer.release()
  }

  /** Lets messages in, such as one that stops the run, and waits while it is paused. */
  async #mayGoOn(pace: Pace): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    const began = performance.now()
    await this.#options.ready?.()
    pace.pause(performance.now() - began)
  }

  /** Every pass of the recipe's plan, on a batch of its own. */
  async #step(): Promise<Losses> {
    const { position } = this.#trainer
    const losses: Losses = {}
    for (const [pass, phases] of this.#training.plan(position.step).entries()) {
      const batch = await this.#prefetch.take(position.batches)
      const steps = this.#parts === 1 ? [phases] : phases.map((phase) => [phase])
      for (const each of steps) Object.assign(losses, await this.#pass(each, batch, pass))
      position.batches++
    }
    return losses
  }

  async #pass(phases: readonly string[], batch: Batch, pass: number): Promise<Losses> {
    const { batch: size } = this.#options.settings
    const count = this.#parts
    const sums: Losses = {}
    for (let part = 0; part < count; part++) {
      const name = await this.#loaded(phases, { count, last: part === count - 1 })
      const rows = count === 1 ? batch : rowsOf(batch, size, (part * size) / count, size / count)
      const losses = await this.#trainer.run(name, rows, pass * count + part)
      for (const [key, value] of Object.entries(losses)) sums[key] = (sums[key] ?? 0) + value / count
    }
    return sums
  }

  /** Compiles a combination of phases when it is first needed. */
  async #loaded(phases: readonly string[], part: Part): Promise<string> {
    const name =
      part.count === 1 ? phases.join('+') : `${phases.join('+')}/${part.count}${part.last ? ' last' : ''}`
    if (this.#trainer.has(name)) return name
    const step = new StepBuilder(part)
    for (const phase of phases) this.#training.phases[phase]!(step, this.#options.settings.batch / part.count)
    const program = compileStep(step)
    const { tensors, position } = this.#trainer
    const { initial } = this.#options
    const lost =
      position.step === 0
        ? initial && lostWeights(program, tensors, initial)
        : lostState(program, tensors, position)
    if (lost) this.#notice(lost)
    await this.#trainer.load(name, program)
    return name
  }

  /** Whether a figure is better than all before it, where the best is to be kept. */
  #isBest(losses: Losses): boolean {
    const { selectedBy } = this.#training
    const value = selectedBy && losses[selectedBy.figure]
    if (!this.#options.keepBest || value === undefined || !isBetter(selectedBy!, value, this.#best))
      return false
    this.#best = value
    return true
  }

  /** A trainer at the last checkpoint, or at the start. */
  #restored(saved: Checkpoint | null): Trainer {
    const { settings, open, initial } = this.#options
    const trainer = new Trainer({ seed: settings.seed, total: settings.steps, open })
    // What is given may be used again, and a step writes over it.
    const given = new Map([...(initial ?? []), ...(this.#training.adapted ?? [])])
    for (const [name, tensor] of saved?.tensors ?? given)
      trainer.tensors.load(name, saved ? tensor : { shape: tensor.shape, data: tensor.data.slice() })
    if (!saved) return trainer
    trainer.position = structuredClone(saved.position)
    return trainer
  }

  /** After a step that did not fit into memory, which may have left tensors half updated. */
  async #halveBatch(cause: unknown): Promise<void> {
    const { settings, out, files } = this.#options
    const { batch } = settings
    const tried = batch / this.#parts
    if (tried === 1) throw new GanvasError('too-large', text('training.noMemory'), {}, { cause })
    if (this.#training.whole) throw unsplit(this.#training.whole, halved(batch, this.#parts), cause)
    await this.#trainer.release()
    this.#parts = halved(batch, this.#parts)
    this.#trainer = this.#restored(await readCheckpoint(out, files))
    this.#curves.forget()
    const { step } = this.#trainer.position
    const parts = this.#parts
    this.#notice(text('training.smallerPasses', { tried, step, parts, size: batch / parts }))
  }

  #notice(said: Text): void {
    this.#options.onEvent({ kind: 'notice', text: said })
  }

  #tellSkipped(): void {
    const { skipped } = this.#source
    for (; this.#told < skipped.length; this.#told++) {
      const { file, reason } = skipped[this.#told]!
      this.#notice(text('training.skipped', { file, reason }))
    }
  }

  /** Gathers the statistics of averaged weights. */
  async #recalibrate(passes: number): Promise<void> {
    const { recalibrate: phase } = this.#training
    const size = this.#options.settings.batch / this.#parts
    if (phase) await recalibrate(this.#trainer, this.#source, phase, size, passes)
  }

  /** Draws and measures what the recipe looks at. @returns the figures */
  async #sample(): Promise<Losses> {
    const { view, viewRows = 8, picture, figures } = this.#training
    if (!view) return {}
    const { out, files } = this.#options
    await this.#recalibrate(RECALIBRATION.soon)
    if (!this.#trainer.has('view')) {
      const builder = new StepBuilder()
      view(builder, viewRows)
      await this.#trainer.load('view', compileStep(builder, { readOnly: true }))
    }
    this.#viewed ??= this.#watched.batch(0, viewRows)
    const results = await this.#trainer.view('view', await this.#viewed)
    const png = await (picture ? picture(results) : pictureGrid([...results.values()]))
    const step = this.#trainer.position.step
    const path = join(out, 'samples', `${String(step).padStart(7, '0')}.png`)
    await files.write(path, [png])
    this.#options.onEvent({ kind: 'sample', step, path, png })
    return { ...figures?.(results), ...(await this.#judge()) }
  }

  /** The figures of the judges that look at examples of their own, of the watched data from its first batch on. */
  async #judge(): Promise<Losses> {
    const found: Losses = {}
    for (const [index, { rows, batches, view, figures }] of (this.#training.judges ?? []).entries()) {
      const name = `judge${index}`
      if (!this.#trainer.has(name)) {
        const builder = new StepBuilder()
        view(builder, rows)
        await this.#trainer.load(name, compileStep(builder, { readOnly: true }))
      }
      const seen: Results[] = []
      for (let pass = 0; pass < batches; pass++)
        seen.push(await this.#trainer.view(name, await this.#watched.batch(pass, rows), pass))
      Object.assign(found, figures(oneAfterTheOther(seen)))
    }
    return found
  }

  /** @throws invalid-input for a tensor that is not finite; the checkpoint on disk stays as it was */
  async #save(file = checkpointFile): Promise<void> {
    const { tensors, position } = this.#trainer
    const broken = tensors.firstBroken()
    if (broken)
      throw new GanvasError(
        'invalid-input',
        text('training.tensorNotFinite', { step: position.step, tensor: broken }),
      )
    const { out, files, recipe, settings } = this.#options
    const { given } = this.#training
    const checkpoint: Checkpoint = {
      recipe: recipe.name,
      settings,
      options: this.#chosen,
      position: structuredClone(position),
      parts: this.#parts,
      ...(given && { given: given.map(({ name, file, sha256 }) => ({ name, file, sha256 })) }),
      tensors: new Map(tensors.names.map((name) => [name, tensors.get(name)])),
    }
    await this.#curves.flush()
    await files.write(join(out, file), encodeCheckpoint(checkpoint))
  }

  /** Saves every network that the run made as a model. */
  async #publish(): Promise<void> {
    const { out, files } = this.#options
    const { tensors } = this.#trainer
    for (const [name, product] of Object.entries(this.#training.products)) {
      const graph = inferenceGraph(product, (tensor) =>
        tensors.has(tensor) ? tensors.get(tensor) : undefined,
      )
      await files.write(join(out, `${name}.onnx`), [writeOnnx(graph).model])
    }
  }
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

const unsplit = (whole: string, parts: number, cause?: unknown) =>
  new GanvasError('too-large', text('training.wholeBatch', { what: whole, parts }), {}, { cause })
