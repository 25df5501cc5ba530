import { InferenceSession, Tensor } from 'onnxruntime-node'
import { GanvasError } from '../contract/errors.ts'
import { type Shape, sizeOf } from '../graph/shapes.ts'
import { nextName, type Program, reportName } from './program.ts'
import { Random } from './random.ts'
import type { Moment } from './step.ts'
import { allFinite, Tensors } from './tensors.ts'

/** The contents of the data inputs of a step, by name; row-major, of the shape that the step declared. */
export type Batch = Readonly<Record<string, Float32Array>>

export type SessionOptions = InferenceSession.SessionOptions

/** Where a run stands, apart from its tensors. All that is random follows from the seed and the step. */
export interface Position {
  step: number
  updates: Record<string, number>
}

interface Loaded {
  readonly program: Program
  readonly session: InferenceSession
  /** Buffers of noise, scalars and reports, kept from step to step. */
  readonly buffers: Map<string, Float32Array>
}

/** Holds the tensors of a training run, and runs steps on them. `run` blocks its thread while it computes. */
export class Trainer {
  readonly tensors = new Tensors()
  readonly seed: number
  readonly total: number
  position: Position = { step: 0, updates: {} }
  readonly #programs = new Map<string, Loaded>()
  readonly #sessionOptions: SessionOptions

  constructor(options: { seed: number; total: number; session?: SessionOptions }) {
    this.seed = options.seed
    this.total = options.total
    this.#sessionOptions = { ...standardOptions, ...options.session }
  }

  /** Makes a step ready, and the tensors that it needs and that are not there yet. */
  async load(name: string, program: Program): Promise<void> {
    this.tensors.initialise(program.state, this.seed)
    const session = await InferenceSession.create(program.model, this.#sessionOptions)
    const buffers = new Map<string, Float32Array>()
    const reserve = (key: string, shape: Shape) => buffers.set(key, new Float32Array(sizeOf(shape)))
    for (const noise of program.noises) reserve(noise.name, noise.shape)
    for (const scalar of program.scalars.keys()) reserve(scalar, [])
    for (const report of program.reports) reserve(reportName(report), [])
    this.#programs.set(name, { program, session, buffers })
  }

  programs(): readonly string[] {
    return [...this.#programs.keys()]
  }

  program(name: string): Program {
    return this.#loaded(name).program
  }

  /**
   * Runs a step once: parameters, optimiser state and running statistics become their new values.
   *
   * @param pass tells apart runs of one program within a step, so that each draws its own noise
   * @returns the losses and other curves
   * @throws invalid-input naming step and tensor when a loss is not finite; the tensors are then spoilt
   */
  async run(name: string, batch: Batch, pass = 0): Promise<Record<string, number>> {
    const { program, session, buffers } = this.#loaded(name)
    const moment = this.#moment()
    for (const noise of program.noises)
      new Random(this.seed, `${name}#${pass}/${noise.name}`, this.position.step).fill(
        buffers.get(noise.name)!,
        noise.kind,
      )
    for (const [scalar, at] of program.scalars) buffers.get(scalar)![0] = at(moment)
    const feeds: Record<string, Tensor> = {}
    for (const { name: state, shape } of program.state)
      feeds[state] = wrap(this.tensors.get(state).data, shape)
    for (const { name: part, shape } of program.data)
      feeds[`data/${part}`] = wrap(dataOf(batch, part, shape), shape)
    for (const noise of program.noises) feeds[noise.name] = wrap(buffers.get(noise.name)!, noise.shape)
    for (const scalar of program.scalars.keys()) feeds[scalar] = wrap(buffers.get(scalar)!, [])
    const fetches: Record<string, Tensor> = {}
    for (const state of program.written) {
      const { data, shape } = this.tensors.get(state)
      fetches[nextName(state)] = wrap(program.inPlace.has(state) ? data : this.tensors.spare(state), shape)
    }
    for (const report of program.reports)
      fetches[reportName(report)] = wrap(buffers.get(reportName(report))!, [])
    await session.run(feeds, fetches)
    for (const state of program.written) if (!program.inPlace.has(state)) this.tensors.swap(state)
    for (const group of program.updated) this.position.updates[group] = moment.updates(group) + 1
    return this.#reports(program, buffers)
  }

  /** Ends the sessions. The tensors stay. */
  async release(): Promise<void> {
    const loaded = [...this.#programs.values()]
    this.#programs.clear()
    for (const { session } of loaded) await session.release()
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

  #reports(program: Program, buffers: ReadonlyMap<string, Float32Array>): Record<string, number> {
    const values = Object.fromEntries(
      program.reports.map((report) => [report, buffers.get(reportName(report))![0]!]),
    )
    const broken = Object.keys(values).find((report) => !Number.isFinite(values[report]))
    if (broken) {
      const culprit = program.written.find((state) => !allFinite(this.tensors.get(state).data))
      throw new GanvasError(
        'invalid-input',
        `At step ${this.position.step} '${broken}' became ${values[broken]}${culprit ? `; the first tensor that is no longer finite is '${culprit}'` : ''}. Lower the learning rate, or resume from the last checkpoint.`,
        { step: this.position.step, report: broken, tensor: culprit ?? broken },
      )
    }
    return values
  }
}

const standardOptions: SessionOptions = {
  graphOptimizationLevel: 'all',
  executionMode: 'sequential',
  enableCpuMemArena: true,
  enableMemPattern: true,
  logSeverityLevel: 3,
}

const wrap = (data: Float32Array, shape: Shape): Tensor => new Tensor('float32', data, shape)

function dataOf(batch: Batch, name: string, shape: Shape): Float32Array {
  const data = batch[name]
  if (data?.length !== sizeOf(shape))
    throw new GanvasError(
      'invalid-input',
      `The batch has ${data?.length ?? 'no'} numbers for '${name}', and the step needs ${sizeOf(shape)}.`,
      { name },
    )
  return data
}
