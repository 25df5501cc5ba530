import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import sharp, { type Sharp } from 'sharp'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { openGenerator } from '../../../electron/engine/sketch/generator.ts'
import { openOnProcessor } from '../../../electron/graph/testing/runtime.fixture.ts'
import { Detail } from '../../../electron/tools/sketch/detail.ts'
import { strip } from '../../../electron/tools/sketch/pictures.ts'
import { sample } from '../../../electron/tools/sketch/sample.ts'
import { conditionOf } from '../../../electron/tools/sketch/words.ts'
import { isHeldOut } from '../../../electron/train/data/heldOut.ts'
import { featuresFile } from '../features/cache.ts'
import { drawSheet } from '../translate/sheet.ts'
import { tensorOf } from './looks.ts'

/*
 * Measures the second stage of a generator of Sketch beside bicubic enlarging, on squares that were held out of its training, reduced
 * to the generator's side; and draws sheets, nothing picked: `reduced.png`, rows of bicubic, second stage and the square itself, and
 * `drawn.png`, what the generator draws, bicubic above and second stage below.
 *
 *   node scripts/run.mjs scripts/models/sketch/measureDetail.ts --model DIR --squares DIR --out DIR [--count 150] [--features FILE]
 */

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    squares: { type: 'string' },
    out: { type: 'string' },
    count: { type: 'string', default: '150' },
    features: { type: 'string', default: featuresFile() },
  },
})
if (!values.model || !values.squares || !values.out)
  throw new Error('--model, --squares and --out are needed; see the head of this script')
const { squares, out } = values
mkdirSync(out, { recursive: true })
/** Those of the loss, and deeper ones that it did not look through. */
const LAYERS = ['block2', 'block4', 'block6', 'block10'] as const
const ROWS = 8
const DRAWN = 24
const PER_ROW = 8

const folder = resolve(values.model)
const generator = await openGenerator(dirname(folder), basename(folder))
const detail = await Detail.open(generator, openOnProcessor())
if (!detail) throw new Error(`${folder} has no second stage`)
const { size } = generator.output
const features = await openOnProcessor()(readFileSync(values.features))

const files = readdirSync(squares, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.png') && !path.includes('@') && isHeldOut(basename(path)))
  .sort((a, b) => basename(a).localeCompare(basename(b)))
  .slice(0, Number(values.count))

const ways = ['bicubic', 'stage'] as const
const sums = Object.fromEntries(ways.map((way) => [way, {} as Record<string, number>]))
const add = (way: string, name: string, value: number) => {
  sums[way]![name] = (sums[way]![name] ?? 0) + value / files.length
}
const rows: Pixels[][] = []
for (const file of files) {
  const square = await raw(sharp(join(squares, file)))
  const small = await raw(sharp(join(squares, file)).resize(size.width, size.height, { kernel: 'lanczos3' }))
  const made = { bicubic: await bicubic(small), stage: await staged(small) }
  const wanted = await look(square)
  for (const way of ways) {
    add(way, 'psnr', psnr(made[way], square))
    add(way, 'gradient energy', energy(made[way]) / energy(square))
    const seen = await look(made[way])
    for (const layer of LAYERS) add(way, layer, distance(seen[layer]!, wanted[layer]!))
  }
  if (rows.length < ROWS) rows.push([made.bicubic, made.stage, square])
}
await drawSheet(join(out, 'reduced.png'), rows, 2 * size.width)

const options = { first: 0, count: DRAWN, seed: 1, words: {} }
const [small, large] = [
  cells((await sample(generator, openOnProcessor(), options)).pictures),
  cells((await sample(generator, openOnProcessor(), { ...options, detail: true })).pictures),
]
const enlarged = await Promise.all(small.map(bicubic))
const sheet = Array.from({ length: DRAWN / PER_ROW }, (_, k) => {
  const part = <T>(all: readonly T[]) => all.slice(k * PER_ROW, (k + 1) * PER_ROW)
  return [part(enlarged), part(large)]
}).flat()
await drawSheet(join(out, 'drawn.png'), sheet, 2 * size.width)
const sharpness = large.reduce((sum, each, k) => sum + energy(each) / energy(enlarged[k]!), 0) / DRAWN
console.log(
  JSON.stringify(
    { pictures: files.length, ...sums, 'drawn, gradient energy to bicubic': sharpness },
    null,
    1,
  ),
)

async function raw(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels: 3, data }
}

function bicubic({ width, height, channels, data }: Pixels): Promise<Pixels> {
  const picture = sharp(data, { raw: { width, height, channels } })
  return raw(picture.resize(detail!.output.size.width, detail!.output.size.height, { kernel: 'cubic' }))
}

async function staged(pixels: Pixels): Promise<Pixels> {
  const picture = tensorOf([pixels]).data.map((value) => (value + 1) / 2)
  return strip(detail!, [await detail!.draw({ picture, condition: conditionOf(generator, {}) })])
}

/** Pictures that lie below each other. */
function cells({ width, height, channels, data }: Pixels): Pixels[] {
  const each = (height / DRAWN) * width * channels
  return Array.from({ length: DRAWN }, (_, k) => ({
    ...{ width, height: height / DRAWN, channels },
    data: data.slice(k * each, (k + 1) * each),
  }))
}

async function look(pixels: Pixels): Promise<Record<string, { data: Float32Array; channels: number }>> {
  const [name] = features.inputs
  const results = await features.run({ [name!]: tensorOf([pixels]) }, LAYERS)
  return Object.fromEntries(
    LAYERS.map((layer) => {
      const { data, shape } = results[layer]!
      return [layer, { data: data as Float32Array, channels: shape[1]! }]
    }),
  )
}

type Features = Awaited<ReturnType<typeof look>>[string]

/** The mean over places of the squared difference of features of length 1 (Zhang et al. 2018). */
function distance(a: Features, b: Features): number {
  const places = a.data.length / a.channels
  let sum = 0
  for (let i = 0; i < places; i++) {
    let [aa, bb, ab] = [1e-9, 1e-9, 0]
    for (let c = i; c < a.data.length; c += places) {
      aa += a.data[c]! ** 2
      bb += b.data[c]! ** 2
      ab += a.data[c]! * b.data[c]!
    }
    sum += 2 - (2 * ab) / Math.sqrt(aa * bb)
  }
  return sum / places
}

function psnr(a: Pixels, b: Pixels): number {
  const sum = a.data.reduce((total, value, i) => total + (value - b.data[i]!) ** 2, 0)
  return 10 * Math.log10(255 ** 2 / Math.max(1e-9, sum / a.data.length))
}

/** The mean square of differences to the right. */
function energy({ width, data }: Pixels): number {
  let sum = 1e-9
  for (let i = 0; i + 3 < data.length; i++)
    if (Math.floor(i / 3) % width < width - 1) sum += (data[i + 3]! - data[i]!) ** 2
  return sum
}
