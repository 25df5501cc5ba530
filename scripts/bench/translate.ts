import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { defaultTranslateSettings } from '../../electron/contract/document/index.ts'
import type { PictureTensor } from '../../electron/contract/model/tensor.ts'
import type { Pixels } from '../../electron/contract/pixels.ts'
import { TranslateThread } from '../../electron/engine/compute/translateThread.ts'
import { TranslatorNetworks } from '../../electron/engine/compute/translatorNetwork.ts'
import type { Translator } from '../../electron/engine/models/translator.ts'
import { onProcessor } from '../../electron/engine/sessions/place.ts'
import { openOnProcessor } from '../../electron/graph/testing/runtime.fixture.ts'
import { resnet } from '../../electron/nets/resnet.ts'
import { unet } from '../../electron/nets/unet.ts'
import { randomModel } from '../../electron/train/testing/randomModel.fixture.ts'
import type { Bench } from './bench.ts'
import { idleMb, median, peakAbove, round } from './measure.ts'

/** Networks that were never trained, as large as those that are bundled. */
const DEPTH = 5
const UNET_BASE = 26
const RESNET_BASE = 32
const BLOCKS = 6

/** Translations from pixels to pixels, without files and wires. */
export const translateBench: Bench = async function* (only, { runs }) {
  const wanted = (name: string) => only.length === 0 || only.includes(name)
  for (const side of [512, 1024]) {
    const name = side === 512 ? 'live-128' : `live-128-on-${side}`
    if (wanted(name)) yield { case: name, ...(await liveCase(side, runs)) }
  }
  if (wanted('color-12mp'))
    yield { case: 'color-12mp', ...(await pictureCase(color(), photo(4000, 3000), 5)) }
  // The second one tells whether memory follows the tile or the picture.
  if (wanted('style-12mp'))
    yield { case: 'style-12mp', ...(await pictureCase(style(), photo(4000, 3000), 1)) }
  if (wanted('style-24mp'))
    yield { case: 'style-24mp', ...(await pictureCase(style(), photo(6000, 4000), 1)) }
}

/** From a changed drawing to its updated picture, the network at 128 px. */
async function liveCase(side: number, limit: number) {
  const translator = lines()
  const thread = new TranslateThread(translator, await onProcessor(translator.id))
  const milliseconds: number[] = []
  for (let run = -5; run < Math.min(20, limit); run++) {
    const drawing = drawn(side, run)
    const start = performance.now()
    await thread.run(drawing, defaultTranslateSettings)
    if (run >= 0) milliseconds.push(performance.now() - start)
  }
  thread.end()
  const sorted = milliseconds.toSorted((a, b) => a - b)
  return {
    stroke_ms: round(median(milliseconds)),
    fastest_ms: round(sorted[0]!),
    slowest_ms: round(sorted.at(-1)!),
    runs: milliseconds.length,
    threads: availableParallelism(),
    ...(await besidePeers(translator)),
  }
}

