import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { Random } from '../../../electron/nets/random.ts'
import { VARIANT } from '../../../electron/train/data/heldOut.ts'

/*
 * Makes pairs of line drawings and coloured ones of the npm package `openmoji` 17 (CC BY-SA 4.0), which has each of its
 * drawings in black and in colour:
 *
 *   node scripts/run.mjs scripts/models/translate/drawings.ts --package node_modules/openmoji --out DIR [--variants 6] [--side 160]
 *
 * DIR/input and DIR/target then hold PNGs of equal name, HEXCODE@VARIANT.png, for `ganvas train pix2pix --data DIR`.
 * A variant is turned, scaled, stretched, sheared and moved, and has lines of its own width, the same in both; half of
 * the drawings have small gaps in their lines, as quick ones have. Variant 0 is the drawing as it is.
 */

const { values } = parseArgs({
  options: {
    package: { type: 'string' },
    out: { type: 'string' },
    variants: { type: 'string', default: '6' },
    side: { type: 'string', default: '160' },
    seed: { type: 'string', default: '1' },
  },
})
if (!values.package || !values.out)
  throw new Error('--package and --out are needed; see the head of this script')
const folder = resolve(values.package)
const out = resolve(values.out)
const side = Number(values.side)
const variants = Number(values.variants)
const seed = Number(values.seed)

/** Left out: flags, signs and letters, marks of companies, and what differs by the skin's tone alone. */
const groups = new Set(['flags', 'symbols', 'component', 'extras-unicode'])
const subgroups = new Set(['brand', 'ui-element', 'flags', 'queer-symbols', 'symbol-other', 'symbols'])

/** Side of the package's drawings in their own units, and the width of their lines. */
const UNITS = 72
const LINE = 2
/** Widths of lines that a drawing may have, as shares of its side. */
const THINNEST = 1.2 / 128
const THICKEST = 6 / 128

interface Drawing {
  hexcode: string
  group: string
  subgroups: string
  skintone: string
}

interface Variant {
  /** In the drawing's units: x' = a x + c y + e, y' = b x + d y + f. */
  matrix: readonly [a: number, b: number, c: number, d: number, e: number, f: number]
  /** Factor of the width of lines. */
  line: number
  gaps: number
}

const between = (random: Random, low: number, high: number) => low + (high - low) * random.uniform()
const ratio = (random: Random, low: number, high: number) => low * (high / low) ** random.uniform()

function drawVariant(random: Random): Variant {
  const scale = ratio(random, 0.5, 1.15)
  const stretch = ratio(random, 0.87, 1.15)
  const angle = Math.max(-0.6, Math.min(0.6, 0.2 * random.normal()))
  const shear = between(random, -0.12, 0.12)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [x, y] = [scale * stretch, scale / stretch]
  const [a, b, c, d] = [cos * x, sin * x, (shear * cos - sin) * y, (shear * sin + cos) * y]
  // The drawing's middle goes where the drawing still fits, more or less.
  const free = (UNITS / 2) * Math.max(0.08, 1 - 0.95 * scale)
  const middle = () => UNITS / 2 + between(random, -free, free)
  const half = UNITS / 2
  const matrix = [a, b, c, d, middle() - (a + c) * half, middle() - (b + d) * half] as const
  const width = ratio(random, THINNEST, THICKEST) * UNITS
  return { matrix, line: width / (LINE * scale), gaps: random.uniform() < 0.5 ? 1 + random.below(4) : 0 }
}

const asItIs: Variant = { matrix: [1, 0, 0, 1, 0, 0], line: 1, gaps: 0 }

/** The drawing on white; lines alone are widened, not areas that are drawn as coloured strokes. */
async function render(svg: string, { matrix, line }: Variant): Promise<Uint8Array> {
  const inner = svg.replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '')
  const widened = inner.replace(/<[a-z][^>]*>/gi, (tag) =>
    /stroke="(#000|#000000|black)"/i.test(tag)
      ? tag.replace(/stroke-width="([\d.]+)"/, (_, width) => `stroke-width="${Number(width) * line}"`)
      : tag,
  )
  const page = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${UNITS} ${UNITS}" width="${side}" height="${side}"><rect width="${UNITS}" height="${UNITS}" fill="#fff"/><g transform="matrix(${matrix.join(' ')})">${widened}</g></svg>`
  return new Uint8Array(await sharp(Buffer.from(page)).removeAlpha().toColourspace('srgb').raw().toBuffer())
}

/** Paints over a line at a few places. */
function breakLines(picture: Uint8Array, gaps: number, random: Random): void {
  const dark: number[] = []
  for (let at = 0; at < side * side; at++) if (picture[3 * at]! < 64) dark.push(at)
  for (let gap = 0; gap < gaps && dark.length > 0; gap++) {
    const at = dark[random.below(dark.length)]!
    const [left, top] = [at % side, Math.floor(at / side)]
    const radius = between(random, 0.01, 0.025) * side
    const reach = Math.ceil(radius)
    for (let y = Math.max(0, top - reach); y <= Math.min(side - 1, top + reach); y++)
      for (let x = Math.max(0, left - reach); x <= Math.min(side - 1, left + reach); x++)
        if (Math.hypot(x - left, y - top) <= radius)
          picture.fill(255, 3 * (y * side + x), 3 * (y * side + x) + 3)
  }
}

const write = async (kind: 'input' | 'target', name: string, data: Uint8Array) =>
  sharp(data, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toFile(join(out, kind, name))

for (const kind of ['input', 'target']) mkdirSync(join(out, kind), { recursive: true })
const listed: Drawing[] = JSON.parse(readFileSync(join(folder, 'data/openmoji.json'), 'utf8'))
const drawings = listed.filter(
  (drawing) => !drawing.skintone && !groups.has(drawing.group) && !subgroups.has(drawing.subgroups),
)
for (const { hexcode } of drawings) {
  const [black, color] = ['black', 'color'].map((kind) =>
    readFileSync(join(folder, kind, 'svg', `${hexcode}.svg`), 'utf8'),
  )
  for (let index = 0; index < variants; index++) {
    const random = new Random(seed, hexcode, index)
    const variant = index === 0 ? asItIs : drawVariant(random)
    const input = await render(black!, variant)
    breakLines(input, variant.gaps, random)
    const name = `${hexcode}${VARIANT}${index}.png`
    await write('input', name, input)
    await write('target', name, await render(color!, variant))
  }
}
writeFileSync(
  join(out, 'CREDITS.txt'),
  'Drawings by the OpenMoji project, https://openmoji.org, CC BY-SA 4.0; rasterised, turned, scaled, and with lines of other widths.\n',
)
console.log(JSON.stringify({ out, drawings: drawings.length, pairs: drawings.length * variants }))
process.exit(0)
