import { z } from 'zod'
import { GanvasError } from '../../contract/errors.ts'
import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { paletteEntropy, rebalanced } from '../../nets/palette.ts'
import { patchgan } from '../../nets/patchgan.ts'
import { unet } from '../../nets/unet.ts'
import { adaptedPalette, paletteOf, sharesOf } from '../data/palette.ts'
import type { Source } from '../data/source.ts'
import { picturesOf } from '../metrics/pictures.ts'
import { psnr } from '../metrics/psnr.ts'
import { type PictureBytes, ssim } from '../metrics/ssim.ts'
import { nonSaturating } from '../objectives/nonSaturating.ts'
import { charbonnier, l1 } from '../objectives/pixels.ts'
import { pictureGrid } from '../shown/grid.ts'
import type { StepBuilder } from '../step/step.ts'
import { Features } from '../terms/features.ts'
import { featureOptions } from '../terms/options.ts'
import {
  averageOption,
  patchganOptions,
  residualOption,
  rgb,
  secondOption,
  upsamplingOption,
} from './options.ts'
import { channelsOf, openPairs, pairNames } from './pairs.ts'
import { type ModelAbout, type RunModel, recipe, type Start } from './recipe.ts'
import { updateOf, updateOptions } from './update.ts'
import { widened } from './widened.ts'

/** Whose colours the palette is taken from. */
const PALETTE_PICTURES = 64

const options = z.strictObject({
  pairing: z
    .enum(pairNames)
    .default('files')
    .describe(
      'files: pairs of DIR/input and DIR/target; strip: left and right half of each file in DIR, strip-right: the other way round; else pairs are made of the plain pictures in DIR',
    ),
  ...secondOption('inputs', 'answers to files'),
  size: z.coerce
    .number()
    .int()
    .min(16)
    .max(1024)
    .default(256)
    .describe('side of the pictures, 2^depth or a multiple'),
  loadSize: z.coerce
    .number()
    .int()
    .optional()
    .describe('short side before given pairs are cropped; size · 286 / 256'),
  depth: z.coerce
    .number()
    .int()
    .min(3)
    .max(9)
    .optional()
    .describe('halvings; down to one pixel if not given'),
  ...patchganOptions,
  ...residualOption,
  ...upsamplingOption,
  dropout: z.coerce.number().min(0).max(0.9).default(0.5).describe('rate in the innermost layers'),
  criticFrom: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('share of the run before the critic joins; 1 leaves it out'),
  l1Weight: z.coerce.number().min(0).default(100),
  softness: z.coerce
    .number()
    .min(0)
    .max(2)
    .default(0)
    .describe('differences below it count by their squares; for pictures of large plain areas'),
  palette: z.coerce
    .number()
    .int()
    .min(0)
    .max(64)
    .default(0)
    .describe('colours that results are mixed of, taken from the targets: for drawings of plain colours'),
  ...updateOptions('linear'),
  criticRate: z.coerce.number().positive().optional().describe('as rate if not given'),
  ...averageOption,
  ...featureOptions,
})

/** Its palette in a run, [colours, 3]. */
const PALETTE = 'generator/out/palette'

/** The palette that the run has from its start on, and how much a pixel of each of its colours counts. */
async function mixingOf(source: Source, count: number, plane: number, start?: Start) {
  const target = (await source.batch(0, PALETTE_PICTURES)).target!
  const known = start?.tensors.get(PALETTE)?.data
  const colors = !known
    ? paletteOf(target, plane, count)
    : start.resumed
      ? known
      : adaptedPalette(target, plane, known)
  return { colors, weights: rebalanced(sharesOf(target, plane, colors)) }
}

/** @throws invalid-input for options that networks of such pairs cannot have */
function checkShape({ pairing, residual, palette }: z.infer<typeof options>): void {
  const { inputs, outputs } = channelsOf(pairing)
  const refuse = (option: string, needs: string) => {
    throw new GanvasError(
      'invalid-input',
      `--${option} ${needs}; the pairing "${pairing}" makes ${inputs} into ${outputs}. Leave it out.`,
      { option },
    )
  }
  if (residual && (inputs !== outputs || palette > 0))
    refuse('residual', 'needs as many channels of the result as of the input, and no --palette')
  if (palette > 0 && (inputs !== 3 || outputs !== 3))
    refuse('palette', 'is for drawings and results of three channels')
}

