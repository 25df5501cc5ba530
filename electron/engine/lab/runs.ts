import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { diskError } from '../../contract/diskError.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { RunInfo } from '../../contract/procedures/lab.ts'
import { text } from '../../contract/text.ts'
import type { Log } from '../logs.ts'
import { type StartingPoint, startOf } from '../models/startingPoint.ts'
import type { Claims } from '../ownership/claims.ts'
import type { ChoosePlace } from '../sessions/place.ts'
import { infoOf } from './info.ts'
import { LiveRun } from './liveRun.ts'
import { folderOf as dataFolder, optionsOf } from './plan.ts'
import { type RunRecord, readRecord, runNames, writeRecord } from './record.ts'
import { hasCheckpoint, readCurves } from './runFiles.ts'

/** The runs of a training are looked at and saved about this often over its length, and after so many steps at most. */
const LOOKS = 20
const MAX_STEPS_BETWEEN = 500

/** The runs of the Lab, each in a folder of its own. At most one of them is under way. */
export class Runs {
  readonly #folder: string
  readonly #startingPoint: (from: string | null) => Promise<StartingPoint | null>
  readonly #place: ChoosePlace
  readonly #claims: Claims
  readonly #log: Log
  #live: LiveRun | null = null
  /** Resolves when the last run has ended and its folder may be taken by another studio. */
  #released: Promise<void> = Promise.resolve()
  /** Records of runs that ended on a disk without room for them: they are written as soon as there is some. */
  readonly #unwritten = new Map<string, RunRecord>()

  /** @param startingPoint of the model of a name, where a run goes on from one */
  constructor(
    folder: string,
    startingPoint: (from: string | null) => Promise<StartingPoint | null>,
    place: ChoosePlace,
    claims: Claims,
    log: Log,
  ) {
    this.#folder = folder
    this.#startingPoint = startingPoint
    this.#place = place
    this.#claims = claims
    this.#log = log
  }

  folderOf(name: string): string {
    return join(this.#folder, name)
  }

  /** The run of a name, if it is under way. */
  live(name: string): LiveRun | null {
    return this.#live?.name === name ? this.#live : null
  }

  /** @throws GanvasError `not-found` when it is not under way, `unavailable` when it is in another studio */
  async underWay(name: string): Promise<LiveRun> {
    const run = this.live(name)
    if (!run) await this.#mustBeHere(name)
    if (!run) throw new GanvasError('not-found', text('lab.notRunning', { name }))
    return run
  }

  /** @throws GanvasError `not-found` */
  async known(name: string): Promise<RunRecord> {
    const live = this.live(name)
    if (live) return live.record
    const record = (await this.#unwrittenEnd(name)) ?? (await readRecord(this.folderOf(name)))
    if (!record) throw new GanvasError('not-found', text('lab.noRun', { name }))
    return record
  }

  async info(name: string): Promise<RunInfo> {
    const live = this.live(name)
    const elsewhere = live === null && (await this.#isElsewhere(name))
    return infoOf({ name, folder: this.folderOf(name), read: () => this.known(name), live, elsewhere })
  }

  /** Newest first. */
  async list(): Promise<RunInfo[]> {
    const names = await runNames(this.#folder)
    const infos = await Promise.all(
      names.map(async (name) =>
        this.live(name) || (await readRecord(this.folderOf(name))) ? this.info(name) : null,
      ),
    )
    return infos.filter((run) => run !== null).sort((a, b) => b.created - a.created)
  }

  /**
   * Whether a run may begin, or that of a name go on.
   * @throws GanvasError `unavailable` while another run is under way, or the one itself in another studio
   */
  async mayBegin(name?: string): Promise<void> {
    if (name !== undefined) await this.#mustBeHere(name)
    if (this.#live) throw new GanvasError('unavailable', text('lab.busy', { title: this.#live.record.title }))
  }

  /** A folder of a name that tells the run by its title, and that none has yet. @returns the name */
  async newFolder(title: string): Promise<string> {
    const stem =
      title
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 50) || 'run'
    for (let number = 1; ; number++) {
      const name = number === 1 ? stem : `${stem}-${number}`
      const folder = this.folderOf(name)
      try {
        await mkdir(this.#folder, { recursive: true })
        await mkdir(folder)
        return name
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw diskError('makeFolder', folder, error)
      }
    }
  }

  /** Begins, or goes on from the checkpoint in the run's folder. */
  async begin(name: string, record: RunRecord): Promise<void> {
    await this.mayBegin()
    const folder = this.folderOf(name)
    if (!(await this.#claims.claim(folder, this))) throw elsewhere(record.title)
    try {
      await this.#begin(name, record)
    } catch (thrown) {
      await this.#claims.release(folder, this)
      throw thrown
    }
  }

  async #begin(name: string, record: RunRecord): Promise<void> {
    const folder = this.folderOf(name)
    const { plan } = record
    const { settings } = plan
    const resume = await hasCheckpoint(folder)
    const start = resume ? null : await this.#startingPoint(plan.from)
    const every = Math.max(1, Math.min(MAX_STEPS_BETWEEN, Math.ceil(settings.steps / LOOKS)))
    const data = {
      recipe: record.recipe,
      data: dataFolder(plan.data),
      out: folder,
      steps: settings.steps,
      batch: settings.batch,
      seed: settings.seed,
      place: await this.#place(record.title),
      resume,
      options: optionsOf(plan),
      threads: settings.threads,
      checkpointEvery: every,
      sampleEvery: every,
      ...(start && startOf(start)),
      keepBest: true,
      background: true,
    }
    const begun: RunRecord = { ...record, state: 'training', problem: null }
    await writeRecord(folder, begun)
    this.#unwritten.delete(name)
    const rows = resume ? await readCurves(folder) : []
    await this.mayBegin()
    const run = new LiveRun({ name, folder, record: begun, rows }, data, (warning) => this.#log.warn(warning))
    this.#live = run
    this.#released = run.ended.then(async () => {
      if (run.unwritten) this.#unwritten.set(name, run.record)
      if (this.#live === run) this.#live = null
      await this.#claims.release(folder, this)
    })
  }

  /** @throws GanvasError `unavailable` while it is under way; `not-found` */
  async delete(name: string): Promise<void> {
    const live = this.live(name)
    if (live) throw new GanvasError('unavailable', text('lab.stillRunning', { title: live.record.title }))
    await this.#mustBeHere(name)
    this.#unwritten.delete(name)
    await rm(this.folderOf(name), { recursive: true, force: true }).catch((error) => {
      throw diskError('remove', this.folderOf(name), error)
    })
  }

  /** Cuts the run that is under way off at a checkpoint. */
  async end(): Promise<void> {
    this.#live?.cutOff()
    await this.#released
  }

  async #isElsewhere(name: string): Promise<boolean> {
    return this.#claims.isOthers(this.folderOf(name), this)
  }

  /** @throws GanvasError `not-found`, `unavailable` */
  async #mustBeHere(name: string): Promise<void> {
    const { title } = await this.known(name)
    if (await this.#isElsewhere(name)) throw elsewhere(title)
  }

  /** How a run ended that could not be written down, which is tried again. */
  async #unwrittenEnd(name: string): Promise<RunRecord | undefined> {
    const record = this.#unwritten.get(name)
    if (record)
      await writeRecord(this.folderOf(name), record).then(
        () => this.#unwritten.delete(name),
        // Logged when the run ended; the record itself says that the disk is full.
        () => {},
      )
    return record
  }
}

const elsewhere = (title: string) => new GanvasError('unavailable', text('lab.elsewhere', { title }))
