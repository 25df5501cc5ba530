import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { defaultTranslateSettings } from '../../electron/contract/document/index.ts'
import { TranslateBatchInput } from '../../electron/contract/tools/translate.ts'
import { TranslateThread } from '../../electron/engine/compute/translateThread.ts'
import { folderWith } from '../../electron/engine/models/folder.ts'
import { openTranslator } from '../../electron/engine/models/translator.ts'
import { createTranslateHandlers } from '../../electron/engine/procedures/translate.ts'
import { ServerClient } from '../../electron/engine/serving/client.ts'
import { hashOf, servedName } from '../../electron/engine/serving/names.ts'
import { onProcessor, type SessionPlace } from '../../electron/engine/sessions/place.ts'
import { openOn } from '../../electron/engine/sessions/runtime.ts'
import { withAnySize } from '../../electron/graph/onnx/anySize.ts'
import type { Bench } from './bench.ts'
import { median, round } from './measure.ts'

const MODELS = fileURLToPath(new URL('../../models', import.meta.url))
const COLOR = 'translate-gray-color-128'
const STYLE = 'style-photo-monet-128'
/** Sides of the pictures of a batch: those of scans that are colored at 128 px. */
const SCAN = { width: 800, height: 600 }

/**
 * What a server costs beside the same network here: one call, a style in tiles, and pictures an hour through servers on
 * loopback, each held to one thread. The servers are processes of their own that run the networks in the same runtime.
 */
export const serverBench: Bench = async function* (only, { runs }) {
  const wanted = (name: string) => only.length === 0 || only.includes(name)
  if (wanted('call-128')) yield { case: 'call-128', ...(await callCase(Math.min(runs, 30))) }
  if (wanted('style-12mp')) yield { case: 'style-12mp', ...(await styleCase(runs)) }
  if (wanted('hour')) {
    // As many as make what a batch costs to begin with small beside them.
    const pictures = runs === 1 ? 2 : 40
    const alone = await hourCase(0, pictures, runs)
    yield { case: 'hour-here', ...alone }
    for (const count of runs === 1 ? [1] : [1, 2, 4]) {
      const found = await hourCase(count, pictures, runs)
      // As many threads as the machine has could do so many times what one does.
      const threads = Math.min(count, availableParallelism())
      yield {
        case: `hour-${count}`,
        ...found,
        ratio_to_threads: round(found.pictures_per_hour / (threads * alone.pictures_per_hour)),
      }
    }
  }
}

/** Servers of one thread each, on loopback. */
async function serve<T>(count: number, work: (addresses: string[]) => Promise<T>): Promise<T> {
  const program = fileURLToPath(import.meta.url)
  const processes: ChildProcess[] = []
  try {
    const addresses: string[] = []
    for (let k = 0; k < count; k++) {
      const child = spawn(process.execPath, [program, 'serve', COLOR, STYLE], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      processes.push(child)
      const [said] = (await once(child.stdout!, 'data')) as [Buffer]
      addresses.push(said.toString().trim())
    }
    return await work(addresses)
  } finally {
    for (const child of processes) child.kill('SIGKILL')
  }
}

const placeAt = (addresses: readonly string[]): SessionPlace => ({
  device: 'server',
  dataFolder: '',
  title: 'bench',
  servers: addresses.map((address) => ({ address })),
})

async function callCase(runs: number) {
  const { files } = await openTranslator(MODELS, COLOR)
  const shape = [1, 1, 128, 128]
  const feeds = { input: { data: new Float32Array(128 * 128).fill(0.3), shape } }
  const session = await openOn('cpu', withAnySize(files.generator), { threads: 1 })
  const name = servedName(COLOR, 'generator', hashOf(files.generator))
  return serve(1, async ([address]) => {
    const client = new ServerClient({ address: address! })
    const milliseconds = { here: [] as number[], there: [] as number[] }
    let bytes = 0
    const timed = async (which: keyof typeof milliseconds, run: () => Promise<unknown>, counts: boolean) => {
      const start = performance.now()
      await run()
      if (counts) milliseconds[which].push(performance.now() - start)
    }
    for (let run = -3; run < runs; run++) {
      await timed('here', () => session.run(feeds), run >= 0)
      const onTraffic = ({ sentBytes, receivedBytes }: { sentBytes: number; receivedBytes: number }) => {
        bytes = sentBytes + receivedBytes
      }
      await timed('there', () => client.infer(name, feeds, ['output'], { onTraffic }), run >= 0)
    }
    client.close()
    const [here, there] = [median(milliseconds.here), median(milliseconds.there)]
    return { here_ms: round(here), there_ms: round(there), more_ms: round(there - here), bytes, runs }
  })
}

async function styleCase(limit: number) {
  const small = limit === 1
  const [width, height] = small ? [1300, 1000] : [4000, 3000]
  const picture = () => ({
    width,
    height,
    channels: 3 as const,
    data: Uint8Array.from({ length: 3 * width * height }, (_, i) => (i * 7) % 251),
  })
  const translator = await openTranslator(MODELS, STYLE)
  const seconds = async (place: SessionPlace) => {
    let bytes = 0
    const thread = new TranslateThread(translator, place, { threads: 1 })
    const start = performance.now()
    await thread.run(picture(), defaultTranslateSettings, {
      onTraffic: ({ sentBytes, receivedBytes }) => {
        bytes += sentBytes + receivedBytes
      },
    })
    const found = (performance.now() - start) / 1000
    thread.end()
    return { found, bytes }
  }
  return serve(1, async (addresses) => {
    const here = await seconds(await onProcessor(STYLE))
    const there = await seconds(placeAt(addresses))
    return {
      here_seconds: round(here.found),
      there_seconds: round(there.found),
      ratio_to_here: round(here.found / there.found),
      megabytes: round(there.bytes / 1e6),
      runs: 1,
    }
  })
}

/** Pictures an hour, by one thread here or by so many servers of one thread each. */
async function hourCase(count: number, pictures: number, runs: number) {
  const folder = mkdtempSync(join(tmpdir(), 'ganvas-bench-'))
  const from = await Promise.all(
    Array.from({ length: pictures }, async (_, k) => {
      const path = join(folder, `${k}.jpg`)
      const data = Buffer.from({ length: SCAN.width * SCAN.height }).map((_, i) => (i * (k + 3)) % 253)
      await sharp(data, { raw: { ...SCAN, channels: 1 } }).toFile(path)
      return path
    }),
  )
  try {
    return await serve(count, async (addresses) => {
      const place = count === 0 ? onProcessor : async () => placeAt(addresses)
      const modelsFolders = [await folderWith(COLOR, [MODELS])] as [string]
      const run = createTranslateHandlers({ modelsFolders, place })['translate.batch']
      const found: { seconds: number; bytes: number }[] = []
      for (let k = 0; k < Math.min(3, runs); k++) {
        const parallel = Math.max(1, 2 * count)
        const input = TranslateBatchInput.parse({
          model: COLOR,
          from,
          out: join(folder, `out${k}`),
          parallel,
        })
        const { seconds, done, times } = await run(input, { signal: new AbortController().signal, emit() {} })
        if (done.length !== pictures)
          throw new Error(`${done.length} of ${pictures} pictures were translated.`)
        found.push({ seconds, bytes: (times.sentBytes + times.receivedBytes) / pictures })
      }
      return {
        pictures_per_hour: round((3600 * pictures) / median(found.map(({ seconds }) => seconds))),
        bytes_per_picture: Math.round(found[0]!.bytes),
        runs: found.length,
      }
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
