import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { diskError } from '../../contract/diskError.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { FileSource } from '../../contract/fileEnds.ts'
import { FontScript } from '../../contract/model/fontModel.ts'
import { text } from '../../contract/text.ts'
import { FontPlan, type FontWork } from '../../contract/tools/fontWorks.ts'
import { charactersOf } from '../../tools/font/characters.ts'
import type { FontData } from '../compute/fontMessages.ts'
import { readWhole, writeAtomically } from '../disk.ts'
import { listModels } from '../models/folder.ts'
import { type GlyphLog, openGlyphLog } from './glyphLog.ts'
import {
  type LearningRecord,
  readLearning,
  type ScriptLearning,
  writeLearning,
} from './learn/learningRecord.ts'
import { openReferenceLog, type ReferenceLog } from './learn/referenceLog.ts'
import { FontPool } from './pool.ts'
import { readFont } from './readFont.ts'
import { infoOf, listWorks, readRecord, SOURCE, type WorkRecord, writeRecord } from './record.ts'
import { factsOf } from './sourceFacts.ts'
import { type FontModels, fontPlace, openModels } from './style.ts'

/** A font that is being made, and what is made of it. */
export interface OpenWork {
  readonly name: string
  readonly folder: string
  record: WorkRecord
  readonly log: GlyphLog
  /** Glyphs of the style that is to be learned, and what is known of it. */
  readonly references: ReferenceLog
  learning: LearningRecord
  /** The writing of the record that was last begun. */
  saving: Promise<unknown>
}

/** Threads that have the source of a work open, and how many use them. */
interface Kept {
  pool: FontPool
  /** Styles are made ready once, when what was asked for first is there. */
  prepared: boolean
  users: number
}

/** What the proof is set in at first, and a set that a font of Han characters is made in. */
const FIRST_PROOF = '永字八法 The Eight Principles\n天地玄黄，宇宙洪荒。'
const FIRST_SET = 'gb2312-1'

/** The fonts that are being made, each in a folder of its own with a copy of its source. */
export class Works {
  readonly #folder: string
  readonly #models: FontModels
  readonly #open = new Map<string, Promise<OpenWork>>()
  readonly #pools = new Map<string, Promise<Kept>>()
  #usual: Promise<Partial<Record<FontScript, string>>> | null = null

  constructor(folder: string, models: FontModels) {
    this.#folder = folder
    this.#models = models
  }

  list(): Promise<FontWork[]> {
    return listWorks(this.#folder)
  }

  /** @throws GanvasError as `openFont` does, for a file that is no font or cannot be used; `disk` */
  async create(file: FileSource, face: number): Promise<FontWork> {
    const bytes = 'bytes' in file ? file.bytes : await readFont(file.path)
    const name = 'bytes' in file ? file.name : basename(file.path)
    const pool = new FontPool({ source: { path: name, face, axes: {} }, bytes, models: [] }, 1)
    try {
      const described = await pool.described()
      const record: WorkRecord = {
        version: 2,
        created: Date.now(),
        source: factsOf(described, name, face),
        plan: await this.#firstPlan(described.characters),
        references: [],
        rounds: {},
        own: {},
      }
      const made = await this.#newFolder()
      try {
        await writeAtomically(join(made.folder, SOURCE), [bytes], { overwrite: false })
        await writeRecord(made.folder, record)
      } catch (thrown) {
        await rm(made.folder, { recursive: true, force: true })
        throw thrown
      }
      return infoOf(made.name, record)
    } finally {
      await pool.end()
    }
  }

  async #firstPlan(mapped: readonly number[]): Promise<FontPlan> {
    const taken = new Set((await this.list()).map(({ plan }) => plan.said.family))
    let number = 1
    const family = () => (number === 1 ? 'My Font' : `My Font ${number}`)
    while (taken.has(family())) number++
    const there = new Set(mapped)
    const han = charactersOf(FIRST_SET).every((character) => there.has(character))
    return FontPlan.parse({
      styles: { han: { kind: 'source' }, latin: { kind: 'source' } },
      characters: { sets: han ? ['ascii', FIRST_SET] : ['ascii'], text: '' },
      said: { family: family() },
      proof: { text: FIRST_PROOF },
    })
  }

  async #newFolder(): Promise<{ name: string; folder: string }> {
    // Never the name of one that was deleted: what is remembered of that one is not this one's.
    const name = `font-${randomBytes(6).toString('hex')}`
    const folder = join(this.#folder, name)
    await mkdir(folder, { recursive: true }).catch((error) => {
      throw diskError('makeFolder', folder, error)
    })
    return { name, folder }
  }

