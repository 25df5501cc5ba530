import { join } from 'node:path'
import { GanvasError } from '../../contract/errors.ts'
import { type Text, text } from '../../contract/text.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { isOutOfMemory, LostTensor } from '../../graph/session.ts'
import { Prefetch } from '../data/prefetch.ts'
import type { Source } from '../data/source.ts'
import { checkedOptions } from '../game/recipe.ts'
import type { Opened, RunSettings, Training } from '../game/training.ts'
import { checkGiven } from '../given/record.ts'
import { Trainer } from '../step/trainer.ts'
import { bestSoFar, isBetter } from './best.ts'
import { bestFile, type Checkpoint, checkpointFile, encodeCheckpoint, readCheckpoint } from './checkpoint.ts'
import { Curves, curvesFile } from './curves.ts'
import { architectureOf, readForeign, writeForeign } from './foreign.ts'
import { inferenceGraph } from './inferenceGraph.ts'
import type { RunOptions, RunResult } from './options.ts'
import { Pace } from './pace.ts'
import { halved } from './parts.ts'
import { type Passes, takeStep } from './passes.ts'
import { RECALIBRATION, recalibrate } from './recalibrate.ts'
import { samplePath } from './sampleFiles.ts'
import { Sampler } from './sampler.ts'

type Losses = Record<string, number>

/** The complete settings of a run. */
export type RunSetup = RunOptions & { settings: RunSettings }

/** One training run on its way. */
export class Run {
  readonly #options: RunSetup
  readonly #training: Training
  readonly #source: Source
  readonly #classes: readonly string[] | undefined
  readonly #sampler: Sampler
  /** The recipe's options, complete. */
  readonly #chosen: Record<string, unknown>
  #curves: Curves
  readonly #prefetch: Prefetch
  /** Passes in which a batch is taken; more than one where it does not fit into memory whole. */
  #parts: number
  /** Whether tensors may stay on the device between steps. */
  #keep = true
  #trainer: Trainer
  #told = 0
  /** The best of the figure that the recipe is judged by. */
  #best: number | null
  readonly #resumedAt: number | null

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
    const curvesPath = join(out, curvesFile)
    const curves = await Curves.open(curvesPath, saved?.position.step ?? 0)
    const best = training.selectedBy ? await bestSoFar(curvesPath, training.selectedBy) : null
    const data = { ...opened, ...(options.openSource && { source: options.openSource(settings, given) }) }
    return new Run(options, training, data, chosen, parts, curves, saved, best?.value ?? null)
  }

  private constructor(
    options: RunSetup,
    training: Training,
    { source, watched = source, classes }: Opened,
    chosen: Record<string, unknown>,
    parts: number,
    curves: Curves,
    saved: Checkpoint | null,
    best: number | null,
  ) {
    this.#options = options
    this.#training = training
    this.#source = source
    this.#classes = classes
    this.#sampler = new Sampler(training, watched)
    this.#chosen = chosen
    this.#parts = parts
    this.#curves = curves
    this.#best = best
    this.#resumedAt = saved?.position.step ?? null
    this.#prefetch = new Prefetch(source, options.settings.batch)
    this.#trainer = this.#restored(saved)
  }

  async toTheEnd(): Promise<Omit<RunResult, 'seconds'>> {
    for (;;)
      try {
        return await this.#goOn()
      } catch (error) {
        if (!(error instanceof LostTensor)) throw error
        await this.#withoutDevice(error)
      }
  }

  async #goOn(): Promise<Omit<RunResult, 'seconds'>> {
    const { settings, signal, checkpointEvery = 1000, sampleEvery = 500 } = this.#options
    const pace = new Pace(settings.steps)
    let losses: Losses = {}
    while (this.#trainer.position.step < settings.steps) {
      await this.#mayGoOn(pace)
      if (signal.aborted) break
      const step = this.#trainer.position.step + 1
      try {
        losses = await takeStep(this.#trainer, this.#passes, (batch) => this.#prefetch.take(batch))
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

  get #passes(): Passes {
    const { settings, initial } = this.#options
    const notice = (said: Text) => this.#notice(said)
    const [training, parts, resumedAt] = [this.#training, this.#parts, this.#resumedAt]
    return { training, batch: settings.batch, parts, initial, resumedAt, notice }
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
    const trainer = new Trainer({ seed: settings.seed, total: settings.steps, open, keep: this.#keep })
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
    const { batch } = this.#options.settings
    const tried = batch / this.#parts
    if (tried === 1) throw new GanvasError('too-large', text('training.noMemory'), {}, { cause })
    if (this.#training.whole) throw unsplit(this.#training.whole, halved(batch, this.#parts), cause)
    this.#parts = halved(batch, this.#parts)
    await this.#goBack()
    const { step } = this.#trainer.position
    const parts = this.#parts
    this.#notice(text('training.smallerPasses', { tried, step, parts, size: batch / parts }))
  }

  /** After a device took tensors with it that lay there between steps: from now on none do. */
  async #withoutDevice({ message }: LostTensor): Promise<void> {
    this.#keep = false
    await this.#goBack()
    const { step } = this.#trainer.position
    this.#notice(text('training.lostOnDevice', { step, reason: message.split('\n')[0]!.slice(0, 200) }))
  }

  /** To the last checkpoint, or to the start where there is none. */
  async #goBack(): Promise<void> {
    const { out, files } = this.#options
    await this.#trainer.release()
    this.#trainer = this.#restored(await readCheckpoint(out, files))
    this.#curves = await Curves.open(join(out, curvesFile), this.#trainer.position.step)
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

  /** Shows and measures what has been learned. @returns the figures */
  async #sample(): Promise<Losses> {
    if (!this.#training.view) return {}
    const { out, files, onEvent } = this.#options
    await this.#recalibrate(RECALIBRATION.soon)
    const { png, figures } = (await this.#sampler.look(this.#trainer))!
    const { step } = this.#trainer.position
    const path = samplePath(out, step)
    await files.write(path, [png])
    onEvent({ kind: 'sample', step, path, png })
    return figures
  }

  /** @throws invalid-input for a tensor that is not finite; the checkpoint on disk stays as it was */
  async #save(file = checkpointFile): Promise<void> {
    const { tensors, position } = this.#trainer
    await tensors.fetch()
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
      ...(this.#classes && { classes: [...this.#classes] }),
      tensors: new Map(tensors.names.map((name) => [name, tensors.get(name)])),
    }
    await this.#curves.flush()
    await files.write(join(out, file), encodeCheckpoint(checkpoint))
  }

  /** Saves every network that the run has come to as a model: stopped early, it has nothing of one that learns later. */
  async #publish(): Promise<void> {
    const { out, files } = this.#options
    const { tensors, position } = this.#trainer
    for (const [name, product] of Object.entries(this.#training.products)) {
      if (!position.updates[product.group]) continue
      const graph = inferenceGraph(product, (tensor) =>
        tensors.has(tensor) ? tensors.get(tensor) : undefined,
      )
      await files.write(join(out, `${name}.onnx`), [writeOnnx(graph).model])
    }
  }
}

const unsplit = (whole: string, parts: number, cause?: unknown) =>
  new GanvasError('too-large', text('training.wholeBatch', { what: whole, parts }), {}, { cause })
