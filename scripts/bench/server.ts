import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { defaultTranslateSettings } from '../../electron/contract/document/index.ts'
import { TranslateBatchInput, type TranslateBatchResult } from '../../electron/contract/tools/translate.ts'
import { TranslateThread } from '../../electron/engine/compute/translateThread.ts'
import { folderWith } from '../../electron/engine/models/folder.ts'
import { openTranslator } from '../../electron/engine/models/translator.ts'
import { createTranslateHandlers } from '../../electron/engine/procedures/translate.ts'
import { ServerClient } from '../../electron/engine/serving/client.ts'
import { hashOf, servedName } from '../../electron/engine/serving/names.ts'
import { onProcessor, type SessionPlace } from '../../electron/engine/sessions/place.ts'
import { openOn } from '../../electron/engine/sessions/runtime.ts'
import { translateBatch } from '../../electron/engine/translate/batch.ts'
import { withAnySize } from '../../electron/graph/onnx/anySize.ts'
import type { Bench } from './bench.ts'
import { median, round } from './measure.ts'

const MODELS = fileURLToPath(new URL('../../models', import.meta.url))
const COLOR = 'translate-gray-color-128'
/** Its network is most of the work, where that of the colouring is a fiftieth. */
const STYLE = 'style-photo-monet-128'
/** Sides of the pictures of a batch: those of scans, which are coloured at 128 px and painted in a style at their own size. */
const SCAN = { width: 800, height: 600 }

/**
 * What a server costs beside the same network here: one call, a style in tiles, and pictures an hour through servers on
 * loopback, each held to one thread. The servers are processes of their own that run the networks in the same runtime.
 */
export const serverBench: Bench = async function* (only, { runs }) {
  const wanted = (name: string) => only.length === 0 || only.includes(name)
  if (wanted('call-128')) yield { case: 'call-128', ...(await callCase(Math.min(runs, 30))) }
  if (wanted('style-12mp')) yield { case: 'style-12mp', ...(await styleCase(runs)) }
  const short = runs === 1
  // As many as make what a batch costs to begin with small beside them.
  if (wanted('hour-color')) yield* hourCases('hour-color', COLOR, short ? 4 : 40, Math.min(runs, 3))
  if (wanted('hour-style')) yield* hourCases('hour-style', STYLE, short ? 4 : 16, 1)
}

/** Pictures an hour here on so many threads, and through as many servers of one thread each, in turn. */
async function* hourCases(name: string, model: string, pictures: number, runs: number) {
  for (const count of [1, 2, 4]) {
    const here = await hourCase(model, 'here', count, pictures, runs)
    const there = await hourCase(model, 'servers', count, pictures, runs)
    yield {
      case: `${name}-${count}`,
      pictures_per_hour: there.pictures_per_hour,
      here_pictures_per_hour: here.pictures_per_hour,
      ratio_to_threads: round(there.pictures_per_hour / here.pictures_per_hour),
      bytes_per_picture: there.bytes_per_picture,
      runs,
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

/** Pictures an hour, by so many threads here or by so many servers of one thread each. */
async function hourCase(
  model: string,
  where: 'here' | 'servers',
  count: number,
  pictures: number,
  runs: number,
) {
  const folder = mkdtempSync(join(tmpdir(), 'ganvas-bench-'))
  const from = await Promise.all(
    Array.from({ length: pictures }, async (_, k) => {
      const path = join(folder, `${k}.jpg`)
      const data = Buffer.from({ length: SCAN.width * SCAN.height }).map((_, i) => (i * (k + 3)) % 253)
      await sharp(data, { raw: { ...SCAN, channels: 1 } }).toFile(path)
      return path
    }),
  )
  const input = (k: number) => TranslateBatchInput.parse({ model, from, out: join(folder, `out${k}`) })
  const context = { signal: new AbortController().signal, emit() {} }
  const timed = async (run: (k: number) => Promise<TranslateBatchResult>) => {
    const found: { seconds: number; bytes: number }[] = []
    for (let k = 0; k < runs; k++) {
      const { seconds, done, times } = await run(k)
      if (done.length !== pictures) throw new Error(`${done.length} of ${pictures} pictures were translated.`)
      found.push({ seconds, bytes: (times.sentBytes + times.receivedBytes) / pictures })
    }
    return {
      pictures_per_hour: round((3600 * pictures) / median(found.map(({ seconds }) => seconds))),
      bytes_per_picture: Math.round(found[0]!.bytes),
    }
  }
  try {
    if (where === 'servers')
      return await serve(count, async (addresses) => {
        const modelsFolders = [await folderWith(model, [MODELS])] as [string]
        const place = async () => placeAt(addresses)
        const run = createTranslateHandlers({ modelsFolders, place })['translate.batch']
        return timed(async (k) => run(input(k), context))
      })
    const translator = await openTranslator(MODELS, model)
    const place = await onProcessor(model)
    return await timed(async (k) => {
      // Begun anew each time, as those of a batch on servers are.
      const threads = Array.from(
        { length: count },
        () => new TranslateThread(translator, place, { threads: 1 }),
      )
      try {
        return await translateBatch(
          input(k),
          threads.map((thread) => thread.run.bind(thread)),
          context,
        )
      } finally {
        for (const thread of threads) thread.end()
      }
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
