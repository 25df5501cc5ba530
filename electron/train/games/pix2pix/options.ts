import { z } from 'zod'
import { GanvasError } from '../../../contract/errors.ts'
import { text } from '../../../contract/text.ts'
import { channelsOf, pairNames } from '../../domains/pairs.ts'
import { secondOption } from '../../domains/twoFolders.ts'
import { featureOptions } from '../../terms/options.ts'
import { averageOption, depthOption, patchganOptions, residualOption, upsamplingOption } from '../options.ts'
import { updateOptions } from '../update.ts'

export const options = z.strictObject({
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

export type Chosen = z.infer<typeof options>

/** @throws invalid-input for options that networks of such pairs cannot have */
export function checkShape({ pairing, residual, palette }: Chosen): void {
  const { inputs, outputs } = channelsOf(pairing)
  const refuse = (option: 'residual' | 'palette') => {
    throw new GanvasError('invalid-input', text(`recipes.${option}Channels`, { pairing, inputs, outputs }), {
      option,
    })
  }
  if (residual && (inputs !== outputs || palette > 0)) refuse('residual')
  if (palette > 0 && (inputs !== 3 || outputs !== 3)) refuse('palette')
}

/** Halvings of the U-Net. */
export const depthOf = ({ depth, size }: Pick<Chosen, 'depth' | 'size'>) =>
  depth ?? Math.floor(Math.log2(size))
