import { availableParallelism } from 'node:os'
import { defaultTranslateSettings } from '../../electron/contract/document.ts'
import type { Pixels } from '../../electron/contract/pixels.ts'
import { TranslateThread } from '../../electron/engine/compute/translateThread.ts'
import { unet } from '../../electron/nets/unet.ts'
import { randomModel } from '../../electron/train/testing/randomModel.ts'
import type { Bench } from './bench.ts'
import { idleMb, median, peakAbove, round } from './measure.ts'

/** Runs beside the warm-up. */
const RUNS = 5

/** Translations from pixels to pixels, without files and wires. */
export const translateBench: Bench = async function* (only) {
  if (only.length === 0 || only.includes('color-12mp')) yield { case: 'color-12mp', ...(await colorCase()) }
}

/** A grey picture of 12 megapixels, coloured by a U-Net of 3.7 million numbers that was never trained. */
async function colorCase() {
  const picture = greyPicture(4000, 3000)
  const tensor = { range: [-1, 1] as [number, number], colorSpace: 'lab' as const, size: { multiple: 32 } }
  const thread = new TranslateThread({
    id: 'color',
    version: '',
    translation: { kind: 'color', side: 128 },
    input: { ...tensor, name: 'input', channels: ['lightness'] },
    output: { ...tensor, name: 'output', channels: ['green-red', 'blue-yellow'] },
    files: { generator: randomModel(unet({ depth: 5, base: 30, outputs: 2 }), [1, 128, 128]) },
  })
  const idle = idleMb()
  const seconds: number[] = []
  const processorSeconds: number[] = []
  let peakMb = 0
  for (let run = 0; run <= RUNS; run++) {
    const start = performance.now()
    const before = process.cpuUsage()
    peakMb = Math.max(peakMb, await peakAbove(idle, () => thread.run(picture, defaultTranslateSettings)))
    const { user, system } = process.cpuUsage(before)
    if (run === 0) continue
    seconds.push((performance.now() - start) / 1000)
    processorSeconds.push((user + system) / 1e6)
  }
  thread.end()
  return {
    seconds: round(median(seconds)),
    // What it takes of the processor, on a machine with other work to do as well.
    processor_seconds: round(median(processorSeconds)),
    peak_mb: Math.round(peakMb),
    runs: RUNS,
    threads: availableParallelism(),
  }
}

function greyPicture(width: number, height: number): Pixels {
  const data = new Uint8Array(3 * width * height)
  for (let i = 0; i < width * height; i++) {
    const texture = ((i * 7) ^ (Math.floor(i / width) * 13)) & 31
    data.fill((200 * (i % width)) / width + texture, 3 * i, 3 * i + 3)
  }
  return { width, height, channels: 3, data }
}