const depthOf = ({ depth, size }: Pick<z.infer<typeof options>, 'depth' | 'size'>) =>
  depth ?? Math.floor(Math.log2(size))

/** What is drawn for the networks of pairings, and how they see it. */
const drawn = {
  edges: { draws: 'lines', input: { channels: ['grey'], colorSpace: 'srgb' } },
  flat: { draws: 'areas', input: rgb },
  'low-resolution': { draws: 'picture', input: rgb },
  holes: { draws: 'picture', input: { ...rgb, channels: [...rgb.channels, 'hole'] } },
} as const satisfies Record<string, { draws: string; input: RunModel['input'] }>

/** What a colouring with hints sees beside the lightness, in the order of its pairing. */
const chromaHints = ['hint-green-red', 'hint-blue-yellow', 'hint'] as const

/** A colouring, or a drawing model of what is drawn for its pairing. */
function modelOf(chosen: z.infer<typeof options>, { draws }: ModelAbout): RunModel {
  const { pairing, size: side, average, palette } = chosen
  const { inputs, outputs } = channelsOf(pairing)
  const depth = depthOf(chosen)
  const colouring = pairing === 'gray' || pairing === 'gray-hints'
  // A colouring has no variations: without its dropout, the network gives about the mean of what they would be.
  const network = unet({ ...chosen, depth, outputs, ...(colouring && { dropout: 0 }) })
  const product = { network, input: [inputs, side, side], group: 'generator', averaged: average > 0 }
  const common = { networks: { generator: product }, multiple: 2 ** depth }
  if (colouring)
    return {
      ...common,
      translation: { kind: 'color', side },
      input: {
        channels: ['lightness', ...(pairing === 'gray-hints' ? chromaHints : [])],
        colorSpace: 'lab',
      },
      output: { channels: ['green-red', 'blue-yellow'], colorSpace: 'lab' },
    }
  const known = Object.hasOwn(drawn, pairing) ? drawn[pairing as keyof typeof drawn] : undefined
  return {
    ...common,
    translation: {
      kind: 'drawing',
      side,
      draws: draws ?? known?.draws ?? 'picture',
      ...(known && { pairing: pairing as keyof typeof drawn }),
      ...(palette > 0 && { areas: 'plain' }),
      noise: [],
    },
    input: known?.input ?? rgb,
    output: rgb,
  }
}

