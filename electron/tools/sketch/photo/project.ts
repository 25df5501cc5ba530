import type { SketchPoint } from '../../../contract/document/index.ts'
import type { Pixels, Rect } from '../../../contract/pixels.ts'
import { writeOnnx } from '../../../graph/onnx/write.ts'
import { simplify } from '../../../graph/passes/simplify.ts'
import type { OpenSession } from '../../../graph/session.ts'
import { Random } from '../../../nets/random.ts'
import { type Generator, latentLength, lookingGraph } from '../generator.ts'
import { drawLatent, latentOf, near } from '../latents/prior.ts'
import { type Drawing, Renderer } from '../render.ts'
import { SearchNetwork, type StepInput } from '../search/network.ts'
import { conditionOf, drawWords, wordsOf } from '../words.ts'
import { partOf, viewOf } from './view.ts'

/** Latents that are searched together, and draws that the best of them are taken from. */
const BATCH = 4
const DRAWS = 96
/** How far others begin from what the encoder guessed. */
const NEAR_GUESS = 0.2
/** A picture that explains less of the photo than this shows something else. */
const FOREIGN = 0.45
/** Adam's rate at the beginning and at the end: large steps find the picture, small ones settle in it. */
const RATES = [0.1, 0.02] as const
const WEIGHTS = { color: 1, alike: 0.3, prior: 0.01 }

export interface ProjectOptions {
  region?: Rect | undefined
  iterations: number
  seed: number
  words: Readonly<Record<string, number>>
  /** Called after each step with the best picture so far. @throws to stop */
  onStep?: (step: number, total: number, picture: () => Float32Array) => Promise<void>
}

/** The latent whose picture is most like a photo. Errors are root mean squares in [0, 1]. */
export interface Projection {
  point: SketchPoint
  /** [C, H, W] in [0, 1] */
  picture: Float32Array
  errors: { start: number; end: number; features?: number; plain: number }
  /** What of the photo's variance the picture explains, from 0 to 1. */
  explained: number
  foreign: boolean
}

/**
 * Looks for a photo among what a generator draws (Zhu et al. 2016, section 3.1): from the encoder's guess, where there is one, and the
 * best of many draws, by colours and by the critic's features.
 */
export async function project(
  generator: Generator,
  open: OpenSession,
  photo: Pixels,
  options: ProjectOptions,
): Promise<Projection> {
  const target = viewOf(generator, photo, partOf(photo, options.region))
  const starts = await startsOf(generator, open, target, options)
  const network = await SearchNetwork.open(generator, { batch: BATCH, alike: true }, open)
  const { iterations } = options
  const group = network.group(starts.map(({ latent }) => latent))
  const condition = joined(starts.map((start) => Float32Array.from(start.condition)))
  const { width, height } = generator.output.size
  const feeds = { color: target, 'color.mask': new Float32Array(width * height).fill(1), condition }
  const [z, size] = [latentLength(generator), target.length]
  let best: Found | null = null
  let first = Number.POSITIVE_INFINITY
  for (let k = 0; k <= iterations; k++) {
    const share = iterations === 0 ? 1 : k / iterations
    const input: StepInput = { feeds, weights: WEIGHTS, rate: RATES[0] * (RATES[1] / RATES[0]) ** share }
    const before = group.free.slice()
    const seen = await network.step(group, input)
    for (const [n, { color = 0, alike }] of seen.costs.entries()) {
      const cost = color + alike
      if (!best || cost < best.cost) {
        const picture = seen.pictures.slice(n * size, (n + 1) * size)
        const latent = latentOf(before.subarray(n * z, (n + 1) * z), generator.latent.prior)
        best = { cost, alike, latent, condition: starts[n]!.condition, picture }
      }
    }
    if (k === 0) first = errorOf(best!.picture, target)
    const { picture } = best!
    await options.onStep?.(k, iterations, () => picture)
  }
  await network.release()
  return summed(generator, best!, target, first)
}

interface Found {
  cost: number
  alike: number
  latent: Float32Array
  condition: ArrayLike<number>
  picture: Float32Array
}

