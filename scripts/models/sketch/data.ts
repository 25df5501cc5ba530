import { mkdirSync, readFileSync } from 'node:fs'
import { join, parse } from 'node:path'
import { parseArgs } from 'node:util'
import sharp, { type Region } from 'sharp'
import { kinds } from './kinds.ts'

/*
 * Makes the folders of small squares that `ganvas train cgan` learns a generator of Sketch from, one for each of the classes of
 * kinds.ts; every picture is there as it is and mirrored:
 *
 *   node scripts/run.mjs scripts/models/sketch/data.ts --kind clothes --from DIR --out DIR [--side 64]
 *
 * `--from` holds a folder of pictures for each class, and CREDITS.tsv with a line for each picture. What is not square is made
 * so: a plain ground is mirrored outwards, and of what else touches the border its outermost row is repeated, so that nothing is cut
 * off and no sleeve is there twice.
 */

const { values } = parseArgs({
  options: {
    kind: { type: 'string' },
    from: { type: 'string' },
    out: { type: 'string' },
    side: { type: 'string', default: '64' },
  },
})
const { kind, from, out } = values
if (!kind || !from || !out)
  throw new Error('--kind, --from and --out are needed; see the head of this script')
if (!Object.hasOwn(kinds, kind)) throw new Error(`--kind ${kind} is none of ${Object.keys(kinds).join(', ')}`)
const { classes, takes } = kinds[kind]!
const side = Number(values.side)

/** Deviation of colours, of 255, up to which a strip is taken for a plain ground. */
const QUIET = 16

const [head = '', ...lines] = readFileSync(join(from, 'CREDITS.tsv'), 'utf8').trimEnd().split('\n')
const columns = head.split('\t')
const counts: Record<string, number> = {}
for (const line of lines) {
  const row = Object.fromEntries(line.split('\t').map((cell, k) => [columns[k]!, cell]))
  const { dir, name } = parse(row.file!)
  const found = classes.find(({ folders }) => folders.includes(dir))
  if (!found || !takes(row)) continue
  const square = await squared(join(from, row.file!))
  const folder = join(out, found.name)
  mkdirSync(folder, { recursive: true })
  await sharp(square).toFile(join(folder, `${name}.png`))
  await sharp(square)
    .flop()
    .toFile(join(folder, `${name}@mirrored.png`))
  counts[found.name] = (counts[found.name] ?? 0) + 1
}
console.log(JSON.stringify({ kind, pictures: counts }))

async function squared(path: string): Promise<Buffer> {
  const { data, info } = await sharp(path).removeAlpha().toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const tall = height > width
  const lacking = Math.abs(height - width)
  let square = data
  for (const [k, edge] of (tall ? ['left', 'right'] : ['top', 'bottom']).entries()) {
    const by = k === 0 ? Math.ceil(lacking / 2) : Math.floor(lacking / 2)
    if (by === 0) continue
    const strip = tall
      ? { left: k * (width - by), top: 0, width: by, height }
      : { left: 0, top: k * (height - by), width, height: by }
    const extendWith = (await restless(data, strip)) ? 'copy' : 'mirror'
    square = await sharp(square)
      .extend({ [edge]: by, extendWith })
      .png()
      .toBuffer()
  }
  return sharp(square).resize(side, side, { kernel: 'lanczos3' }).png().toBuffer()
}

/** Whether more than a plain ground lies there. */
async function restless(picture: Buffer, where: Region): Promise<boolean> {
  const { channels } = await sharp(await sharp(picture).extract(where).png().toBuffer()).stats()
  return Math.max(...channels.map(({ stdev }) => stdev)) > QUIET
}
