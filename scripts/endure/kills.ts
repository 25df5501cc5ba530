import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from '../../electron/contract/client.ts'
import type { EngineContract } from '../../electron/contract/engine.ts'
import { GanvasError } from '../../electron/contract/errors.ts'
import type { Opened } from '../../electron/contract/procedures/files.ts'
import { packProject } from '../../electron/engine/project/save.ts'
import { gradient, noise, smallDocument } from '../../electron/imaging/codecs/codecs.fixture.ts'
import { Random } from '../../electron/nets/random.ts'
import { checkpointFile, decodeCheckpoint } from '../../electron/train/run/checkpoint.ts'
import { Engine } from './engine.ts'
import { below } from './hurt.ts'
import { trainingPlan, trainToItsEnd } from './training.ts'
import type { Trial, TrialOptions } from './trial.ts'

type Studio = Client<EngineContract>

/** The longest after its start that work is killed, in milliseconds. */
const LATEST_MS = 1500

/** An engine must be back after this long, in seconds. */
const BACK_SECONDS = 2

/**
 * The engine killed while it blends, translates, saves and trains. It must be back in time; the project, whichever state of
 * it was being saved, and the recovery copy must open whole; the training must go on to the very weights of one that nothing
 * interrupted.
 */
export const kills: Trial = {
  count: 100,
  async run(options) {
    const { folder, count, seed } = options
    const engine = new Engine(join(folder, 'data'))
    const faults: string[] = []
    const back: number[] = []
    const during: Record<string, number> = {}
    try {
      const plan = await trainingPlan(folder, count)
      await (await engine.client()).call('lab.start', { title: 'killed', plan })
      const works = {
        ...(await worksOf(options)),
        train: async (studio: Studio) => void (await goOn(studio)),
      }
      const names = Object.keys(works) as (keyof typeof works)[]
      await keep(await engine.client(), 0)
      for (let number = 0; number < count; number++) {
        const random = new Random(seed, 'kills', number)
        const name = names[number % names.length]!
        const studio = await engine.client()
        await goOn(studio)
        const working = works[name](studio, number).catch((thrown: unknown) => thrown)
        await new Promise((resolve) => setTimeout(resolve, below(random, LATEST_MS)))
        await engine.kill()
        const began = performance.now()
        const next = await engine.client()
        await next.call('app.info', {})
        back.push((performance.now() - began) / 1000)
        during[name] = (during[name] ?? 0) + 1
        const thrown = await working
        if (thrown instanceof Error && !(thrown instanceof GanvasError && thrown.code === 'engine-lost'))
          faults.push(`No. ${number}, ${name}: ${thrown}`)
        faults.push(...(await lostOf(next, folder)).map((what) => `No. ${number}, ${name}: ${what}`))
      }
      const broken = await weightsOf(await trainToItsEnd(engine, 'killed', folder))
      const { name } = await (await engine.client()).call('lab.start', { title: 'unbroken', plan })
      const unbroken = await weightsOf(await trainToItsEnd(engine, name, folder))
      if (broken !== unbroken)
        faults.push('The training that was killed ended with other weights than the unbroken one.')
    } finally {
      await engine.stop()
    }
    back.sort((a, b) => a - b)
    const late = back.filter((seconds) => seconds > BACK_SECONDS).length
    return {
      kills: back.length,
      during,
      median_seconds_back: Number(back[back.length >> 1]!.toPrecision(3)),
      worst_seconds_back: Number(back.at(-1)!.toPrecision(3)),
      late,
      faults,
    }
  },
}

