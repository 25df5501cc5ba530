import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import sharp, { type OverlayOptions } from 'sharp'
import type { BlendSettings } from '../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { applicationFolder } from '../../../electron/engine/paths.ts'
import { createBlendHandlers } from '../../../electron/engine/procedures/blend.ts'
import { onProcessor } from '../../../electron/engine/sessions/place.ts'
import { Random } from '../../../electron/nets/random.ts'
import { drawScene } from './scene.ts'

/*
 * Draws the model's sample.png: a row for each picture; pasted, blended with the anchors `composite` and `gan`, and
 * the answer.
 *
 *   node scripts/run.mjs scripts/models/blend/sample.ts --data DIR --out FILE NAME:DRAW …
 *
 * DRAW is the number of the scene, as in measure.ts.
 */

const { values, positionals } = parseArgs({
  options: { data: { type: 'string' }, out: { type: 'string' }, models: { type: 'string' } },
  allowPositionals: true,
})
if (!values.data || !values.out) throw new Error('--data and --out are needed; see the head of this script')
const modelsFolder = values.models ? resolve(values.models) : join(applicationFolder, 'models')

const cell = { width: 240, height: 160 }
const gap = 4
const inPlace = { x: 0, y: 0, scaleX: 1, scaleY: 1, rotation: 0 }
const handlers = createBlendHandlers({ modelsFolder, place: onProcessor })
const context = { signal: new AbortController().signal, emit: () => {} }

const columns: BlendSettings[] = [
  { method: 'paste', anchor: 'composite', beta: 1, kernel: 'normal' },
  { method: 'gp', anchor: 'composite', beta: 1, kernel: 'normal' },
  { method: 'gp', anchor: 'gan', beta: 1, kernel: 'normal' },
]

async function reduced({ width, height, data }: Pixels): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ ...cell, fit: 'cover' })
    .png()
    .toBuffer()
}

const pieces: OverlayOptions[] = []
for (const [row, each] of positionals.entries()) {
  const [name = '', draw = '0'] = each.split(':')
  const file = join(resolve(values.data), name)
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const scene = drawScene(new Random(1, `measure ${name}`, Number(draw)), { ...info, data })
  const pictures: Pixels[] = []
  for (const settings of columns) {
    const input = {
      // Copies: the blend's thread takes what it is given.
      background: structuredClone(scene.backgrounds.filled),
      source: structuredClone(scene.object),
      mask: structuredClone(scene.mask),
      transform: inPlace,
      settings,
      whole: true,
    }
    pictures.push((await handlers['blend.run'](input, context)).pixels)
  }
  for (const [column, picture] of [...pictures, scene.truth].entries())
    pieces.push({
      input: await reduced(picture),
      left: gap + column * (cell.width + gap),
      top: gap + row * (cell.height + gap),
    })
}
const width = gap + (columns.length + 1) * (cell.width + gap)
const height = gap + positionals.length * (cell.height + gap)
await sharp({ create: { width, height, channels: 3, background: '#808080' } })
  .composite(pieces)
  .png({ palette: true, quality: 90 })
  .toFile(values.out)
process.exit(0)
