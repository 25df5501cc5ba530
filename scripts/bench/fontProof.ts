import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { FontModel } from '../../electron/contract/model/fontModel.ts'
import type { FontKind } from '../../electron/engine/compute/fontMessages.ts'
import { FontPool } from '../../electron/engine/font/pool.ts'
import { onProcessor } from '../../electron/engine/sessions/place.ts'
import { openOn } from '../../electron/engine/sessions/runtime.ts'
import { asItIs } from '../../electron/tools/font/make/shape.ts'
import type { BenchOptions } from './bench.ts'
import { idleMb, median, peakAbove, round } from './measure.ts'

const MODEL = 'models/font-han-128'
const SOURCE = { path: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', face: 2, axes: {} }
/** Glyphs of a proof sheet. */
const SHEET = 20
/** Glyphs that the network alone is measured on, at most. */
const GLYPHS_ALONE = 200
/** Sheets that are measured at most; each is of other characters. */
const SHEETS = 9
const never = new AbortController().signal

async function openPool(): Promise<FontPool> {
  const { font } = JSON.parse(readFileSync(join(MODEL, 'manifest.json'), 'utf8'))
  const network = new Uint8Array(readFileSync(join(MODEL, 'generator.onnx')))
  const id = 'font-han-128'
  const model = { id, font: FontModel.parse(font), network, place: await onProcessor(id) }
  return new FontPool({ source: SOURCE, bytes: new Uint8Array(readFileSync(SOURCE.path)), models: [model] })
}

const charactersFrom = (first: number, count: number, style: string) =>
  Array.from({ length: count }, (_, k) => ({
    character: 0x4e00 + first + k,
    mixture: { [style]: 1 },
    form: false,
  }))

const ask =
  <K extends 'fields' | 'draw'>(pool: FontPool, order: K, shape = asItIs) =>
  (wanted: ReturnType<typeof charactersFrom>) =>
    pool.share(wanted, async (thread, part) => {
      const input = { wanted: part, shape } as FontKind['orders'][K]['input']
      return (await thread.call(order, input, { signal: never })) as object[]
    })

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** The proof sheet, from a cold start to what a slider costs; milliseconds of wall time. */
export async function* proofBench({ runs }: BenchOptions): AsyncGenerator<Record<string, unknown>> {
  if (!existsSync(SOURCE.path)) return yield { case: 'proof', skipped: `${SOURCE.path} is not installed` }
  const pool = await openPool()
  try {
    const opened = await timed(() => pool.described())
    const first = await timed(() => ask(pool, 'fields')(charactersFrom(0, SHEET, 'smiley')))
    const another = await timed(() => ask(pool, 'fields')(charactersFrom(0, SHEET, 'kuaile')))
    const sheets = async (order: 'fields' | 'draw', shape = asItIs) => {
      const times: number[] = []
      for (let k = 1; k <= Math.min(SHEETS, runs); k++)
        times.push(await timed(() => ask(pool, order, shape)(charactersFrom(k * SHEET, SHEET, 'smiley'))))
      return round(median(times), 4)
    }
    const prepared = await openPool()
    await prepared.described()
    const preparing = await timed(() => prepared.prepare())
    const ready = await timed(() => ask(prepared, 'fields')(charactersFrom(0, SHEET, 'smiley')))
    await prepared.end()
    yield {
      case: 'proof',
      glyphs: SHEET,
      open_milliseconds: round(opened, 4),
      // Chosen once the page has made its styles ready, which it does after what it shows first; then at once.
      prepare_milliseconds: round(preparing, 4),
      prepared_style_milliseconds: round(ready, 4),
      first_style_milliseconds: round(first, 4),
      another_style_milliseconds: round(another, 4),
      // New characters, then the same ones by a slider, then their outlines.
      refresh_milliseconds: await sheets('fields'),
      slider_milliseconds: await sheets('fields', { ...asItIs, weight: 20 }),
      outlines_milliseconds: await sheets('draw'),
    }
  } finally {
    await pool.end()
  }
}

/** The 3,755 characters of GB 2312, level 1, in a style: from the source to what is written. */
export async function* wholeBench({ runs }: BenchOptions): AsyncGenerator<Record<string, unknown>> {
  if (!existsSync(SOURCE.path)) return yield { case: 'gb2312-1', skipped: `${SOURCE.path} is not installed` }
  const { charactersOf } = await import('../../electron/tools/font/characters.ts')
  const characters = charactersOf('gb2312-1').slice(0, runs === 1 ? SHEET : undefined)
  const { writeTrueType } = await import('../../electron/tools/font/write/writeFont.ts')
  const pool = await openPool()
  try {
    await pool.described()
    let seconds = 0
    let size = 0
    const peak = await peakAbove(idleMb(), async () => {
      const began = performance.now()
      const glyphs: Parameters<typeof writeTrueType>[0]['glyphs'][number][] = []
      await pool.drawAll(
        characters.map((character) => ({ character, mixture: { smiley: 1 } })),
        asItIs,
        {
          signal: never,
          onProgress: () => {},
          onNotice: () => {},
          onDrawn: async (drawn) => void glyphs.push(...drawn.map(({ glyph }) => glyph)),
        },
      )
      const names = { family: 'Bench', style: 'Regular', version: '1.000' }
      const design = { names, weight: 400, slant: 0, glyphs, kerning: [], created: new Date(0) }
      size = writeTrueType(design).length
      seconds = (performance.now() - began) / 1000
    })
    yield {
      case: 'gb2312-1',
      glyphs: characters.length,
      seconds: round(seconds, 4),
      glyphs_per_second: round(characters.length / seconds, 4),
      peak_mb: round(peak, 4),
      written_mb: round(size / 2 ** 20, 3),
    }
  } finally {
    await pool.end()
  }
}

/** The network alone, one glyph at a time on one thread, beside PyTorch's inference of the same layers where that is installed. */
export async function* networkBench({ runs }: BenchOptions): AsyncGenerator<Record<string, unknown>> {
  const { font } = JSON.parse(readFileSync(join(MODEL, 'manifest.json'), 'utf8'))
  const styles: number = font.styles.length
  const session = await openOn('cpu', new Uint8Array(readFileSync(join(MODEL, 'generator.onnx'))), {
    threads: 1,
  })
  const glyphs = Math.min(GLYPHS_ALONE, 10 * runs)
  const style = {
    data: Float32Array.from({ length: styles }, (_, k) => (k === 0 ? 1 : 0)),
    shape: [1, styles],
  }
  const input = { data: new Float32Array(128 * 128).fill(0.1), shape: [1, 1, 128, 128] }
  const run = () => timed(() => session.run({ input, style }))
  for (let k = 0; k < 5; k++) await run()
  const times: number[] = []
  for (let k = 0; k < glyphs; k++) times.push(await run())
  const peer = await pytorch(styles, glyphs)
  const milliseconds = median(times)
  yield {
    case: 'network',
    glyphs,
    milliseconds: round(milliseconds, 4),
    ...(peer && { pytorch_milliseconds: round(peer, 4), ratio_to_pytorch: round(peer / milliseconds, 3) }),
  }
}

async function pytorch(styles: number, glyphs: number): Promise<number | undefined> {
  const script = fileURLToPath(new URL('../../scripts/bench/font.py', import.meta.url))
  const python = process.env.PYTHON ?? 'python3'
  const args = [script, String(styles), String(glyphs)]
  const { stdout } = await promisify(execFile)(python, args).catch(() => ({ stdout: '{}' }))
  return JSON.parse(stdout).pytorch_milliseconds
}
