import { mkdirSync, readdirSync } from 'node:fs'
import { join, parse } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { Random } from '../../../electron/nets/random.ts'

/*
 * Cuts tiles out of pictures at their own size, for styles: of whole paintings made small, no stroke is left to learn from.
 *
 *   node scripts/run.mjs scripts/models/translate/tiles.ts --from DIR --out DIR [--side 256] [--each 3] [--match TEXT,TEXT] [--leave TEXT] [--max N]
 *
 * `--match` takes files whose name holds one of the texts, `--leave` none whose name holds this one. Pictures that are smaller than a tile give none; those that
 * are less than twice as large give one. Tiles of a picture are named as variants of it, `name@2.png`: they are held out together.
 */

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    out: { type: 'string' },
    side: { type: 'string', default: '256' },
    each: { type: 'string', default: '3' },
    match: { type: 'string', default: '' },
    leave: { type: 'string' },
    max: { type: 'string', default: '100000' },
  },
})
const { from, out, leave } = values
if (!from || !out) throw new Error('--from and --out are needed; see the head of this script')
const side = Number(values.side)
const matches = values.match.split(',')

mkdirSync(out, { recursive: true })
let written = 0
for (const file of readdirSync(from).sort()) {
  if (!/\.(jpe?g|png|webp)$/i.test(file) || !matches.some((text) => file.includes(text))) continue
  if (leave && file.includes(leave)) continue
  const { width, height } = await sharp(join(from, file)).metadata()
  if (Math.min(width, height) < side) continue
  const count = width * height < 2 * side * side ? 1 : Number(values.each)
  const random = new Random(0, file)
  for (let k = 0; k < count && written < Number(values.max); k++) {
    const [left, top] = [random.below(width - side + 1), random.below(height - side + 1)]
    await sharp(join(from, file))
      .extract({ left, top, width: side, height: side })
      .removeAlpha()
      .png()
      .toFile(join(out, `${parse(file).name}@${k + 1}.png`))
    written++
  }
}
console.log(JSON.stringify({ out, tiles: written }))
