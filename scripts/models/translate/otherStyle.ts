import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { isHeldOut } from '../../../electron/train/data/heldOut.ts'
import { Random } from '../../../electron/train/random.ts'

/*
 * Makes pairs of another style than the one that a colouring model for drawings has learned, to fine-tune it on: the flat
 * drawings of the npm package `@iconify-json/fluent-emoji-flat` (MIT), with an outline around each of their areas, and
 * the outlines alone:
 *
 *   node scripts/run.mjs scripts/models/translate/otherStyle.ts --packages node_modules --out DIR [--train 20] [--test 60] [--side 160]
 *
 * DIR/train/input and DIR/train/target then hold the pairs to train on, and as many more as make up a held-out tenth;
 * DIR/test/input and DIR/test/target hold others, which were never trained on.
 */

const { values } = parseArgs({
  options: {
    packages: { type: 'string' },
    out: { type: 'string' },
    train: { type: 'string', default: '20' },
    test: { type: 'string', default: '60' },
    side: { type: 'string', default: '160' },
    seed: { type: 'string', default: '1' },
  },
})
if (!values.packages || !values.out)
  throw new Error('--packages and --out are needed; see the head of this script')
const out = resolve(values.out)
const side = Number(values.side)

interface Pack {
  icons: Record<string, { body: string }>
  width: number
  height: number
}

const path = join(resolve(values.packages), '@iconify-json', 'fluent-emoji-flat', 'icons.json')
const { icons, width, height }: Pack = JSON.parse(readFileSync(path, 'utf8'))

/** Of the outlines, in units of the drawings, which are 32 wide. */
const LINE = 0.9

/** Flags and clocks are many and alike; what differs by the skin's tone alone is there once. */
const common = (name: string) => !/^flag-|clock|-(light|medium|medium-light|medium-dark|dark)$/.test(name)

/** Gradients and masks would hide outlines. */
const plain = (name: string) => !/url\(#|mask|clip/.test(icons[name]!.body) && !name.startsWith('black-')

const names = Object.keys(icons).filter((name) => common(name) && plain(name))
const order = new Random(Number(values.seed), 'style').permutation(names.length)
const shuffled = [...order].map((index) => names[index]!)
const fileOf = (name: string) => `${name}.png`
const trained = shuffled.filter((name) => !isHeldOut(fileOf(name))).slice(0, Number(values.train))
const heldOut = shuffled.filter((name) => isHeldOut(fileOf(name)))
const watched = heldOut.slice(0, 4)
const tested = heldOut.slice(4, 4 + Number(values.test))

async function draw(name: string, colored: boolean, file: string): Promise<void> {
  const outline = `stroke="#000" stroke-width="${LINE}" stroke-linejoin="round"`
  const body = icons[name]!.body.replace(
    /fill="(#[0-9a-fA-F]{3,8})"/g,
    (_, fill: string) => `fill="${colored ? fill : '#fff'}" ${outline}`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 ${width + 2} ${height + 2}">${body}</svg>`
  await sharp(Buffer.from(svg), { density: (72 * side) / width })
    .resize(side, side)
    .flatten({ background: 'white' })
    .toFile(file)
}

for (const [part, listed] of [
  ['train', [...trained, ...watched]],
  ['test', tested],
] as const) {
  for (const kind of ['input', 'target']) mkdirSync(join(out, part, kind), { recursive: true })
  for (const name of listed) {
    await draw(name, false, join(out, part, 'input', fileOf(name)))
    await draw(name, true, join(out, part, 'target', fileOf(name)))
  }
}
console.log(JSON.stringify({ out, trained: trained.length, heldOut: watched.length, tested: tested.length }))