/** A run of the network alone, and the same in PyTorch and in ONNX Runtime for Python, where they are installed. */
async function besidePeers(translator: Translator) {
  const threads = Math.min(4, availableParallelism())
  const network = new TranslatorNetworks(translator, openOnProcessor({ threads })).network('forward')
  const shape = [1, translator.input.channels.length, 128, 128]
  const data = new Float32Array(shape.reduce((product, extent) => product * extent)).fill(0.5)
  const milliseconds: number[] = []
  for (let run = -3; run < 20; run++) {
    const start = performance.now()
    await network.run(data, shape)
    if (run >= 0) milliseconds.push(performance.now() - start)
  }
  const folder = mkdtempSync(join(tmpdir(), 'ganvas-bench-'))
  try {
    const file = join(folder, 'network.onnx')
    writeFileSync(file, translator.files.generator)
    const script = fileURLToPath(new URL('../../scripts/bench/translate.py', import.meta.url))
    const { stdout } = await promisify(execFile)('python3', [
      script,
      file,
      ...[UNET_BASE, DEPTH, ...shape, threads].map(String),
    ]).catch(() => ({ stdout: '{}' }))
    return { network_ms: round(median(milliseconds)), ...JSON.parse(stdout) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A picture of many megapixels. */
async function pictureCase(translator: Translator, picture: Pixels, runs: number) {
  const thread = new TranslateThread(translator, await onProcessor(translator.id))
  const idle = idleMb()
  const seconds: number[] = []
  const processorSeconds: number[] = []
  let peakMb = 0
  for (let run = runs > 1 ? -1 : 0; run < runs; run++) {
    const start = performance.now()
    const before = process.cpuUsage()
    peakMb = Math.max(peakMb, await peakAbove(idle, () => thread.run(picture, defaultTranslateSettings)))
    const { user, system } = process.cpuUsage(before)
    if (run < 0) continue
    seconds.push((performance.now() - start) / 1000)
    processorSeconds.push((user + system) / 1e6)
  }
  thread.end()
  return {
    seconds: round(median(seconds)),
    // What it takes of the processor, on a machine with other work to do as well.
    processor_seconds: round(median(processorSeconds)),
    peak_mb: Math.round(peakMb),
    runs,
    threads: availableParallelism(),
  }
}

const tensor = (
  channels: PictureTensor['channels'],
  colorSpace: 'srgb' | 'lab',
  multiple: number,
): Omit<PictureTensor, 'name'> => ({ channels, colorSpace, range: [-1, 1], size: { multiple } })

function translatorOf(
  network: Omit<Translator, 'id' | 'version' | 'input' | 'output'>,
  input: Omit<PictureTensor, 'name'>,
  output: Omit<PictureTensor, 'name'>,
): Translator {
  return {
    ...network,
    id: 'bench',
    version: '',
    input: { ...input, name: 'input' },
    output: { ...output, name: 'output' },
  }
}

const unetFile = (inputs: number, outputs: number): Translator['files'] => ({
  generator: randomModel(unet({ depth: DEPTH, base: UNET_BASE, outputs, dropout: 0 }), [inputs, 128, 128]),
})

const color = () =>
  translatorOf(
    { translation: { kind: 'color', side: 128 }, files: unetFile(1, 2) },
    tensor(['lightness'], 'lab', 2 ** DEPTH),
    tensor(['green-red', 'blue-yellow'], 'lab', 2 ** DEPTH),
  )

const rgb = (multiple: number) => tensor(['red', 'green', 'blue'], 'srgb', multiple)

const lines = () =>
  translatorOf(
    {
      translation: { kind: 'drawing', side: 128, draws: 'lines', areas: 'plain', noise: [] },
      files: unetFile(1, 3),
    },
    tensor(['grey'], 'srgb', 2 ** DEPTH),
    rgb(2 ** DEPTH),
  )

const style = () =>
  translatorOf(
    {
      translation: { kind: 'style', side: 128, directions: { forward: { en: 'x', 'zh-CN': 'x' } } },
      files: { generator: randomModel(resnet({ blocks: BLOCKS, base: RESNET_BASE }), [3, 128, 128]) },
    },
    rgb(4),
    rgb(4),
  )

/** Grey, with texture. */
function photo(width: number, height: number): Pixels {
  const data = new Uint8Array(3 * width * height)
  for (let i = 0; i < width * height; i++) {
    const texture = ((i * 7) ^ (Math.floor(i / width) * 13)) & 31
    data.fill((200 * (i % width)) / width + texture, 3 * i, 3 * i + 3)
  }
  return { width, height, channels: 3, data }
}

/** Circles in ink on a transparent layer, one of them drawn as far as it has come. */
function drawn(side: number, turn: number): Pixels {
  const data = new Uint8Array(4 * side * side)
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [(i % side) / side - 0.5, Math.floor(i / side) / side - 0.5]
    const distance = Math.min(
      Math.abs(Math.hypot(x, y) - 0.3),
      Math.abs(Math.hypot(x - 0.02 * turn, y) - 0.1),
    )
    if (distance < 0.006) data[4 * i + 3] = 255
  }
  return { width: side, height: side, channels: 4, data }
}
