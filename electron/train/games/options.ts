import { z } from 'zod'
import { dcganGenerator } from '../../nets/dcgan.ts'
import { type FamilyName, families, type PictureFamily, readOff } from '../../nets/families.ts'
import { gatedGenerator } from '../../nets/gatedGenerator.ts'
import { upsamplings } from '../../nets/layers.ts'
import type { Net } from '../../nets/net.ts'
import { type PatchSize, patchSizes } from '../../nets/patchgan.ts'
import type { Network } from '../../nets/weights.ts'

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

/** Options of recipes with a U-Net. */
export const depthOption = {
  depth: z.coerce
    .number()
    .int()
    .min(3)
    .max(9)
    .optional()
    .describe('halvings; down to one pixel if not given'),
}

/** Options of recipes whose generator enlarges feature maps. */
export const upsamplingOption = {
  upsampling: z
    .enum(upsamplings)
    .default('transposed')
    .describe('how sides are doubled; resize leaves no pattern in plain areas'),
}

/** Options of recipes whose result resembles the input. */
export const residualOption = {
  residual: z
    .stringbool()
    .or(z.boolean())
    .default(false)
    .describe('the network learns how the result differs from the input: quicker'),
}

/** Options of games that generate pictures from noise. */
export const latentOptions = {
  base: z.coerce.number().int().min(1).max(512).default(64).describe('channels beside the picture'),
  latent: z.coerce.number().int().min(1).max(4096).default(100).describe('numbers a picture is made from'),
}

/** Options of games whose critic is an autoencoder of pictures. */
export const codeOptions = {
  base: z.coerce.number().int().min(1).max(256).default(32).describe('channels at full size'),
  code: z.coerce
    .number()
    .int()
    .min(1)
    .max(4096)
    .default(64)
    .describe('numbers that a picture is made from, and given back from'),
}

/** Which networks see and make pictures. */
export const networkOption = {
  network: z
    .enum(Object.keys(families) as [FamilyName])
    .default('dcgan')
    .describe('flat has fully connected layers, for small pictures whose subject keeps its place'),
}

/** A critic of that family: one score of each picture. */
export const scoreOf = (family: PictureFamily): Net => readOff(family.features(false), 1)

/** Options of games of pictures and what is said of them. */
export const captionOptions = {
  embedding: z.coerce
    .number()
    .int()
    .min(1)
    .max(1024)
    .default(64)
    .describe('numbers that a text is read into'),
  wrongWeight: z.coerce
    .number()
    .min(0)
    .lt(1)
    .default(0.5)
    .describe('share of real pictures of other texts in what the critic is to refuse; 0 leaves them out'),
}

const generators = { dcgan: dcganGenerator, gated: gatedGenerator }

/** Which generator makes pictures of {@link latentOptions}. */
export const generatorOption = {
  generator: z
    .enum(['dcgan', 'gated'])
    .default('dcgan')
    .describe('gated has plainer areas and finer detail of as many weights, where base is a third'),
}

export const generatorOf = ({
  generator,
  ...options
}: {
  generator: keyof typeof generators
  size: number
  base: number
}): Network => generators[generator](options)

/** Options of games with a plain critic of pictures: what keeps it from overfitting to few pictures. */
export const criticOptions = {
  realLabel: z.coerce
    .number()
    .min(0.5)
    .max(1)
    .default(1)
    .describe('below 1 smooths the label of real pictures'),
  spectral: z.stringbool().or(z.boolean()).default(false).describe('spectral normalisation in the critic'),
  augmented: z.stringbool().or(z.boolean()).default(false).describe('differentiable augmentation'),
  recoloured: z
    .stringbool()
    .or(z.boolean())
    .default(true)
    .describe('augmentation changes colours too, not places alone'),
  noise: z.coerce.number().min(0).default(0).describe('deviation of instance noise at the start'),
  r1Weight: z.coerce.number().min(0).default(0).describe('weight of the R1 penalty'),
}

export const averageOption = {
  average: z.coerce
    .number()
    .min(0)
    .max(0.99999)
    .default(0)
    .describe('of old weights in their mean; 0 leaves it out'),
}

/** Options that say where data lies: of the run, and not of what it trains. */
const places = new Set(['second', 'features', 'style'])

/** Those that a further training on other data begins with. */
export const withoutPlaces = (options: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !places.has(name)))
