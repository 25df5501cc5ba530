import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { openGenerator } from '../../../electron/engine/sketch/generator.ts'
import { openOnProcessor } from '../../../electron/graph/testing/runtime.fixture.ts'
import { Random } from '../../../electron/nets/random.ts'
import { sample } from '../../../electron/tools/sketch/sample.ts'
import { type FeatureRows, frechetDistance } from '../../../electron/train/metrics/featureDistances.ts'
import { laplacianDistances } from '../../../electron/train/metrics/laplacianPatches.ts'
import { precisionRecall } from '../../../electron/train/metrics/manifolds.ts'
import { likeness } from '../../../electron/train/metrics/msSsim.ts'
import { featuresFile } from '../features/cache.ts'
import { drawInterpolations, drawNeighbours, drawSamples } from './drawn.ts'
import { biased, look, picturesOf, type Seen, untrained } from './looks.ts'
import { refereeOf } from './referee.ts'

/*
 * Measures a generator of Sketch on pictures that were held out, and draws sheets of what it makes, unpicked:
 *
 *   node scripts/run.mjs scripts/models/sketch/measure.ts --model DIR --data DIR --out DIR [--features FILE] [--show]
 *
 * `--data` is what data.ts made. As many pictures are drawn as were held out, of the same classes; beside them are measured as
 * many real ones that were trained on, which is what could be reached, and the mean of the real ones with noise of their
 * deviation. `--show` draws the nearest pictures of the training beside samples: only where those may be shown.
 */

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    data: { type: 'string' },
    out: { type: 'string' },
    features: { type: 'string', default: featuresFile() },
    show: { type: 'boolean', default: false },
  },
})
if (!values.model || !values.data || !values.out)
  throw new Error('--model, --data and --out are needed; see the head of this script')
const { data, out } = values
mkdirSync(out, { recursive: true })
const SEED = 1

const folder = resolve(values.model)
const generator = await openGenerator(dirname(folder), folder.split(/[\\/]/).at(-1)!)
const words = generator.condition?.words ?? []
const classes = words.map(({ name }) => name)
const draw = (of: number | null, first: number, count: number) =>
  sample(generator, openOnProcessor(), {
    first,
    count,
    seed: SEED,
    words: of === null ? {} : { [classes[of]!]: 1 },
  })

const heldOut = await picturesOf(data, classes, true)
const trained = await picturesOf(data, classes, false)
const made = await alike(heldOut)
const real = picked(trained, heldOut)
const noise = meanWithNoise(trained, heldOut.length)

const looks = { untrained, biased: await biased(values.features, 96) }
const figures: Record<string, number | Record<string, number>> = {
  pictures: heldOut.length,
  trainedOn: trained.length,
}
const rows: Record<string, Record<'heldOut' | 'made' | 'real' | 'noise', FeatureRows>> = {}
for (const [name, network] of Object.entries(looks)) {
  const seen = (set: readonly Seen[]) =>
    look(
      set.map(({ pixels }) => pixels),
      network,
    )
  rows[name] = {
    heldOut: await seen(heldOut),
    made: await seen(made),
    real: await seen(real),
    noise: await seen(noise),
  }
  const { heldOut: truth, ...others } = rows[name]!
  for (const [set, found] of Object.entries(others)) {
    figures[`${name} Frechet, ${set}`] = frechetDistance(truth, found).value
    if (set !== 'noise') figures[`${name} manifolds, ${set}`] = precisionRecall(truth, found)
  }
}
const bytes = (set: readonly Seen[]) => set.map(({ pixels }) => pixels)
for (const [set, pictures] of Object.entries({ made, real, noise })) {
  const distances = laplacianDistances(bytes(heldOut), bytes(pictures))
  figures[`patches, ${set}`] = { finest: distances[0]!, coarsest: distances.at(-1)! }
  figures[`likeness, ${set}`] = likeness(bytes(pictures), 600)
}
figures.class = await refereeOf(values.features, { trained, heldOut, made })
writeFileSync(join(out, 'figures.json'), `${JSON.stringify(figures, null, 2)}\n`)
console.log(JSON.stringify(figures, null, 1))

await drawSamples(join(out, 'samples.png'), await draw(null, 0, 64))
if (classes.length > 0)
  await drawSamples(join(out, 'classes.png'), ...(await Promise.all(classes.map((_, of) => draw(of, 0, 10)))))
await drawInterpolations(join(out, 'interpolations.png'), generator, SEED)
if (values.show) {
  const all = trained.map(({ pixels }) => pixels)
  await drawNeighbours(
    join(out, 'neighbours.png'),
    made,
    trained,
    await look(all, looks.biased),
    rows.biased!.made,
  )
}

/** As many samples of each class as there are pictures of it. */
async function alike(truth: readonly Seen[]): Promise<Seen[]> {
  const drawn: Seen[] = []
  for (const of of classes.keys()) {
    const count = truth.filter((each) => each.of === of).length
    for (let first = 0; first < count; first += 64) {
      const part = Math.min(64, count - first)
      const { pictures } = await draw(of, first, part)
      for (let k = 0; k < part; k++) drawn.push({ of, pixels: cellOf(pictures, k, part) })
    }
  }
  return drawn
}

function cellOf({ width, height, data }: Pixels, k: number, count: number): Pixels {
  const size = data.length / count
  return { width, height: height / count, channels: 3, data: data.slice(k * size, (k + 1) * size) }
}

/** As many of each class, at random, as the truth has. */
function picked(from: readonly Seen[], truth: readonly Seen[]): Seen[] {
  return classes.flatMap((_, of) => {
    const all = from.filter((each) => each.of === of)
    const count = truth.filter((each) => each.of === of).length
    return [...new Random(SEED, `picked ${of}`).permutation(all.length)].slice(0, count).map((at) => all[at]!)
  })
}

function meanWithNoise(from: readonly Seen[], count: number): Seen[] {
  const size = from[0]!.pixels.data.length
  const [sum, squares] = [new Float64Array(size), new Float64Array(size)]
  for (const { pixels } of from)
    for (let i = 0; i < size; i++) {
      sum[i]! += pixels.data[i]! / from.length
      squares[i]! += pixels.data[i]! ** 2 / from.length
    }
  return Array.from({ length: count }, (_, n) => {
    const random = new Random(SEED, `noise ${n}`)
    const bytes = Uint8Array.from({ length: size }, (_, i) => {
      const deviation = Math.sqrt(Math.max(0, squares[i]! - sum[i]! ** 2))
      return Math.max(0, Math.min(255, Math.round(sum[i]! + deviation * random.normal())))
    })
    return { of: 0, pixels: { ...from[0]!.pixels, data: bytes } }
  })
}
