import { toPlainError } from '../../contract/errors.ts'
import type { RunInfo } from '../../contract/procedures/lab.ts'
import { isText, text } from '../../contract/text.ts'
import type { RunEvent } from '../../train/run/options.ts'
import { stalledSince } from '../../train/run/warnings.ts'
import type { TrainData } from '../compute/trainMessages.ts'
import { startTrainThread, type TrainThread } from '../compute/trainThread.ts'
import { isFigure } from './curves.ts'
import { type RunRecord, writeRecord } from './record.ts'
import type { CurveRow } from './runFiles.ts'

/** Notices that are kept; a folder full of broken pictures would else fill the record. */
const MAX_NOTICES = 100

/** A run that the engine has under way. Its record on the disk follows it. */
export class LiveRun {
  readonly name: string
  readonly folder: string
  readonly record: RunRecord
  /** The curves from the first step on, those that are not yet on the disk too. */
  readonly rows: CurveRow[]
  state: 'training' | 'paused' | 'stopping' = 'training'
  secondsLeft: number | null = null
  /** How it ended is known here alone: the disk did not take the record. */
  unwritten = false
  /** Resolves when the thread has ended and the record says how; never rejects. */
  readonly ended: Promise<void>
  readonly #thread: TrainThread
  readonly #warn: (text: string) => void
  #since = performance.now()
  #cutOff = false
  /** Records are written one after the other, so that the last one stays. */
  #kept: Promise<void> = Promise.resolve()

  constructor(
    place: { name: string; folder: string; record: RunRecord; rows: CurveRow[] },
    data: TrainData,
    warn: (text: string) => void,
  ) {
    this.name = place.name
    this.folder = place.folder
    this.record = place.record
    this.rows = place.rows
    this.#warn = warn
    this.#thread = startTrainThread(data, (event) => this.#hear(event))
    this.ended = this.#end()
  }

  pause(paused: boolean): void {
    if (this.state === 'stopping') return
    if (paused && this.state === 'training') this.#count()
    if (!paused && this.state === 'paused') this.#since = performance.now()
    this.state = paused ? 'paused' : 'training'
    this.record.state = this.state
    // For another studio that looks on.
    this.#keep()
    this.#thread.order(paused ? 'pause' : 'resume')
  }

  stop(): void {
    if (this.state === 'training') this.#count()
    this.state = 'stopping'
    this.#thread.order('stop')
  }

  /** Stops, and leaves a record of a run that is to go on. */
  cutOff(): void {
    this.#cutOff = true
    this.stop()
  }

  /** Seconds of training until now. */
  get seconds(): number {
    const running = this.state === 'training' ? (performance.now() - this.#since) / 1000 : 0
    return this.record.seconds + running
  }

  #count(): void {
    this.record.seconds = this.seconds
    this.#since = performance.now()
  }

  #hear(event: RunEvent): void {
    if (event.kind === 'progress') {
      this.secondsLeft = event.secondsLeft
      // A batch that was halved for memory goes back to the last checkpoint.
      while (this.rows.length > 0 && this.rows.at(-1)!.step >= event.step) this.rows.pop()
      this.rows.push({ step: event.step, ...event.losses })
      if (Object.keys(event.losses).some(isFigure)) {
        this.#keep()
        this.#stopIfStalled()
      }
    } else if (event.kind === 'notice') {
      if (this.record.notices.length < MAX_NOTICES) this.record.notices.push(event.text)
    }
  }

  /** For a run that is to last for as long as something becomes better. */
  #stopIfStalled(): void {
    if (!this.record.plan.settings.untilStalled || this.state !== 'training') return
    const step = stalledSince(this.rows)
    if (step === null) return
    this.record.notices.push(text('training.stoppedStalled', { step }))
    this.stop()
  }

  /** The record now and then, for an engine that is killed. The end of the run says if it could not be written. */
  #keep(): void {
    if (this.state === 'training') this.#count()
    this.#kept = this.#kept.then(() =>
      writeRecord(this.folder, this.record).catch((thrown) => this.#warn(`${this.name}: ${String(thrown)}`)),
    )
  }

  async #end(): Promise<void> {
    try {
      const { stopped, step } = await this.#thread.result
      const early = stopped && step < this.record.plan.settings.steps
      this.record.state = !early ? 'done' : this.#cutOff ? 'training' : 'stopped'
    } catch (thrown) {
      this.record.state = 'failed'
      this.record.problem = problemOf(thrown)
      this.#warn(`${this.name}: ${this.record.problem.message}`)
    }
    if (this.state === 'training') this.#count()
    await this.#kept
    await writeRecord(this.folder, this.record).catch((thrown) => {
      // The disk is full, which is what the run has failed of, or it is gone.
      this.unwritten = true
      this.record.state = 'failed'
      this.record.problem ??= problemOf(thrown)
      this.#warn(`${this.name}: ${String(thrown)}`)
    })
  }
}

/** Why a run ended, in words that the page has in its own language where there are such. */
export function problemOf(thrown: unknown): NonNullable<RunInfo['problem']> {
  const { message, data } = toPlainError(thrown)
  if (isText(data)) return { message, text: data }
  return { message, text: null }
}
