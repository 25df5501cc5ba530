import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import sharp, { type OverlayOptions } from 'sharp'
import { defaultTranslateSettings } from '../../../electron/contract/document.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { applicationFolder } from '../../../electron/engine/paths.ts'
import { createTranslateHandlers } from '../../../electron/engine/translate.ts'
import { encodedOf, linearOf } from '../../../electron/imaging/lab.ts'
import { psnr } from '../../../electron/train/metrics/psnr.ts'
import { ssim } from '../../../electron/train/metrics/ssim.ts'
import { measuredPictures } from '../measuredPictures.ts'

/*
 * Measures a colouring model on pictures that it never saw, at their own size, against the truth and beside grey left
 * grey:
 *
 *   node scripts/run.mjs scripts/models/translate/measure.ts --model ID --data DIR [--models DIR] [--most 25] [--all] [--match TEXT] [--sheet FILE]
 *
 * Prints a line for each of the folder's own folders and one for all, as JSON. `--all` measures every picture and not the
 * held-out ones alone: for folders that were never trained on. `--match TEXT` takes files whose path holds the text.
 * `--sheet FILE` draws the first 8 by file name: grey, coloured, the truth.
 */

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    data: { type: 'string' },
    models: { type: 'string' },
    most: { type: 'string', default: '25' },
    all: { type: 'boolean', default: false },
    match: { type: 'string', default: '' },
    sheet: { type: 'string' },
  },
})
if (!values.model || !values.data)
  throw new Error('--model and --data are needed; see the head of this script')
const model = values.model
const folder = resolve(values.data)
const modelsFolder = values.models ? resolve(values.models) : join(applicationFolder, 'models')
const translate = createTranslateHandlers({ modelsFolders: [modelsFolder] })['translate.run']
const context = { signal: new AbortController().signal, emit: () => {} }

const cell = 160
const gap = 4
const SHOWN = 8

/** The grey of the same luminance. */
function greyOf({ width, height, data }: Pixels): Pixels {
  const grey = new Uint8Array(data.length)
  for (let at = 0; at < data.length; at += 3) {
    const [r, g, b] = [0, 1, 2].map((c) => linearOf(data[at + c]! / 255)) as [number, number, number]
    grey.fill(Math.round(255 * encodedOf(0.2126729 * r + 0.7151522 * g + 0.072175 * b)), at, at + 3)
  }
  return { width, height, channels: 3, data: grey }
}

function figuresOf(picture: Pixels, truth: Pixels) {
  let sum = 0
  for (let at = 0; at < truth.data.length; at++) sum += Math.abs(picture.data[at]! - truth.data[at]!)
  return {
    l1: sum / truth.data.length / 255,
    psnr_db: psnr(picture.data, truth.data),
    ssim: ssim(picture, truth),
  }
}
type Figures = ReturnType<typeof figuresOf>

const measured: { group: string; colored: Figures; grey: Figures }[] = []
const pieces: OverlayOptions[] = []
for (const [group, names] of measuredPictures(folder, { ...values, most: Number(values.most) }))
  for (const name of names) {
    const { data, info } = await sharp(join(folder, name))
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const truth: Pixels = { width: info.width, height: info.height, channels: 3, data: new Uint8Array(data) }
    const grey = greyOf(truth)
    const { pixels } = await translate({ model, picture: grey, settings: defaultTranslateSettings }, context)
    const row = measured.push({ group, colored: figuresOf(pixels, truth), grey: figuresOf(grey, truth) }) - 1
    if (values.sheet && row < SHOWN)
      for (const [column, { width, height, channels, data: bytes }] of [grey, pixels, truth].entries())
        pieces.push({
          input: await sharp(bytes, { raw: { width, height, channels } })
            .resize(cell, cell, { fit: 'cover' })
            .png()
            .toBuffer(),
          left: gap + column * (cell + gap),
          top: gap + row * (cell + gap),
        })
  }

function summary(group: string, rows: typeof measured) {
  const mean = (of: (row: (typeof measured)[number]) => number, digits: number) =>
    Number((rows.reduce((sum, row) => sum + of(row), 0) / rows.length).toFixed(digits))
  const both = (kind: 'colored' | 'grey') => ({
    l1: mean((row) => row[kind].l1, 4),
    psnr_db: mean((row) => row[kind].psnr_db, 2),
    ssim: mean((row) => row[kind].ssim, 4),
  })
  return {
    group,
    pictures: rows.length,
    colored: both('colored'),
    grey: both('grey'),
    better_psnr: mean((row) => (row.colored.psnr_db > row.grey.psnr_db ? 1 : 0), 3),
  }
}

for (const group of new Set(measured.map((row) => row.group)))
  console.log(
    JSON.stringify(
      summary(
        group,
        measured.filter((row) => row.group === group),
      ),
    ),
  )
console.log(JSON.stringify(summary('all', measured)))
if (values.sheet)
  await sharp({
    create: {
      width: gap + 3 * (cell + gap),
      height: gap + Math.min(SHOWN, measured.length) * (cell + gap),
      channels: 3,
      background: '#808080',
    },
  })
    .composite(pieces)
    .png({ palette: true, quality: 90 })
    .toFile(values.sheet)
process.exit(0)
