import type { SketchFrames } from '../../contract/tools/sketch.ts'
import type { OpenSession } from '../../graph/session.ts'
import { Random } from '../../nets/random.ts'
import { Detail } from './detail.ts'
import { type Generator, latentLength } from './generator.ts'
import { drawLatent } from './latents/prior.ts'
import { strip } from './pictures.ts'
import { type Drawing, Renderer } from './render.ts'
import { conditionOf, drawWords, wordsOf } from './words.ts'

export interface SampleOptions {
  /** The first one's place in the row of all draws of the seed, from 0. */
  first: number
  count: number
  seed: number
  /** What is asked for; of each group of which nothing is said, a word at random. */
  words: Readonly<Record<string, number>>
  /** Through the second stage, where there is one. */
  detail?: boolean | undefined
}

/** Pictures of a generator as they come: each depends on the seed, its place in the row, and the words alone. */
export async function sample(
  generator: Generator,
  open: OpenSession,
  { first, count, seed, words, detail }: SampleOptions,
): Promise<SketchFrames> {
  const drawings = Array.from({ length: count }, (_, k) => {
    const random = new Random(seed, `sample ${first + k}`)
    const latent = drawLatent(random, latentLength(generator), generator.latent.prior)
    return { latent, condition: conditionOf(generator, words, drawWords(generator, random)) }
  })
  const renderer = await Renderer.open(generator, open)
  try {
    const small = await renderer.draw(drawings)
    const stage = detail ? await Detail.open(generator, open) : null
    const pictures = stage ? await detailed(stage, small, drawings) : strip(generator, small)
    const points = drawings.map(({ latent, condition }) => ({
      latent: Array.from(latent),
      words: wordsOf(generator, condition),
    }))
    return { pictures, points }
  } finally {
    await renderer.release()
  }
}

async function detailed(stage: Detail, pictures: readonly Float32Array[], drawings: readonly Drawing[]) {
  try {
    const large: Float32Array[] = []
    for (const [k, picture] of pictures.entries())
      large.push(await stage.draw({ picture, condition: drawings[k]!.condition }))
    return strip(stage, large)
  } finally {
    await stage.release()
  }
}
