import { z } from 'zod'
import { GanvasError } from '../../contract/errors.ts'
import * as op from '../../graph/builder.ts'
import { joined, oneInput } from '../../nets/net.ts'
import { paletteEntropy, rebalanced } from '../../nets/palette.ts'
import { patchgan } from '../../nets/patchgan.ts'
import { unet, unetWithScores } from '../../nets/unet.ts'
import type { Network } from '../../nets/weights.ts'
import { adaptedPalette, paletteOf, sharesOf } from '../data/palette.ts'
import type { Source } from '../data/source.ts'
import { nonSaturating } from '../forms/nonSaturating.ts'
import { play } from '../game/play.ts'
import type { Term } from '../game/thing.ts'
import { example, headOf, made } from '../game/things.ts'
import { agreement } from '../judges/agreement.ts'
import { charbonnier, l1 } from '../objectives/pixels.ts'
import { checkTrainable } from '../run/foreign.ts'
import { pictureGrid } from '../shown/grid.ts'
import { reported, sum, times } from '../terms/combine.ts'
import { distance } from '../terms/distance.ts'
import { Features } from '../terms/features.ts'
import { looksThrough } from '../terms/looks.ts'
import { asFake, asReal, fool } from '../terms/opinion.ts'
import { featureOptions } from '../terms/options.ts'
import { watched } from '../terms/watched.ts'
import {
  averageOption,
  depthOption,
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
    .min(8)
    .max(1024)
    .default(256)
    .describe('side of the pictures, 2^depth or a multiple'),
  loadSize: z.coerce
    .number()
    .int()
    .optional()
    .describe('short side before given pairs are cropped; size · 286 / 256'),
  ...depthOption,
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
function modelOf(chosen: z.infer<typeof options>, { draws }: ModelAbout, given?: Network): RunModel {
  const { pairing, size: side, average, palette } = chosen
  const { inputs, outputs } = channelsOf(pairing)
  const depth = depthOf(chosen)
  const colouring = pairing === 'gray' || pairing === 'gray-hints'
  // A colouring has no variations: without its dropout, the network gives about the mean of what they would be.
  const network = given ?? unet({ ...chosen, depth, outputs, ...(colouring && { dropout: 0 }) })
  const product = {
    net: oneInput(network),
    inputs: { input: [inputs, side, side] },
    group: 'generator',
    averaged: average > 0,
  }
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
    const { criticBase = base, criticRate = rate, average, softness, palette } = rest
    const [input, output] = [
      [pairs.inputs, size, size],
      [pairs.outputs, size, size],
    ]
    const features = await Features.open(chosen, size, pairs.outputs)
    const looks = looksThrough(features)
    const foreign = start?.network
    if (foreign) checkTrainable(foreign, input, output)
    const mixing = palette > 0 && !foreign ? await mixingOf(pairs.source, palette, size * size, start) : null
    const adapted = new Map([
      ...(mixing ? [[PALETTE, { shape: [palette, 3], data: mixing.colors }] as const] : []),
      ...(foreign ? [] : widened(start, pairs.inputs)),
    ])
    const shape = { ...chosen, depth: depthOf(chosen), outputs: pairs.outputs }
    const own = unetWithScores({ ...shape, colors: () => mixing?.colors ?? new Float32Array() })
    const form = nonSaturating()
    const update = (from: number) => updateOf({ ...rest, rate: from })
    const onPair = joined(
      ['result', 'input'],
      (result, given) => op.concat([given, result], 1),
      patchgan({ patch, base: criticBase }),
    )
    const result = (name: string) => ({ result: name, input: 'input' })
    const plain = distance(l1, 'translated', 'target')
    const error = mixing
      ? watched('l1', plain, reported('entropy', entropyTerm(mixing.weights)))
      : softness === 0
        ? reported('l1', plain)
        : watched(
            'l1',
            plain,
            distance((a, b) => charbonnier(a, b, softness), 'translated', 'target'),
          )
    const cost = times(l1Weight, error)
    const seen = looks.terms('', 'translated', 'target')
    return play({
      ...features?.parts,
      players: {
        generator: {
          net: foreign ? oneInput(foreign) : own,
          update: update(rate),
          average: average > 0 ? average : undefined,
          // As pix2pix runs.
          statistics: 'batch',
        },
        critic: { net: onPair, update: update(criticRate) },
        ...looks.players(update(criticRate)),
      },
      things: {
        input: example('input', input),
        target: example('target', output),
        translated: made('generator', 'input'),
        ...(mixing && {
          scores: headOf('translated', 'scores'),
          palette: headOf('translated', 'palette'),
        }),
      },
      turns: {
        regress: [{ players: ['generator'], loss: sum(cost, ...seen) }],
        critic: [
          {
            players: ['critic'],
            loss: reported(
              'critic',
              times(
                0.5,
                sum(asReal(form, 'critic', result('target')), asFake(form, 'critic', result('translated'))),
              ),
            ),
          },
          ...looks.moves('target', 'translated'),
        ],
        generator: [
          {
            players: ['generator'],
            loss: sum(
              cost,
              reported('generator', fool(form, 'critic', result('translated'))),
              ...looks.opinions('translated'),
              ...seen,
            ),
          },
        ],
      },
      order: (step) => [step < criticFrom * steps ? ['regress'] : ['critic', 'generator']],
      products: { generator: { player: 'generator', inputs: { input } } },
      ...(average > 0 && { gathers: ['translated'] }),
      ...(adapted.size > 0 && { adapted }),
      shown: {
        things: ['input', 'translated', 'target'],
        rows: 4,
        picture(results) {
          const given = results.get('input')!
          const shown = ['translated', 'target'].map((name) => pairs.showOutput(results.get(name)!, given))
          return pictureGrid([pairs.showInput(given), ...shown])
        },
      },
      judges: [
        agreement(
          { given: 'input', made: 'translated', wanted: 'target' },
          pairs,
          pairs.watched ? 'HeldOut' : 'Seen',
        ),
      ],
      selectedBy: { figure: pairs.watched ? 'psnrHeldOut' : 'psnrSeen', better: 'higher' },
    })
  },
})

/** How well the scores of a palette's colours tell which of them the target has. */
const entropyTerm = (weights: readonly number[]): Term => {
  const things = ['scores', 'target', 'input', 'palette'] as const
  return {
    players: [],
    things,
    make(table) {
      const [scores, target, drawing, palette] = things.map((name) => table.thing(name))
      return paletteEntropy(scores!, { target: target!, drawing: drawing!, palette: palette!, weights })
    },
  }
}
