import { join } from 'node:path'
import { z } from 'zod'
import type { PictureTensor } from '../../contract/procedures/models.ts'
import { upsamplings } from '../../nets/layers.ts'
import { type PatchSize, patchSizes } from '../../nets/patchgan.ts'

/** Options that recipes with a PatchGAN share: the width of the generator and what its critic is. */
export const patchganOptions = {
  base: z.coerce.number().int().min(1).max(256).default(64),
  patch: z.coerce
    .number()
    .refine((side): side is PatchSize => patchSizes.some((patch) => patch === side))
    .default(70)
    .describe(`side of what a critic judges: ${patchSizes.join(', ')}`),
  criticBase: z.coerce.number().int().min(1).max(256).optional().describe('as base if not given'),
}

/** Of networks that make small pictures larger again. */
export const upsamplingOption = {
  upsampling: z
    .enum(upsamplings)
    .default('transposed')
    .describe('how sides are doubled; resize leaves no pattern in plain areas'),
}

/** Of networks that give a picture like the one they are given. */
export const residualOption = {
  residual: z
    .stringbool()
    .or(z.boolean())
    .default(false)
    .describe('the network learns how the result differs from the input: quicker'),
}

export const averageOption = {
  average: z.coerce
    .number()
    .min(0)
    .max(0.99999)
    .default(0)
    .describe('of old weights in their mean; 0 leaves it out'),
}

/** For data that are two folders, wherever they lie. */
export const secondOption = (first: string, second: string) => ({
  second: z.string().min(1).optional().describe(`folder of ${second}; DIR itself then holds ${first}`),
})

/**
 * The two folders that a run learns from.
 *
 * @param names what they are called within `data`, unless the second one lies elsewhere
 */
export const twoFolders = (
  data: string,
  second: string | undefined,
  names: readonly [string, string],
): [string, string] => (second === undefined ? [join(data, names[0]), join(data, names[1])] : [data, second])

/** Options that say where data lies: of the run, and not of what it trains. */
const places = new Set(['second', 'features', 'style'])

/** Those that a further training on other data begins with. */
export const withoutPlaces = (options: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !places.has(name)))

/** How networks of plain pictures see them. */
export const rgb = {
  channels: ['red', 'green', 'blue'] as PictureTensor['channels'],
  colorSpace: 'srgb' as const,
}