function summed(generator: Generator, found: Found, target: Float32Array, start: number): Projection {
  const { latent, condition, picture, alike } = found
  const [end, plain] = [errorOf(picture, target), plainError(generator, target)]
  const explained = Math.max(0, 1 - (end / Math.max(plain, 1e-3)) ** 2)
  return {
    point: { latent: Array.from(latent), words: wordsOf(generator, condition) },
    picture,
    errors: { start, end, plain, ...(generator.files.critic && { features: alike / WEIGHTS.alike }) },
    explained,
    foreign: explained < FOREIGN,
  }
}

/** Where the search begins: the guess and what lies near it, else the draws that are most like the photo. */
async function startsOf(
  generator: Generator,
  open: OpenSession,
  target: Float32Array,
  { seed, words }: ProjectOptions,
): Promise<Drawing[]> {
  const random = new Random(seed, 'projection')
  const { prior } = generator.latent
  const renderer = await Renderer.open(generator, open)
  const draws = Array.from({ length: DRAWS }, () => ({
    latent: drawLatent(random, latentLength(generator), prior),
    condition: conditionOf(generator, words, drawWords(generator, random)),
  }))
  const guess = await guessOf(generator, open, target)
  if (guess) {
    // Which words a photo shows the encoder says, or all that are drawn are tried with its latent.
    const told = guess.label ? [mostLikely(generator, guess.label), guess.label] : []
    const own = [
      ...told.map((label) => conditionOf(generator, words, label)),
      ...draws.map((d) => d.condition),
    ]
    draws.unshift(
      ...own.slice(0, BATCH * BATCH).map((condition, k) => ({
        latent: k % BATCH === 0 ? guess.latent : near(random, guess.latent, prior, NEAR_GUESS),
        condition,
      })),
    )
  }
  const pictures = await renderer.draw(draws)
  await renderer.release()
  const errors = pictures.map((picture) => errorOf(picture, target))
  const order = draws.map((_, k) => k).sort((a, b) => errors[a]! - errors[b]!)
  return order.slice(0, BATCH).map((k) => draws[k]!)
}

/** The likeliest word of each group. */
function mostLikely({ condition }: Generator, label: Float32Array): Float32Array {
  const known = condition?.words ?? []
  return Float32Array.from(known, ({ group }, k) =>
    known.every((other, n) => other.group !== group || label[n]! < label[k]! || n === k) ? 1 : 0,
  )
}

/** What the encoder takes for the latent of a picture, and how likely it finds each word; null where there is none. */
async function guessOf(
  generator: Generator,
  open: OpenSession,
  target: Float32Array,
): Promise<{ latent: Float32Array; label: Float32Array | null } | null> {
  const { files, output, version, condition } = generator
  if (!files.encoder) return null
  const graph = simplify(lookingGraph(generator, files.encoder, 1))
  const session = await open(writeOnnx(graph).model, { network: `${version} encoder` })
  const [low, high] = output.range
  const { width, height } = output.size
  const data = target.map((value) => low + (high - low) * value)
  const [input] = session.inputs
  const results = await session.run({ [input!]: { data, shape: [1, output.channels.length, height, width] } })
  await session.release()
  const [latent, label] = session.outputs.map((name) => results[name]!.data as Float32Array)
  if (latent?.length !== latentLength(generator)) return null
  return { latent, label: label && label.length === condition?.words.length ? label : null }
}

/** Root mean square of the difference. */
function errorOf(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return Math.sqrt(sum / a.length)
}

/** The error of a picture of nothing but the mean colour. */
function plainError({ output }: Generator, target: Float32Array): number {
  const count = output.size.width * output.size.height
  const mean = target.map((_, i) => {
    const plane = target.subarray(count * Math.floor(i / count), count * (Math.floor(i / count) + 1))
    return i % count === 0 ? plane.reduce((sum, value) => sum + value, 0) / count : 0
  })
  return errorOf(
    target.map((_, i) => mean[count * Math.floor(i / count)]!),
    target,
  )
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
