import { defect, GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { DeviceTensor, OpenSession, Session, SessionTensor } from '../../graph/session.ts'
import { type Shape, sizeOf } from '../../graph/shapes.ts'
import { Random } from '../../nets/random.ts'
import type { Batch } from './batch.ts'
import { nextName, type Program, reportName, resultName } from './program.ts'
import type { Moment } from './step.ts'
import { allFinite, type NamedTensor, Tensors } from './tensors.ts'

/** Where a run stands, apart from its tensors. All that is random follows from the seed and the step. */
export interface Position {
  step: number
  /** Batches taken from the source. */
  batches: number
  /** Updates of every group. */
  updates: Record<string, number>
}

interface Loaded {
  readonly program: Program
  readonly session: Session
  /** State tensors whose new contents go over the old ones. */
  readonly inPlace: ReadonlySet<string>
  /** Buffers of noise, scalars and reports, kept from step to step. */
  readonly buffers: Map<string, Float32Array>
}

/** Holds the tensors of a training run, and runs steps on them. `run` blocks its thread while it computes. */
export class Trainer {
  readonly tensors = new Tensors()
  readonly seed: number
  readonly total: number
  position: Position = { step: 0, batches: 0, updates: {} }
  readonly #programs = new Map<string, Loaded>()
  readonly #open: OpenSession
  readonly #keep: boolean

  /**
   * @param options.open opens the steps in a runtime
   * @param options.keep tensors stay on the device from step to step, where it can keep them; true if absent
   */
  constructor(options: { seed: number; total: number; open: OpenSession; keep?: boolean }) {
    this.seed = options.seed
    this.total = options.total
    this.#open = options.open
    this.#keep = options.keep ?? true
  }

  /** Makes a step ready, and the tensors that it needs and that are not there yet. */
  async load(name: string, program: Program): Promise<void> {
    this.tensors.initialise(program.state, this.seed)
    const kept = this.#keep ? program.written.map(nextName) : []
    const { deferred } = program
    const session = await this.#open(program.model, { deferred, ...(kept.length > 0 && { kept }) })
    const buffers = new Map<string, Float32Array>()
    const reserve = (key: string, shape: Shape) => buffers.set(key, new Float32Array(sizeOf(shape)))
    for (const noise of program.noises) reserve(noise.name, noise.shape)
    for (const scalar of program.scalars.keys()) reserve(scalar, [])
    for (const report of program.reports) reserve(reportName(report), [])
    for (const { name, shape } of program.results) reserve(resultName(name), shape)
    const { late } = session
    const inPlace = late
      ? new Set(program.written.filter((state) => program.inPlace.has(state) || late.has(nextName(state))))
      : program.inPlace
    this.#programs.set(name, { program, session, inPlace, buffers })
  }

  has(name: string): boolean {
    return this.#programs.has(name)
  }

  /** The tensors that a step gives new contents. */
  writtenBy(name: string): readonly string[] {
    return this.#loaded(name).program.written
  }

  /**
   * Runs a step once: parameters, optimiser state and running statistics become their new values.
   *
   * @param pass tells apart runs of one program within a step, so that each draws its own noise
   * @returns the losses and other curves
   * @throws invalid-input naming step and tensor when a loss is not finite; the tensors are then spoilt
   */
  async run(name: string, batch: Batch, pass = 0): Promise<Record<string, number>> {
    const loaded = this.#loaded(name)
    const { program } = loaded
    const kept = await this.#compute(loaded, batch, `${name}#${pass}`, this.position.step)
    for (const state of program.written)
      this.tensors.update(state, loaded.inPlace.has(state), kept.get(nextName(state)))
    const { updates } = this.position
    for (const group of program.updated) updates[group] = (updates[group] ?? 0) + 1
    return this.#reports(loaded)
  }

  /**
   * Runs a step that trains nothing, always with the same noise.
   *
   * @param pass another one draws other noise
   * @returns its results
   */
  async view(name: string, batch: Batch, pass = 0): Promise<Map<string, NamedTensor>> {
    const loaded = this.#loaded(name)
    await this.#compute(loaded, batch, pass === 0 ? name : `${name}#${pass}`, 0)
    return new Map(
      loaded.program.results.map(({ name: result, shape }) => [
        result,
        { shape, data: loaded.buffers.get(resultName(result))!.slice() },
      ]),
    )
  }

  /** @returns the outputs that stayed on the device */
  async #compute(
    { program, session, inPlace, buffers }: Loaded,
    batch: Batch,
    stream: string,
    step: number,
  ): Promise<ReadonlyMap<string, DeviceTensor>> {
    const moment = this.#moment()
    for (const { name, kind } of program.noises)
      new Random(this.seed, `${stream}/${name}`, step).fill(buffers.get(name)!, kind)
    for (const [scalar, at] of program.scalars) buffers.get(scalar)![0] = at(moment)
    const feeds: Record<string, SessionTensor | DeviceTensor> = {}
    const fetches: Record<string, SessionTensor> = {}
    const wrapBuffer = (
      target: Record<string, SessionTensor | DeviceTensor>,
      key: string,
      shape: Shape = [],
    ) => {
      target[key] = wrap(buffers.get(key)!, shape)
    }
    for (const name of program.read) feeds[name] = this.tensors.lying(name)
    for (const { name, shape } of program.data)
      feeds[`data/${name}`] = wrap(dataOf(batch, name, shape), shape)
    for (const { name, shape } of program.noises) wrapBuffer(feeds, name, shape)
    for (const scalar of program.scalars.keys()) wrapBuffer(feeds, scalar)
    for (const name of program.written) fetches[nextName(name)] = this.tensors.room(name, inPlace.has(name))
    for (const report of program.reports) wrapBuffer(fetches, reportName(report))
    for (const { name, shape } of program.results) wrapBuffer(fetches, resultName(name), shape)
    if (session.runKeeping) return session.runKeeping(feeds, fetches)
    await session.run(feeds, fetches)
    return new Map()
  }

  /** Ends the sessions. The tensors stay that lie in the processor's memory. */
  async release(): Promise<void> {
    const loaded = [...this.#programs.values()]
    this.#programs.clear()
    for (const { session } of loaded) await session.release()
    this.tensors.release()
  }

  #loaded(name: string): Loaded {
    const loaded = this.#programs.get(name)
    if (!loaded) throw new GanvasError('internal', `The step '${name}' was not loaded.`)
    return loaded
  }

  #moment(): Moment {
    const { step, updates } = this.position
    return { step, total: this.total, updates: (group) => updates[group] ?? 0 }
  }

  async #reports({ program, buffers }: Loaded): Promise<Record<string, number>> {
    const values = Object.fromEntries(
      program.reports.map((report) => [report, buffers.get(reportName(report))![0]!]),
    )
    const broken = Object.keys(values).find((report) => !Number.isFinite(values[report]))
    if (broken) {
      const step = this.position.step + 1
      await this.tensors.fetch(program.written)
      const culprit = program.written.find((state) => !allFinite(this.tensors.get(state).data))
      throw new GanvasError(
        'invalid-input',
        culprit === undefined
          ? text('training.lossNotFinite', { step, report: broken, value: String(values[broken]) })
          : text('training.lossAndTensorNotFinite', {
              step,
              report: broken,
              value: String(values[broken]),
              tensor: culprit,
            }),
      )
    }
    return values
  }
}

const wrap = (data: Float32Array, shape: Shape): SessionTensor => ({ data, shape })

function dataOf(batch: Batch, name: string, shape: Shape): Float32Array {
  const data = batch[name]
  if (data?.length !== sizeOf(shape))
    throw defect(
      'invalid-input',
      `The batch has ${data?.length ?? 'no'} numbers for '${name}', and the step needs ${sizeOf(shape)}.`,
      { name },
    )
  return data
}