/** What the engine is at when it is killed. */
async function worksOf({ folder }: TrialOptions) {
  const background = gradient(1200, 900)
  const source = noise(300, 200)
  const transform = { x: 400, y: 300, scaleX: 1, scaleY: 1, rotation: 0 }
  const settings = { method: 'gp', anchor: 'composite', beta: 1, kernel: 'normal' } as const
  await save(folder, 0)
  return {
    blend: async (studio: Studio) =>
      void (await studio.call('blend.run', { background, source, transform, settings })),
    translate: async (studio: Studio) =>
      void (await studio.call('translate.run', { model: 'style-photo-monet-128', picture: background })),
    save: async (studio: Studio, number: number) => {
      for (let turn = 0; ; turn++) {
        await keep(studio, 1 + number + turn)
        await save(folder, 1 + number + turn, studio)
      }
    },
  }
}

/** A document whose pixels and name all say its number. */
function numbered(number: number) {
  const { document, rasters, composite } = smallDocument()
  const side = 64
  return {
    document: { ...document, name: `No. ${number}` },
    rasters: { ...rasters, 'photo-raster': noise(side, side, 4, number + 1) },
    composite,
  }
}

const projectIn = (folder: string) => join(folder, 'work.ganvas')

/** Saves the document of a number over the one before it; without a studio, as a first file that is there. */
async function save(folder: string, number: number, studio?: Studio): Promise<void> {
  const path = projectIn(folder)
  if (studio) await studio.call('project.save', { ...numbered(number), target: { path, overwrite: true } })
  else {
    const { document, rasters, composite } = numbered(number)
    await writeFile(path, await packProject(document, rasters, composite))
  }
}

/** Autosaves the document of a number. */
async function keep(studio: Studio, number: number): Promise<void> {
  const { document, rasters } = numbered(number)
  const tiled: Record<string, { width: number; height: number; channels: 1 | 4; tiles: string[] }> = {}
  for (const [id, pixels] of Object.entries(rasters)) {
    const { width, height, channels } = pixels
    const tile = `${id}-${number}`
    await studio.call('recovery.putTile', { documentId: document.id, tile, pixels })
    tiled[id] = { width, height, channels: channels as 1 | 4, tiles: [tile] }
  }
  await studio.call('recovery.commit', { documentId: document.id, document, rasters: tiled })
}

/** What of the project or of the recovery copy is not as one of their states was. */
async function lostOf(studio: Studio, folder: string): Promise<string[]> {
  const lost: string[] = []
  const project = studio.call('files.open', { source: { path: projectIn(folder) } })
  const { entries } = await studio.call('recovery.list', {})
  if (entries.length !== 1) lost.push(`${entries.length} recovery copies in place of one`)
  const copies = entries.map(({ documentId }) => studio.call('recovery.open', { documentId }))
  for (const opening of [project, ...copies]) {
    const opened = await opening.catch((thrown: unknown) => thrown)
    if (!opened || typeof opened !== 'object' || !('kind' in opened) || opened.kind !== 'document') {
      lost.push(`a document does not open: ${opened}`)
      continue
    }
    const { document, rasters, notices } = opened as Extract<Opened, { kind: 'document' }>
    const number = Number(/\d+/.exec(document.name)?.[0])
    const whole = Object.entries(numbered(number).rasters).every(
      ([id, pixels]) => rasters[id] && Buffer.from(rasters[id].data).equals(Buffer.from(pixels.data)),
    )
    if (!whole || notices.length > 0) lost.push(`a document lacks pixels: ${document.name}`)
  }
  return lost
}

/** Continues the training that a kill interrupted. */
async function goOn(studio: Studio): Promise<void> {
  const { runs } = await studio.call('lab.list', {})
  const run = runs.find(({ name }) => name === 'killed')
  if (run?.state === 'interrupted') await studio.call('lab.resume', { name: 'killed' })
}

/** The numbers that a training ended with. */
async function weightsOf(folder: string): Promise<string> {
  const checkpoint = decodeCheckpoint(await readFile(join(folder, checkpointFile)), folder)
  const hash = createHash('sha256')
  for (const [name, tensor] of [...checkpoint.tensors].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash
      .update(name)
      .update(new Uint8Array(tensor.data.buffer, tensor.data.byteOffset, tensor.data.byteLength))
  return hash.digest('hex')
}
