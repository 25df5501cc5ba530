import type { SketchPoint } from '../../contract/document/index.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { text } from '../../contract/text.ts'
import type { SketchAt, SketchFrames } from '../../contract/tools/sketch.ts'
import { Random } from '../../nets/random.ts'
import { latentLength } from './generator.ts'
import { type Direction, directions } from './latents/directions.ts'
import { mixture, resultsBetween, type Way } from './latents/paths.ts'
import { drawLatent } from './latents/prior.ts'
import { walk } from './latents/walk.ts'
import { strip } from './pictures.ts'
import { thumbnail } from './search/rank.ts'
import type { Sketching } from './sketching.ts'
import { drawWords } from './words.ts'

/** Latents that directions are found by, and directions that are offered. */
const SAMPLES = 192
const DIRECTIONS = 8
/** Places that a walk goes through. */
const TURNS = 3

/** Results with their pictures. */
export async function shown(sketching: Sketching, points: readonly SketchPoint[]): Promise<SketchFrames> {
  const pictures = await sketching.draw(points.map((point) => sketching.drawingOf(point)))
  return { pictures: strip(sketching.generator, pictures), points: [...points] }
}

/** One result with its picture. */
export async function shownOne(
  sketching: Sketching,
  point: SketchPoint,
): Promise<{ pixels: Pixels; point: SketchPoint }> {
  const { pictures } = await shown(sketching, [point])
  return { pixels: pictures, point }
}

/** From one result to another, words and all. */
export function fromTo(sketching: Sketching, from: SketchAt, to: SketchAt, frames: number, way: Way) {
  const [a, b] = [sketching.pointOf(from), sketching.pointOf(to)]
  return shown(sketching, resultsBetween(sketching.generator, a, b, frames, way))
}

/** A walk at random that comes back. */
export function wander(
  sketching: Sketching,
  from: SketchAt,
  options: { frames: number; seed: number; reach: number },
): Promise<SketchFrames> {
  const { latent, words } = sketching.pointOf(from)
  const { prior } = sketching.generator.latent
  const random = new Random(options.seed, 'walk')
  const latents = walk(random, latent, { count: options.frames, turns: TURNS, prior, reach: options.reach })
  return shown(
    sketching,
    latents.map((numbers) => ({ latent: Array.from(numbers), words })),
  )
}

/** Candidates weighed by how well they agree: exp(-(cost - mean) / deviation), as iGAN has it. [C, H, W] in [0, 1] */
export function average({ candidates }: Sketching): Float32Array {
  const costs = candidates.map(({ costs }) => costs.total)
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length
  const deviation = Math.sqrt(costs.reduce((sum, cost) => sum + (cost - mean) ** 2, 0) / costs.length)
  const weights = costs.map((cost) => (deviation > 0 ? Math.exp(-(cost - mean) / deviation) : 1))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  return candidates[0]!.picture.map((_, i) =>
    candidates.reduce((sum, { picture }, k) => sum + (weights[k]! / whole) * picture[i]!, 0),
  )
}

/** The directions of largest change of a generator, found once. */
export class Directions {
  #found: Promise<Direction[]> | null = null

  of(sketching: Sketching): Promise<Direction[]> {
    this.#found ??= find(sketching)
    return this.#found
  }

  /** A result moved along directions. */
  async move(sketching: Sketching, at: SketchAt, amounts: readonly number[]): Promise<SketchPoint> {
    const found = await this.of(sketching)
    if (amounts.length > found.length)
      throw new GanvasError(
        'invalid-input',
        text('sketch.noDirection', { count: found.length, given: amounts.length }),
      )
    const { latent, words } = sketching.pointOf(at)
    const axes = found.slice(0, amounts.length).map(({ axis }) => axis)
    const scale = sketching.generator.latent.prior === 'normal' ? 1 : Math.sqrt(1 / 3)
    const moved = mixture([latent, ...axes], [1, ...amounts.map((amount) => scale * amount)])
    return { latent: Array.from(moved), words }
  }
}

async function find(sketching: Sketching): Promise<Direction[]> {
  const { generator } = sketching
  const random = new Random(1, 'directions')
  const drawings = Array.from({ length: SAMPLES }, () => ({
    latent: drawLatent(random, latentLength(generator), generator.latent.prior),
    condition: drawWords(generator, random),
  }))
  const { channels, size } = generator.output
  const thumbs = (await sketching.draw(drawings)).map((picture) =>
    thumbnail(picture, channels.length, size.width, size.height),
  )
  return directions(
    drawings.map(({ latent }) => latent),
    thumbs,
    DIRECTIONS,
  )
}
