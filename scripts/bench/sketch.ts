import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { defaultSketchSettings } from '../../electron/contract/document/index.ts'
import type { Pixels } from '../../electron/contract/pixels.ts'
import { onProcessor } from '../../electron/engine/sessions/place.ts'
import { openGenerator } from '../../electron/engine/sketch/generator.ts'
import { sketchThread } from '../../electron/engine/sketch/sessions.ts'
import { openOnProcessor } from '../../electron/graph/testing/runtime.fixture.ts'
import { dcganGenerator } from '../../electron/nets/dcgan.ts'
import { Random } from '../../electron/nets/random.ts'
import { type Generator, latentLength } from '../../electron/tools/sketch/generator.ts'
import { drawLatent } from '../../electron/tools/sketch/latents/prior.ts'
import { SearchNetwork } from '../../electron/tools/sketch/search/network.ts'
import { randomModel } from '../../electron/train/testing/randomModel.fixture.ts'
import type { Bench } from './bench.ts'
import { median, round } from './measure.ts'
import { constraintsMet } from './sketchConstraints.ts'
import { sharpness, sharpnessCases } from './sketchSharpness.ts'

/** A generator that was never trained, as large as those that are bundled. */
const BASE = 64
const LATENT = 100
const MODELS = fileURLToPath(new URL('../../models', import.meta.url))

/** Sketch from its thread: strokes in, candidates out, without pages and wires. */
export const sketchBench: Bench = async function* (only, { runs }) {
  const wanted = (name: string) => only.length === 0 || only.includes(name)
  const generator = untrained()
  for (const candidates of [16, 64])
    if (wanted(`64-c${candidates}`))
      yield { case: `64-c${candidates}`, ...(await searchCase(generator, candidates, Math.min(runs, 5))) }
  if (wanted('projection'))
    yield { case: 'projection', ...(await projectionCase(generator, Math.min(runs, 5))) }
  if (wanted('transfer-12mp'))
    yield { case: 'transfer-12mp', ...(await transferCase(generator, Math.min(runs, 5))) }
  for (const name of sharpnessCases)
    if (wanted('sharpness')) yield { case: 'sharpness', edit: name, ...(await sharpness(name)) }
  for (const id of bundled())
    if (wanted('constraints'))
      yield {
        case: 'constraints',
        model: id,
        ...(await constraintsMet(await openGenerator(MODELS, id), runs)),
      }
}

/** From a stroke to the first changed picture and to the settled candidates; and steps of the network alone. */
async function searchCase(generator: Generator, candidates: number, runs: number) {
  const thread = sketchThread(generator, await onProcessor(generator.id))
  const from = { candidates, seed: 1, words: {}, from: undefined }
  const began = performance.now()
  await thread.call('start', from)
  const opened = performance.now() - began
  const firsts: number[] = []
  const wholes: number[] = []
  for (let run = -1; run < runs; run++) {
    const start = performance.now()
    let first = 0
    const update = { strokes: { color: stroke(run) }, words: {}, settings: defaultSketchSettings }
    await thread.call('update', update, {
      onEvent: () => {
        first ||= performance.now() - start
      },
    })
    if (run < 0) continue
    firsts.push(first)
    wholes.push(performance.now() - start)
  }
  void thread.end()
  return {
    milliseconds_to_first: round(median(firsts)),
    seconds_of_40_iterations: round(median(wholes) / 1000),
    seconds_to_open: round(opened / 1000),
    candidates,
    runs,
    threads: availableParallelism(),
    ...(await stepsBesidePyTorch(generator, candidates, runs)),
  }
}

