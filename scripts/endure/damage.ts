import { readdirSync, readlinkSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { GanvasError } from '../../electron/contract/errors.ts'
import { Random } from '../../electron/nets/random.ts'
import { Engine } from './engine.ts'
import { hurt, hurts } from './hurt.ts'
import { type Kind, kinds } from './samples.ts'
import type { Trial } from './trial.ts'

/** A file that takes longer than this hangs. */
const LIMIT_MS = 10_000

/** Faults that are told one by one. */
const MAX_FAULTS = 50

/**
 * Damaged files of every kind, each opened as a person opens it: the engine must live on, answer in time, with what it
 * could read or with why it could not, and hold no file afterwards.
 */
export const damage: Trial = {
  count: 10_000,
  async run({ folder, count, seed }) {
    const engine = new Engine(join(folder, 'data'))
    const tally = { opened: 0, refused: 0 }
    const faults: string[] = []
    const seconds: number[] = []
    let slowest = { seconds: 0, file: '' }
    try {
      const files = await soundFiles()
      for (const file of files) await openOne(engine, file.kind, await written(folder, file.name, file.bytes))
      const heldBefore = openFiles(engine)
      const ends = () => engine.ends.length
      for (let number = 0; number < count; number++) {
        const random = new Random(seed, 'damage', number)
        const { kind, name, bytes } = files[number % files.length]!
        const how = hurts[Math.floor(number / files.length) % hurts.length]!
        const path = await written(folder, name, hurt(bytes, how, random))
        const before = ends()
        const began = performance.now()
        const said = await openOne(engine, kind, path)
        const what = `No. ${number}, ${name} ${how}`
        const took = (performance.now() - began) / 1000
        seconds.push(took)
        if (took > slowest.seconds) slowest = { seconds: took, file: what }
        if (ends() > before) faults.push(`${what}: the engine ended (${engine.ends.at(-1)}).`)
        else if (took > LIMIT_MS / 1000) faults.push(`${what}: an answer after ${took.toPrecision(3)} s.`)
        else if (said === null) tally.opened++
        else if (said instanceof GanvasError && said.code !== 'internal') tally.refused++
        else faults.push(`${what}: ${said}`)
        if (faults.length >= MAX_FAULTS) break
      }
      const held = openFiles(engine).filter((file) => !heldBefore.includes(file) && file.startsWith(folder))
      if (held.length > 0) faults.push(`Files are still open: ${held.join(', ')}.`)
    } finally {
      await engine.stop()
    }
    seconds.sort((a, b) => a - b)
    return {
      files: seconds.length,
      ...tally,
      median_seconds: Number(seconds[seconds.length >> 1]!.toPrecision(2)),
      worst_seconds: Number(slowest.seconds.toPrecision(2)),
      worst_file: slowest.file,
      faults,
    }
  },
}

async function soundFiles(): Promise<{ kind: Kind; name: string; bytes: Uint8Array }[]> {
  const each = Object.values(kinds).map(async (kind) =>
    Object.entries(await kind.samples()).map(([name, bytes]) => ({ kind, name, bytes })),
  )
  return (await Promise.all(each)).flat()
}

async function written(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

/** @returns null: it was opened; else why not */
async function openOne(engine: Engine, kind: Kind, path: string): Promise<unknown> {
  const client = await engine.client()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(async () => {
      await engine.kill()
      reject(new Error(`no answer within ${LIMIT_MS / 1000} s`))
    }, LIMIT_MS)
  })
  try {
    await Promise.race([kind.open(client, path), late])
    return null
  } catch (thrown) {
    // Its end is told a moment after the connection's.
    if (thrown instanceof GanvasError && thrown.code === 'engine-lost') await engine.client()
    return thrown
  } finally {
    clearTimeout(timer)
  }
}

/** What the engine holds open; nothing where the system does not tell. */
function openFiles({ pid }: Engine): string[] {
  const folder = `/proc/${pid}/fd`
  try {
    return readdirSync(folder).map((handle) => {
      try {
        return readlinkSync(join(folder, handle))
      } catch {
        return ''
      }
    })
  } catch {
    return []
  }
}
