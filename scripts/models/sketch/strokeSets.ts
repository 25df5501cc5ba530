import { defaultSketchSettings } from '../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { openOnProcessor } from '../../../electron/graph/testing/runtime.fixture.ts'
import { Random } from '../../../electron/nets/random.ts'
import { type Generator, latentLength } from '../../../electron/tools/sketch/generator.ts'
import { drawLatent } from '../../../electron/tools/sketch/latents/prior.ts'
import { colorError } from '../../../electron/tools/sketch/search/candidate.ts'
import { askOf } from '../../../electron/tools/sketch/search/strokes.ts'
import { Sketching } from '../../../electron/tools/sketch/sketching.ts'
import { drawWords } from '../../../electron/tools/sketch/words.ts'

/** Stroke sets, and candidates of each. */
export const SETS = 16
const CANDIDATES = 16

/** What somebody drew at random, and what the generator answers. */
export interface Answered {
  /** RGBA of the generator's size. */
  strokes: Pixels
  /** Answers below each other in the order that they are shown, RGB. */
  pictures: Pixels[]
  /** The masked colour error of the best answer, in shares of what candidates had on average before. */
  ratio: number
}

/**
 * Has a generator answer sets of random strokes, with colours that a picture of it has at those places, as the tool does by default: fixed
 * seeds, nothing picked.
 */
export async function* answeredSets(generator: Generator, sets = SETS): AsyncGenerator<Answered> {
  const open = openOnProcessor({ training: true })
  const sketching = await Sketching.start(generator, open, { candidates: CANDIDATES, seed: 0, words: {} })
  const silent = { due: () => false, show() {}, notice() {}, async breathe() {} }
  const { width, height } = generator.output.size
  try {
    for (let set = 0; set < sets; set++) {
      const random = new Random(set, 'strokes')
      const latent = drawLatent(random, latentLength(generator), generator.latent.prior)
      const [picture] = await sketching.draw([{ latent, condition: drawWords(generator, random) }])
      const strokes = painted(picture!, sweeps(random, width, height), width, height)
      await sketching.restart(set)
      const ask = askOf(generator, { color: strokes })
      const errors = () => sketching.candidates.map((candidate) => colorError(candidate.picture, ask))
      const start = errors().reduce((sum, error) => sum + error, 0) / CANDIDATES
      const update = { strokes: { color: strokes }, words: {}, settings: defaultSketchSettings }
      const found = await sketching.update(update, silent)
      const bytes = found.pictures.data.length / CANDIDATES
      yield {
        strokes,
        pictures: found.order.map((k) => ({
          width,
          height,
          channels: 3,
          data: found.pictures.data.slice(k * bytes, (k + 1) * bytes),
        })),
        ratio: Math.min(...errors()) / start,
      }
    }
  } finally {
    await sketching.release()
  }
}

/** The colours of a picture [C, H, W] where a mask is, transparent elsewhere. */
function painted(picture: Float32Array, mask: Float32Array, width: number, height: number): Pixels {
  const count = width * height
  const channels = picture.length / count
  const data = new Uint8Array(4 * count)
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++)
      data[4 * i + c] = Math.round(255 * picture[Math.min(c, channels - 1) * count + i]!)
    data[4 * i + 3] = 255 * mask[i]!
  }
  return { width, height, channels: 4, data }
}

/** Three sweeps of a brush at random: 1 where one passed. [H, W] */
function sweeps(random: Random, width: number, height: number): Float32Array {
  const mask = new Float32Array(width * height)
  for (let sweep = 0; sweep < 3; sweep++) {
    let [x, y] = [random.uniform() * width, random.uniform() * height]
    const angle = 2 * Math.PI * random.uniform()
    const radius = (0.04 + 0.05 * random.uniform()) * width
    for (let step = 0; step < width / 3; step++) {
      for (let i = 0; i < mask.length; i++)
        if (Math.hypot((i % width) - x, Math.floor(i / width) - y) < radius) mask[i] = 1
      x += Math.cos(angle)
      y += Math.sin(angle)
    }
  }
  return mask
}
