import { mkdirSync, readdirSync } from 'node:fs'
import { join, parse } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'

/*
 * Makes of the squares of data.ts, of twice the generator's side, the pairs that `ganvas train pix2pix --second` learns a second
 * stage from: in DIR/input each square at the generator's side and enlarged again, in DIR/target the square.
 *
 *   node scripts/run.mjs scripts/models/sketch/detailPairs.ts --from SQUARES --out DIR [--side 64]
 *
 * What a generator draws is softer than a reduced photo: of three pictures one is as it is, two are blurred before they are
 * enlarged, so that the stage learns to make up for that too. Mirrored ones are left out: the training mirrors by itself.
 */

const { values } = parseArgs({
  options: { from: { type: 'string' }, out: { type: 'string' }, side: { type: 'string', default: '64' } },
})
const { from, out } = values
if (!from || !out) throw new Error('--from and --out are needed; see the head of this script')
const side = Number(values.side)

/** Deviations in pixels of the small picture; sharp takes none below 0.3. */
const BLURS = [0, 0.5, 0.8] as const

for (const folder of ['input', 'target']) mkdirSync(join(out, folder), { recursive: true })
const pictures = readdirSync(from, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.png') && !path.includes('@mirrored'))
  .sort()
for (const [n, path] of pictures.entries()) {
  const name = `${parse(path).name}.png`
  const blur = BLURS[n % BLURS.length]!
  const square = join(from, path)
  const reduced = sharp(square).resize(side, side, { kernel: 'lanczos3' })
  const small = await (blur > 0 ? reduced.blur(blur) : reduced).png().toBuffer()
  await sharp(small)
    .resize(2 * side, 2 * side, { kernel: 'linear' })
    .toFile(join(out, 'input', name))
  await sharp(square).toFile(join(out, 'target', name))
}
console.log(JSON.stringify({ out, pairs: pictures.length }))