  /** @throws GanvasError `not-found` */
  open(name: string): Promise<OpenWork> {
    const opened = this.#open.get(name) ?? this.#read(name)
    this.#open.set(name, opened)
    opened.catch(() => this.#open.delete(name))
    return opened
  }

  async #read(name: string): Promise<OpenWork> {
    const folder = join(this.#folder, name)
    const record = await readRecord(folder)
    if (!record) throw new GanvasError('not-found', text('fonts.noWork', { name }))
    return {
      name,
      folder,
      record,
      log: await openGlyphLog(folder),
      references: await openReferenceLog(folder),
      learning: await readLearning(folder),
      saving: Promise.resolve(),
    }
  }

  async changeLearning(name: string, script: FontScript, change: Partial<ScriptLearning>): Promise<void> {
    const work = await this.open(name)
    work.learning = { ...work.learning, [script]: { ...work.learning[script], ...change } }
    const saving = work.saving.then(() => writeLearning(work.folder, work.learning))
    work.saving = saving.catch(() => {})
    await saving
  }

  /** What threads open of a work's source. */
  async dataOf({ folder, record: { source, plan } }: OpenWork): Promise<FontData> {
    const bytes = await readWhole(join(folder, SOURCE))
    return { source: { path: source.file, face: source.face, axes: plan.axes }, bytes }
  }

  async change(
    name: string,
    change: Partial<Pick<WorkRecord, 'plan' | 'references' | 'rounds' | 'own'>>,
  ): Promise<OpenWork> {
    const work = await this.open(name)
    work.record = { ...work.record, ...change }
    // One after the other, each as the record is by then.
    const saving = work.saving.then(() => writeRecord(work.folder, work.record))
    work.saving = saving.catch(() => {})
    await saving
    return work
  }

  async delete(name: string): Promise<void> {
    const work = await this.open(name)
    this.#open.delete(name)
    await Promise.all([work.log.close(), work.references.close()])
    await rm(work.folder, { recursive: true, force: true }).catch((error) => {
      throw diskError('remove', work.folder, error)
    })
  }

  /** Gives threads that have a work's source open; they stay for the next one who asks for the same. */
  async withPool<T>(work: OpenWork, use: (pool: FontPool) => Promise<T>): Promise<T> {
    const { axes, styles } = work.record.plan
    const models = await this.#modelsOf(styles)
    const { device, servers } = await fontPlace(this.#models.place, models[0] ?? '')
    const rounds = Object.values(styles).map((style) => style.kind === 'model' && style.round)
    const key = JSON.stringify([work.name, axes, models, rounds, device, servers])
    const kept = await this.#kept(key, work, models)
    kept.users++
    try {
      return await use(kept.pool)
    } finally {
      kept.users--
      if (!kept.prepared) void kept.pool.prepare()
      kept.prepared = true
      void this.#endOthers(key)
    }
  }

  async #kept(key: string, work: OpenWork, models: readonly string[]): Promise<Kept> {
    const before = await this.#pools.get(key)?.catch(() => undefined)
    if (before && !before.pool.ended) return before
    const opening = this.#openPool(work, models)
    this.#pools.set(key, opening)
    opening.catch(() => this.#pools.delete(key))
    return opening
  }

  async #openPool(work: OpenWork, ids: readonly string[]): Promise<Kept> {
    const data = await this.dataOf(work)
    const manners = ids.map((model) => ({ model, mixture: {} }))
    return {
      pool: new FontPool({ ...data, models: await openModels(manners, this.#models) }),
      users: 0,
      prepared: false,
    }
  }

  /** That of each script: threads that begin with a model need not be begun anew for the first style that is tried. */
  async #modelsOf(styles: FontPlan['styles']): Promise<string[]> {
    // Looked for once, since all models are read for it.
    this.#usual ??= this.#findUsual()
    const usual = await this.#usual
    return FontScript.options.flatMap((script) => {
      const style = styles[script]
      return (style.kind === 'model' ? style.model : usual[script]) ?? []
    })
  }

  /** The first model of each script. */
  async #findUsual(): Promise<Partial<Record<FontScript, string>>> {
    const models = (await Promise.all(this.#models.modelsFolders.map((folder) => listModels(folder)))).flat()
    const usable = models.filter(({ problem }) => problem === '')
    const found: Partial<Record<FontScript, string>> = {}
    for (const { id, manifest } of usable) if (manifest?.font) found[manifest.font.script] ??= id
    return found
  }

  /** Ends threads that nobody uses, but for the last ones that were asked for. */
  async #endOthers(last: string): Promise<void> {
    for (const [key, opening] of this.#pools) {
      if (key === last) continue
      const kept = await opening.catch(() => null)
      if (!kept || kept.users > 0) continue
      this.#pools.delete(key)
      await kept.pool.end()
    }
  }
}
