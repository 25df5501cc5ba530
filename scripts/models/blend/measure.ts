import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import type { BlendSettings } from '../../../electron/contract/document/index.ts'
import { applicationFolder } from '../../../electron/engine/paths.ts'
import { createBlendHandlers } from '../../../electron/engine/procedures/blend.ts'
import { onProcessor } from '../../../electron/engine/sessions/place.ts'
import { Random } from '../../../electron/nets/random.ts'
import { psnr } from '../../../electron/train/metrics/psnr.ts'
import { ssim } from '../../../electron/train/metrics/ssim.ts'
import { measuredPictures } from '../measuredPictures.ts'
import { drawScene, type MeasuredScene } from './scene.ts'

/*
 * Measures the anchors of Gaussian-Poisson blending on pictures that the blending network never saw, after the
 * whole blend at full resolution, against the true answer:
 *
 *   node scripts/run.mjs scripts/models/blend/measure.ts --data DIR [--each 4] [--max 25] [--models DIR] [--all] [--match TEXT] [--unchanged]
 *
 * Prints a line for each anchor and background, and a summary, as JSON. `--all` measures every picture of DIR and
 * not the held-out ones alone: for folders that were never trained on. `--match TEXT` takes files whose path holds
 * the text. `--unchanged` takes objects that keep their light, and so measures what a blend spoils.
 */

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    models: { type: 'string' },
    each: { type: 'string', default: '4' },
    max: { type: 'string', default: '25' },
    all: { type: 'boolean', default: false },
    match: { type: 'string', default: '' },
    unchanged: { type: 'boolean', default: false },
  },
})
if (!values.data) throw new Error('--data is missing: the folder of pictures')
const folder = resolve(values.data)
const modelsFolder = values.models ? resolve(values.models) : join(applicationFolder, 'models')

const anchors = ['gan', 'composite', 'background'] as const
const backgrounds = ['filled', 'mirrored'] as const
/** A picture that came back exactly has no finite PSNR. */
const MAX_DECIBELS = 60
const inPlace = { x: 0, y: 0, scaleX: 1, scaleY: 1, rotation: 0 }

const handlers = createBlendHandlers({ modelsFolder, place: onProcessor })
const context = { signal: new AbortController().signal, emit: () => {} }

interface Figures {
  psnr: number
  ssim: number
}

async function measure(scene: MeasuredScene, settings: BlendSettings, background: 'filled' | 'mirrored') {
  const { pixels } = await handlers['blend.run'](
    {
      // Copies: the blend's thread takes what it is given.
      background: structuredClone(scene.backgrounds[background]),
      source: structuredClone(scene.object),
      mask: structuredClone(scene.mask),
      transform: inPlace,
      settings,
      whole: true,
    },
    context,
  )
  const { truth } = scene
  return { psnr: Math.min(MAX_DECIBELS, psnr(pixels.data, truth.data)), ssim: ssim(pixels, truth) }
}

const rows = new Map<string, Figures[]>()
const groups = measuredPictures(folder, { ...values, max: Number(values.max) })
for (const [group, names] of groups)
  for (const name of names) {
    const { data, info } = await sharp(join(folder, name))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    for (let k = 0; k < Number(values.each); k++) {
      const scene = drawScene(new Random(1, `measure ${name}`, k), { ...info, data }, values.unchanged)
      for (const background of backgrounds)
        for (const anchor of anchors) {
          const settings = { method: 'gp', anchor, beta: 1, kernel: 'normal' } as const
          const key = JSON.stringify({ group, background, anchor })
          rows.set(key, [...(rows.get(key) ?? []), await measure(scene, settings, background)])
        }
    }
  }

const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length
const round = (value: number, digits: number) => Number(value.toFixed(digits))
function summary(list: readonly Figures[]) {
  return {
    blends: list.length,
    psnr_db: round(mean(list.map((each) => each.psnr)), 2),
    ssim: round(mean(list.map((each) => each.ssim)), 4),
  }
}
const of = (group: string, background: string, anchor: string) =>
  rows.get(JSON.stringify({ group, background, anchor })) ?? []

for (const [key, list] of rows) console.log(JSON.stringify({ ...JSON.parse(key), ...summary(list) }))
for (const background of backgrounds)
  for (const anchor of anchors) {
    const list = [...groups.keys()].flatMap((group) => of(group, background, anchor))
    const gan = [...groups.keys()].flatMap((group) => of(group, background, 'gan'))
    const better = (figure: keyof Figures) =>
      round(mean(list.map((each, i) => (gan[i]![figure] > each[figure] ? 1 : 0))), 3)
    console.log(
      JSON.stringify({
        group: 'all',
        background,
        anchor,
        ...summary(list),
        ...(anchor !== 'gan' && { gan_better_psnr: better('psnr'), gan_better_ssim: better('ssim') }),
      }),
    )
  }
process.exit(0)
