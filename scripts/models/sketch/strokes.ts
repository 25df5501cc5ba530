import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { openGenerator } from '../../../electron/engine/sketch/generator.ts'
import { drawSheet } from '../translate/sheet.ts'
import { answeredSets } from './strokeSets.ts'

/*
 * Draws what a generator answers to 16 sets of random strokes, the ones of the bench, for its card: a row each, the
 * strokes and the first answers in the order that they are shown, nothing picked. Prints how many sets were met.
 *
 *   node scripts/run.mjs scripts/models/sketch/strokes.ts --model DIR --out FILE.png
 */

const { values } = parseArgs({ options: { model: { type: 'string' }, out: { type: 'string' } } })
if (!values.model || !values.out) throw new Error('--model and --out are needed; see the head of this script')
const SHOWN = 8
const PAPER = 236

const folder = resolve(values.model)
const generator = await openGenerator(dirname(folder), folder.split(/[\\/]/).at(-1)!)
const rows: Pixels[][] = []
const ratios: number[] = []
for await (const { strokes, pictures, ratio } of answeredSets(generator)) {
  rows.push([onPaper(strokes), ...pictures.slice(0, SHOWN)])
  ratios.push(Math.round(1000 * ratio) / 1000)
}
await drawSheet(values.out, rows, generator.output.size.width)
console.log(JSON.stringify({ met: ratios.filter((ratio) => ratio < 0.25).length, of: ratios.length, ratios }))

function onPaper({ width, height, data }: Pixels): Pixels {
  const rgb = new Uint8Array(3 * width * height)
  for (let i = 0; i < width * height; i++)
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = data[4 * i + 3]! > 0 ? data[4 * i + c]! : PAPER
  return { width, height, channels: 3, data: rgb }
}