async function stepsBesidePyTorch(generator: Generator, candidates: number, runs: number) {
  const threads = availableParallelism()
  const open = openOnProcessor({ threads, training: true })
  const network = await SearchNetwork.open(generator, { batch: candidates }, open)
  const random = new Random(1, 'bench')
  const latents = Array.from({ length: candidates }, () =>
    drawLatent(random, latentLength(generator), generator.latent.prior),
  )
  const group = network.group(latents)
  const count = 64 * 64
  const feeds = {
    color: new Float32Array(3 * count).fill(0.7),
    'color.mask': Float32Array.from({ length: count }, (_, i) => (i % 64 < 24 ? 1 : 0)),
  }
  const times: number[] = []
  const steps = runs === 1 ? 1 : 20
  for (let k = -3; k < steps; k++) {
    const start = performance.now()
    await network.step(group, { feeds, weights: { color: 1, outline: 0.2, prior: 0.02 }, rate: 0.04 })
    if (k >= 0) times.push((performance.now() - start) / 1000)
  }
  await network.release()
  const own = 1 / median(times)
  const peer = await pytorch(candidates, steps, threads)
  return {
    steps_per_second: round(own),
    ...peer,
    ...(peer.pytorch_steps_per_second && { ratio_to_pytorch: round(own / peer.pytorch_steps_per_second) }),
  }
}

/** The same loop in PyTorch; empty where it is not installed. */
async function pytorch(
  candidates: number,
  steps: number,
  threads: number,
): Promise<{ pytorch_steps_per_second?: number }> {
  const script = fileURLToPath(new URL('../../scripts/bench/sketch.py', import.meta.url))
  const python = process.env.PYTHON ?? 'python3'
  const args = [script, ...[BASE, LATENT, candidates, steps, threads].map(String)]
  const { stdout } = await promisify(execFile)(python, args).catch(() => ({ stdout: '{}' }))
  return JSON.parse(stdout)
}

async function projectionCase(generator: Generator, runs: number) {
  const photo = gradient(640, 480)
  const seconds: number[] = []
  for (let run = 0; run < runs; run++) {
    const thread = sketchThread(generator, await onProcessor(generator.id))
    const start = performance.now()
    await thread.call('project', { photo, iterations: 60, seed: run, words: {} })
    seconds.push((performance.now() - start) / 1000)
    void thread.end()
  }
  return { seconds: round(median(seconds)), runs }
}

async function transferCase(generator: Generator, runs: number) {
  const photo = gradient(4000, 3000)
  const random = new Random(2, 'bench')
  const point = () => ({
    latent: Array.from(drawLatent(random, LATENT, 'normal')),
    words: {},
  })
  const [before, after] = [point(), point()]
  const seconds: number[] = []
  for (let run = 0; run < runs; run++) {
    const thread = sketchThread(generator, await onProcessor(generator.id))
    const start = performance.now()
    await thread.call('transfer', { photo, before, after, strength: 1, way: 'linear' })
    seconds.push((performance.now() - start) / 1000)
    void thread.end()
  }
  return { seconds: round(median(seconds)), runs }
}

/** Bundled generators. */
const bundled = () => readdirSync(MODELS).filter((name) => name.startsWith('sketch-'))

function untrained(): Generator {
  const network = dcganGenerator({ size: 64, base: BASE })
  return {
    id: 'bench',
    version: 'bench',
    latent: { name: 'input', shape: [LATENT], prior: 'normal' },
    condition: null,
    output: {
      name: 'output',
      channels: ['red', 'green', 'blue'],
      range: [-1, 1],
      colorSpace: 'srgb',
      size: { width: 64, height: 64 },
    },
    files: { generator: randomModel(network, [LATENT]) },
  }
}

/** A sweep of paint, each time another one. */
function stroke(run: number): Pixels {
  const side = 512
  const data = new Uint8Array(4 * side * side)
  const color = [60 + 50 * ((run + 3) % 4), 120, 200 - 40 * ((run + 3) % 4), 255]
  for (let i = 0; i < side * side; i++)
    if (Math.abs(Math.floor(i / side) - 120 - 60 * ((run + 3) % 5)) < 30) data.set(color, 4 * i)
  return { width: side, height: side, channels: 4, data }
}

function gradient(width: number, height: number): Pixels {
  const data = new Uint8Array(3 * width * height)
  for (let i = 0; i < width * height; i++) {
    const texture = ((i * 7) ^ (Math.floor(i / width) * 13)) & 31
    data.fill((200 * (i % width)) / width + texture, 3 * i, 3 * i + 3)
  }
  return { width, height, channels: 3, data }
}