/** pix2pix (Isola et al. 2017): from pairs of pictures, translate one kind into the other. */
export const pix2pix = recipe({
  name: 'pix2pix',
  summary: 'a translation of pictures, from pairs that are given or made',
  options,
  defaults: { steps: 80_000, batch: 1 },

  open({ data, seed }, chosen) {
    checkShape(chosen)
    const { size, pairing, second, loadSize = Math.round((size * 286) / 256) } = chosen
    return openPairs(pairing, data, { side: size, loadSize, seed, second })
  },

  model: modelOf,

  async prepare({ steps }, chosen, pairs, start) {
    const { size, base, patch, l1Weight, rate, criticFrom, ...rest } = chosen
    const depth = depthOf(chosen)
    const { criticBase = base, criticRate = rate, average, dropout } = rest
    const { residual, softness, palette, upsampling } = rest
    const features = await Features.open(chosen, size, pairs.outputs)
    const mixing = palette > 0 ? await mixingOf(pairs.source, palette, size * size, start) : null
    const colors = () => mixing?.colors ?? new Float32Array()
    const adapted = new Map([
      ...(mixing ? [[PALETTE, { shape: [palette, 3], data: mixing.colors }] as const] : []),
      ...widened(start, pairs.inputs),
    ])
    const shape = { depth, base, outputs: pairs.outputs, dropout, residual, upsampling, palette, colors }
    const generator = unet(shape)
    const critic = patchgan({ patch, base: criticBase })
    const game = nonSaturating()
    const update = (from: number) => updateOf({ ...rest, rate: from })
    const input = (step: StepBuilder, batch: number) => step.input('input', [batch, pairs.inputs, size, size])
    const target = (step: StepBuilder, batch: number) =>
      step.input('target', [batch, pairs.outputs, size, size])
    const translated = (step: StepBuilder, batch: number) =>
      step.shared('translated', () => {
        const onScores = (scores: Value, mixed: Value) => {
          const truth = { target: target(step, batch), drawing: input(step, batch), palette: mixed }
          step.shared('entropy', () => paletteEntropy(scores, { ...truth, weights: mixing!.weights }))
        }
        return unet({ ...shape, onScores })(input(step, batch), step.weights('generator'))
      })
    const score = (step: StepBuilder, batch: number, result: Value) =>
      critic(op.concat([input(step, batch), result], 1), step.weights('critic'))
    /** What is minimised beside the adversarial loss. */
    function distance(step: StepBuilder, batch: number): Value {
      const [found, truth] = [translated(step, batch), target(step, batch)]
      const plain = l1(found, truth)
      step.report('l1', plain)
      if (!mixing) return op.mul(softness === 0 ? plain : charbonnier(found, truth, softness), l1Weight)
      const entropy = step.shared('entropy', () => {
        throw new GanvasError('internal', 'A network with a palette tells its scores.')
      })
      step.report('entropy', entropy)
      return op.mul(entropy, l1Weight)
    }
    const improve = (step: StepBuilder, batch: number, loss: Value) => {
      const seen = features?.loss(step, '', translated(step, batch), target(step, batch))
      step.minimise('generator', seen ? op.add(loss, seen) : loss, update(rate))
      if (average > 0) step.average('generator', average)
    }
    return {
      ...(adapted.size > 0 && { adapted }),
      ...features?.parts,
      plan: (step) => [step < criticFrom * steps ? ['regress'] : ['critic', 'generator']],
      products: {
        generator: {
          network: generator,
          input: [pairs.inputs, size, size],
          group: 'generator',
          averaged: average > 0,
        },
      },
      ...(average > 0 && {
        recalibrate: (step, batch) => {
          generator(input(step, batch), step.recalibrating('generator'))
        },
      }),
      phases: {
        regress(step, batch) {
          improve(step, batch, distance(step, batch))
        },
        critic(step, batch) {
          const real = score(step, batch, target(step, batch))
          const loss = op.mul(game.critic(real, score(step, batch, translated(step, batch))), 0.5)
          step.minimise('critic', loss, update(criticRate))
          step.report('critic', loss)
          features?.improveCritic(step, target(step, batch), translated(step, batch), update(criticRate))
        },
        generator(step, batch) {
          const adversarial = game.generator(score(step, batch, translated(step, batch)))
          const opinion = features?.criticLoss(step, translated(step, batch))
          const judged = opinion ? op.add(adversarial, opinion) : adversarial
          improve(step, batch, op.add(judged, distance(step, batch)))
          step.report('generator', adversarial)
        },
      },
      viewRows: 4,
      selectedBy: { figure: pairs.watched ? 'psnrHeldOut' : 'psnrSeen', better: 'higher' },
      view(step, rows) {
        // Without averages: with the statistics of these pictures, as pix2pix runs.
        const weights = average > 0 ? step.averaged('generator') : step.weights('generator')
        step.result('input', input(step, rows))
        step.result('translated', generator(input(step, rows), weights))
        step.result('target', target(step, rows))
      },
      picture(results) {
        const given = results.get('input')!
        const shown = ['translated', 'target'].map((name) => pairs.showOutput(results.get(name)!, given))
        return pictureGrid([pairs.showInput(given), ...shown])
      },
      figures(results) {
        const [found, truth] = ['translated', 'target'].map((name) => results.get(name)!.data)
        const sum = found!.reduce((total, value, at) => total + Math.abs(value - truth![at]!), 0)
        const given = results.get('input')!
        const [made, wanted] = ['translated', 'target'].map((name) =>
          picturesOf(pairs.showOutput(results.get(name)!, given)),
        )
        const mean = (measure: (a: PictureBytes, b: PictureBytes) => number) =>
          made!.reduce((total, picture, row) => total + measure(picture, wanted![row]!), 0) / made!.length
        const where = pairs.watched ? 'HeldOut' : 'Seen'
        return {
          [`l1${where}`]: sum / found!.length,
          [`psnr${where}`]: mean((a, b) => psnr(a.data, b.data)),
          [`ssim${where}`]: mean(ssim),
        }
      },
    }
  },
})
