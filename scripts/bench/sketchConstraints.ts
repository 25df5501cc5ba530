import { openOnProcessor } from '../../electron/graph/testing/runtime.fixture.ts'
import { Random } from '../../electron/nets/random.ts'
import { type Generator, latentLength } from '../../electron/tools/sketch/generator.ts'
import { drawLatent } from '../../electron/tools/sketch/latents/prior.ts'
import { Renderer } from '../../electron/tools/sketch/render.ts'
import { SearchNetwork } from '../../electron/tools/sketch/search/network.ts'
import { drawWords } from '../../electron/tools/sketch/words.ts'
import { round } from './measure.ts'

/** Stroke sets, candidates of each, and the steps they are given. */
const SETS = 16
const CANDIDATES = 8
const STEPS = 40

/**
 * Whether strokes are obeyed: sets of random strokes, with colours that a picture of the generator has at those places, and by how much
 * the error of the best candidate falls.
 */
export async function constraintsMet(generator: Generator, limit: number) {
  const open = openOnProcessor({ training: true })
  const network = await SearchNetwork.open(generator, { batch: CANDIDATES }, open)
  const renderer = await Renderer.open(generator, open)
  const { width, height } = generator.output.size
  const ratios: number[] = []
  for (let set = 0; set < Math.min(SETS, limit); set++) {
    const random = new Random(set, 'strokes')
    const draw = () => drawLatent(random, latentLength(generator), generator.latent.prior)
    const [color] = await renderer.draw([{ latent: draw(), condition: drawWords(generator, random) }])
    const latents = Array.from({ length: CANDIDATES }, draw)
    const conditions = latents.map(() => drawWords(generator, random))
    const feeds = {
      color: color!,
      'color.mask': strokes(random, width, height),
      condition: Float32Array.from(conditions.flatMap((one) => [...one])),
    }
    const group = network.group(latents)
    const input = { feeds, weights: { color: 1, prior: 0.02 }, rate: 0.1 }
    const least = (costs: readonly { color: number }[]) => Math.min(...costs.map((cost) => cost.color))
    const mean = (costs: readonly { color: number }[]) =>
      costs.reduce((sum, cost) => sum + cost.color, 0) / costs.length
    const first = mean((await network.step(group, input)).costs)
    for (let step = 1; step < STEPS; step++) await network.step(group, input)
    ratios.push(least((await network.step(group, input)).costs) / first)
  }
  await network.release()
  await renderer.release()
  return {
    met: ratios.filter((ratio) => ratio < 0.25).length,
    of: ratios.length,
    worst_ratio: round(Math.max(...ratios)),
  }
}

/** Three sweeps of a brush at random. [H, W] */
function strokes(random: Random, width: number, height: number): Float32Array {
  const mask = new Float32Array(width * height)
  for (let stroke = 0; stroke < 3; stroke++) {
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
