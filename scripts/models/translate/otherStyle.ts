import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { Random } from '../../../electron/nets/random.ts'
import { isHeldOut } from '../../../electron/train/data/heldOut.ts'

/*
 * Makes pairs of another style than the one that a colouring model for drawings has learned, to fine-tune it on: drawings of
 * the npm package `openmoji` 17 (CC BY-SA 4.0) as a print of a few inks on cream paper, and their lines alone:
 *
 *   node scripts/run.mjs scripts/models/translate/otherStyle.ts --package node_modules/openmoji --out DIR [--train 20] [--test 60] [--side 160]
 *
 * DIR/train/input and DIR/train/target then hold the pairs to train on, and four more that are held out and watched;
 * DIR/test/input and DIR/test/target hold others. Neither those nor the watched ones were trained on by the model itself:
 * they are of the tenth that its data hold out.
 */

const { values } = parseArgs({
  options: {
    package: { type: 'string' },
    out: { type: 'string' },
    train: { type: 'string', default: '20' },
    test: { type: 'string', default: '60' },
    side: { type: 'string', default: '160' },
    seed: { type: 'string', default: '1' },
  },
})
if (!values.package || !values.out)
  throw new Error('--package and --out are needed; see the head of this script')
const folder = resolve(values.package)
const out = resolve(values.out)
const side = Number(values.side)

const PAPER = '#f4e6c8'
/** Inks of warm, cool and grey colours, the light ones first. */
const inks = { warm: ['#e9a23b', '#d1495b'], cool: ['#8fc6b2', '#1f6f78'], grey: ['#fff8ea', '#8a6f5c'] }
/** Difference of the largest and the smallest channel, from 0 to 1: what has less is grey. */
const GREY = 0.12
/** Hues between these angles are cool. */
const COOL = [70, 310] as const
/** Mean of the largest and least channel from which a colour is light. */
const LIGHT = { warm: 0.55, cool: 0.55, grey: 0.8 }

function inkOf(color: string): string {
  const digits = color.length === 4 ? color.replace(/[0-9a-f]/gi, '$&$&') : color
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255) as [
    number,
    number,
    number,
  ]
  const [max, min] = [Math.max(r, g, b), Math.min(r, g, b)]
  const hue = (Math.atan2(Math.sqrt(3) * (g - b), 2 * r - g - b) * 180) / Math.PI
  const angle = (hue + 360) % 360
  const kind = max - min < GREY ? 'grey' : angle >= COOL[0] && angle <= COOL[1] ? 'cool' : 'warm'
  return inks[kind][(max + min) / 2 > LIGHT[kind] ? 0 : 1]!
}

/** Every colour but that of the lines becomes an ink. */
const printed = (svg: string) =>
  svg.replace(/#[0-9a-f]{6}\b|#[0-9a-f]{3}\b/gi, (color) => (/^#0+$/.test(color) ? color : inkOf(color)))

async function draw(hexcode: string, kind: 'black' | 'color', file: string): Promise<void> {
  const svg = readFileSync(join(folder, kind, 'svg', `${hexcode}.svg`), 'utf8')
  await sharp(Buffer.from(kind === 'color' ? printed(svg) : svg), { density: side })
    .resize(side, side)
    .flatten({ background: kind === 'color' ? PAPER : '#ffffff' })
    .toFile(file)
}

/** As the drawings that the model was trained on; see drawings.ts. */
const groups = new Set(['flags', 'symbols', 'component', 'extras-unicode'])
const listed: { hexcode: string; group: string; skintone: string; subgroups: string }[] = JSON.parse(
  readFileSync(join(folder, 'data/openmoji.json'), 'utf8'),
)
const codes = listed
  .filter(({ group, skintone, subgroups }) => !skintone && !groups.has(group) && subgroups !== 'brand')
  .map(({ hexcode }) => hexcode)
const order = new Random(Number(values.seed), 'style').permutation(codes.length)
const shuffled = [...order].map((index) => codes[index]!)
const fileOf = (hexcode: string) => `${hexcode}.png`
const trained = shuffled.filter((code) => !isHeldOut(fileOf(code))).slice(0, Number(values.train))
const heldOut = shuffled.filter((code) => isHeldOut(fileOf(code)))
const watched = heldOut.slice(0, 4)
const tested = heldOut.slice(4, 4 + Number(values.test))

for (const [part, names] of [
  ['train', [...trained, ...watched]],
  ['test', tested],
] as const) {
  for (const kind of ['input', 'target']) mkdirSync(join(out, part, kind), { recursive: true })
  for (const code of names) {
    await draw(code, 'black', join(out, part, 'input', fileOf(code)))
    await draw(code, 'color', join(out, part, 'target', fileOf(code)))
  }
}
console.log(JSON.stringify({ out, trained: trained.length, heldOut: watched.length, tested: tested.length }))
process.exit(0)
