import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { BlendSettings, Transform } from '../../electron/contract/document/index.ts'
import { BlendGuesses } from '../../electron/engine/blend/guesses.ts'
import { BlendThreads } from '../../electron/engine/compute/blendThreads.ts'
import { applicationFolder } from '../../electron/engine/paths.ts'
import { onProcessor } from '../../electron/engine/sessions/place.ts'
import type { ScenePixels } from '../../electron/tools/blend/scene.ts'
import type { Bench } from './bench.ts'
import { idleMb, median, peakAbove, round } from './measure.ts'
import { OpenCv } from './opencv.ts'

/** Runs beside the warm-up; fewer where one takes seconds. */
const RUNS = { many: 9, few: 3 }

/** As the studio begins: with the blending network. */
const settings: BlendSettings = { method: 'gp', anchor: 'gan', beta: 1, kernel: 'normal' }
const guesses = new BlendGuesses(join(applicationFolder, 'models'), onProcessor, () => {})
const inPlace: Transform = { x: 0, y: 0, scaleX: 1, scaleY: 1, rotation: 0 }

/**
 * The blend from pixels to pixels: what `blend.run` does with them, without files and wires. The object is a
 * disc over a quarter of the photo's width. OpenCV's seamlessClone takes turns with it where python3 has cv2.
 */
export const blendBench: Bench = async function* (only, { runs }) {
  const wanted = (name: string) => only.length === 0 || only.includes(name)
  for (const [width, height] of [
    [631, 472],
    [1264, 944],
    [4000, 3000],
    [8000, 6000],
  ] as const) {
    const name = `${width}x${height}`
    if (wanted(name)) yield { case: name, ...(await blendCase(width, height, width <= 4000, runs)) }
  }
  if (wanted('preview')) yield { case: 'preview', ...(await previewCase()) }
  if (wanted('scaling')) yield { case: 'scaling', ...(await scalingCase()) }
}

async function blendCase(width: number, height: number, withPeer: boolean, limit: number) {
  const runs = Math.min(limit, width > 4000 ? RUNS.few : RUNS.many)
  const scene = syntheticScene(width, height)
  const idle = idleMb()
  const threads = await BlendThreads.start()
  const peer = withPeer ? await OpenCv.start(scene) : null
  const seconds: number[] = []
  const peerSeconds: number[] = []
  let peakMb = 0
  for (let run = 0; run <= runs; run++) {
    let elapsed = 0
    peakMb = Math.max(peakMb, await peakAbove(idle, async () => (elapsed = await blendOnce(threads, scene))))
    // A peer that takes half a minute a run says enough with three.
    const other = peer && (width < 4000 || run <= RUNS.few) ? await peer.time() : null
    if (run === 0) continue
    seconds.push(elapsed)
    if (other !== null) peerSeconds.push(other)
  }
  threads.end()
  peer?.stop()
  return {
    seconds: round(median(seconds)),
    peak_mb: Math.round(peakMb),
    runs,
    threads: availableParallelism(),
    ...(peerSeconds.length > 0 && {
      opencv_seconds: round(median(peerSeconds)),
      ratio_to_opencv: round(median(peerSeconds) / median(seconds), 3),
    }),
  }
}

async function blendOnce(threads: BlendThreads, scene: ScenePixels): Promise<number> {
  const start = performance.now()
  await threads.call('load', { scene, use: { previews: false, network: true } })
  await blendAt(threads, inPlace, { whole: true })
  return (performance.now() - start) / 1000
}

async function blendAt(
  threads: BlendThreads,
  transform: Transform,
  { whole = false, draft = false },
): Promise<void> {
  const guess = await guesses.of(threads, transform, settings)
  await threads.call('blend', { transform, settings, guess, whole, draft })
}

/** A drag at 1280x960: the object moves a little with every update. `exact` is what follows when it rests. */
async function previewCase() {
  const scene = syntheticScene(1280, 960)
  const threads = await BlendThreads.start()
  await threads.call('load', { scene, use: { previews: false, network: true } })
  const milliseconds: number[] = []
  const exact: number[] = []
  for (let step = 0; step < 5 * RUNS.many; step++) {
    const transform = { ...inPlace, x: 3.3 * step - 60, y: 1.7 * step, rotation: step / 5 }
    const start = performance.now()
    await blendAt(threads, transform, { draft: true })
    const drafted = performance.now()
    await blendAt(threads, transform, {})
    if (step < RUNS.many) continue
    milliseconds.push(drafted - start)
    exact.push(performance.now() - drafted)
  }
  threads.end()
  return {
    seconds: round(median(milliseconds) / 1000),
    worst_seconds: round(Math.max(...milliseconds) / 1000),
    exact_seconds: round(median(exact) / 1000),
    runs: milliseconds.length,
  }
}

/** Time over n log n at 1, 4, 12 and 48 megapixels: flat when the cost grows so. */
async function scalingCase() {
  const sizes = [
    [1155, 866],
    [2309, 1732],
    [4000, 3000],
    [8000, 6000],
  ] as const
  const perUnit: Record<string, number> = {}
  for (const [width, height] of sizes) {
    const scene = syntheticScene(width, height)
    const threads = await BlendThreads.start()
    const seconds: number[] = []
    for (let run = 0; run <= RUNS.few; run++) {
      const elapsed = await blendOnce(threads, scene)
      if (run > 0) seconds.push(elapsed)
    }
    threads.end()
    const n = width * height
    perUnit[`nanoseconds_per_n_log2_n_${Math.round(n / 1e6)}mp`] = round(
      (median(seconds) * 1e9) / (n * Math.log2(n)),
    )
  }
  return { ...perUnit, runs: RUNS.few }
}

function syntheticScene(width: number, height: number): ScenePixels {
  const photo = new Uint8Array(3 * width * height)
  const object = new Uint8Array(4 * width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const texture = ((x * 7) ^ (y * 13)) & 31
      photo.set([(200 * x) / width + texture, (180 * y) / height + texture, 120 + texture], 3 * i)
      const inside = Math.hypot(x - width / 2, y - height / 2) < width / 4
      object.set([90 + 2 * texture, (150 * x) / width + texture, 60 + texture, inside ? 255 : 0], 4 * i)
    }
  return {
    background: { width, height, channels: 3, data: photo },
    source: { width, height, channels: 4, data: object },
  }
}
