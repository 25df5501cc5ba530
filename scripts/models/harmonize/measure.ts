import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import type { BlendSettings } from '../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { applicationFolder } from '../../../electron/engine/paths.ts'
import { createBlendHandlers } from '../../../electron/engine/procedures/blend.ts'
import { onProcessor } from '../../../electron/engine/sessions/place.ts'
import { type TransferName, transfers } from '../../../electron/imaging/harmony/transfer.ts'
import { Random } from '../../../electron/nets/random.ts'
import { emptied, objectsOf, type Shot, simpleMethods } from './baselines.ts'

/*
 * Measures how far blends bring a recoloured object back, on pictures with masks (see masks.py):
 *
 *   node scripts/run.mjs scripts/models/harmonize/measure.ts --data DIR [--models DIR] [--half 0|1] [--only TEXT] [--out DIR]
 *
 * Every picture's object is given the colours of another's by each of the three transfers; the photo under the object
 * is filled in from its surroundings. Prints a line of JSON for each method: fMSE, the mean squared error inside the mask in
 * squared grey levels; how many objects are better than pasted, and how many worse than 1.5 times; and by how many
 * grey levels an untouched object changes. `--half` takes every other picture, `--only` the program's methods whose name holds the text. `--out` keeps inputs and results, to be looked at
 * and for opencv.py.
 */

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    models: { type: 'string' },
    half: { type: 'string' },
    out: { type: 'string' },
    only: { type: 'string', default: '' },
  },
})
if (!values.data) throw new Error('--data is missing: the folder of pictures and masks')
const folder = resolve(values.data)
const handlers = createBlendHandlers({
  modelsFolder: values.models ? resolve(values.models) : join(applicationFolder, 'models'),
  place: onProcessor,
})
const context = { signal: new AbortController().signal, emit: () => {} }
const base = { beta: 1, kernel: 'normal', anchor: 'composite' } as const
const all: Record<string, BlendSettings> = {
  harmonize: { ...base, method: 'harmonize', strength: 1 },
  'harmonize at 0.8': { ...base, method: 'harmonize', strength: 0.8 },
  poisson: { ...base, method: 'poisson' },
  'gp, gan': { ...base, method: 'gp', anchor: 'gan' },
}

const settings = Object.fromEntries(Object.entries(all).filter(([name]) => name.includes(values.only)))

const names = readdirSync(folder)
  .filter((name) => name.endsWith('-mask.png'))
  .map((name) => name.replace('-mask.png', ''))
  .filter((_, i) => values.half === undefined || i % 2 === Number(values.half))
const shots: Shot[] = []
for (const name of names) {
  const { data, info } = await sharp(join(folder, `${name}.png`))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const mask = await sharp(join(folder, `${name}-mask.png`))
    .extractChannel(0)
    .raw()
    .toBuffer()
  shots.push({ name, width: info.width, height: info.height, photo: data, mask })
}

interface Result {
  before: number
  after: number
}
const results = new Map<string, Result[]>()
const add = (method: string, result: Result) => results.set(method, [...(results.get(method) ?? []), result])
const untouched = new Map<string, number[]>()

function error(shot: Shot, picture: Uint8Array): number {
  let [sum, total] = [0, 0]
  for (let i = 0; i < shot.mask.length; i++) {
    const w = shot.mask[i]! / 255
    total += w
    for (let c = 0; c < 3; c++) sum += (w * (picture[3 * i + c]! - shot.photo[3 * i + c]!) ** 2) / 3
  }
  return sum / total
}

async function blended(shot: Shot, source: Uint8Array, chosen: BlendSettings): Promise<Uint8Array> {
  const { width, height } = shot
  const pixels = (data: Uint8Array, channels: 1 | 3): Pixels => ({
    width,
    height,
    channels,
    data: new Uint8Array(data),
  })
  const input = {
    background: pixels(emptied(shot), 3),
    source: pixels(source, 3),
    mask: pixels(shot.mask, 1),
    transform: { x: 0, y: 0, scaleX: 1, scaleY: 1, rotation: 0 },
    settings: chosen,
    whole: true,
  }
  return (await handlers['blend.run'](input, context)).pixels.data
}

for (const [index, shot] of shots.entries()) {
  const random = new Random(1, `harmony ${shot.name}`)
  for (const name of Object.keys(transfers) as TransferName[]) {
    const other = shots[(index + 1 + random.below(shots.length - 1)) % shots.length]!
    const object = objectsOf(shot)
    const source = object.replaced(transfers[name](object.colors, objectsOf(other).colors))
    const before = error(shot, source)
    const save = (data: Uint8Array, what: string, channels: 1 | 3 = 3) =>
      values.out &&
      sharp(data, { raw: { width: shot.width, height: shot.height, channels } })
        .png()
        .toFile(join(values.out, `${shot.name}-${name}-${what}.png`))
    for (const [method, chosen] of Object.entries(settings)) {
      const result = await blended(shot, source, chosen)
      add(method, { before, after: error(shot, result) })
      await save(result, method)
    }
    for (const [method, apply] of Object.entries(simpleMethods))
      add(method, { before, after: error(shot, apply(shot, source)) })
    await Promise.all([
      save(source, 'object'),
      save(emptied(shot), 'background'),
      save(shot.photo, 'truth'),
      save(shot.mask, 'mask', 1),
    ])
  }
  for (const [method, chosen] of Object.entries(settings)) {
    const picture = await blended(shot, shot.photo, chosen)
    let [sum, total] = [0, 0]
    for (let i = 0; i < shot.mask.length; i++)
      for (let c = 0; c < 3; c++) {
        sum += (shot.mask[i]! * Math.abs(picture[3 * i + c]! - shot.photo[3 * i + c]!)) / 3
        if (c === 0) total += shot.mask[i]!
      }
    untouched.set(method, [...(untouched.get(method) ?? []), sum / total])
  }
}

const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length
for (const [method, list] of results) {
  const before = mean(list.map((each) => each.before))
  const after = mean(list.map((each) => each.after))
  const share = (test: (each: Result) => boolean) =>
    Number(mean(list.map((each) => (test(each) ? 1 : 0))).toFixed(3))
  const idle = untouched.get(method)
  console.log(
    JSON.stringify({
      method,
      objects: list.length,
      fmse: Math.round(after),
      pasted: Math.round(before),
      cut: Number((1 - after / before).toFixed(3)),
      better: share(({ before: b, after: a }) => a < b),
      worse: share(({ before: b, after: a }) => a > 1.5 * b),
      ...(idle && { untouched: Number(mean(idle).toFixed(1)) }),
    }),
  )
}
process.exit(0)
