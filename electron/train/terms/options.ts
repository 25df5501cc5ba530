import { z } from 'zod'
import { GanvasError } from '../../contract/errors.ts'
import { type Text, text } from '../../contract/text.ts'

const weight = z.coerce.number().min(0).optional()
const list = z.string().min(1).optional()

/** Options of recipes that may have a critic of features. All of these options are off if not given. */
export const featureCriticOptions = {
  features: z
    .string()
    .min(1)
    .optional()
    .describe('an .onnx file of pictures in [-1, 1] that losses look through, and that stays as it is'),
  featureSize: z.coerce
    .number()
    .int()
    .min(8)
    .max(1024)
    .optional()
    .describe('side to which pictures are scaled before it sees them; as they are if not given'),
  featureCritic: weight.describe('of a critic that judges features, beside the one that judges pixels'),
  criticLayers: list.describe('the layers that it judges, the finest first; as layers if not given'),
}

/** Options of recipes of pictures that are to look like others. */
export const perceptualOptions = {
  layers: list.describe('its layers, by name, with commas between'),
  layerWeights: list.describe(
    'of each layer in the perceptual distance; equal ones, together 1, if not given',
  ),
  perceptualWeight: weight.describe('of the distance of features from those of the picture that is wanted'),
}

/** Options of recipes whose pictures may be compared through a network that was given. */
export const featureOptions = {
  ...featureCriticOptions,
  ...perceptualOptions,
  style: z.string().min(1).optional().describe('folder of pictures whose style is taken on'),
  styleWeight: weight.describe('of how far the statistics of features are from those of the style'),
  category: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('what the network is to take results for, from 0'),
  categoryLayer: z.string().min(1).optional().describe('its layer of scores; logits if not given'),
  categoryWeight: weight.describe('of how little it does so'),
}

export type FeatureOptions = Partial<z.infer<z.ZodObject<typeof featureOptions>>>

/** What the options say, complete. */
export interface FeatureChoice {
  file: string
  /** To which pictures are scaled before they are looked at; null leaves them as they are. */
  side: number | null
  layers: string[]
  layerWeights: number[]
  perceptualWeight: number
  critic: { layers: string[]; weight: number } | null
  style: { folder: string; weight: number } | null
  category: { layer: string; category: number; weight: number } | null
}

const refuse = (option: string, message: Text): never => {
  throw new GanvasError('invalid-input', message, { option })
}

const namesIn = (list: string | undefined): string[] => list?.split(',').map((name) => name.trim()) ?? []

/**
 * @returns null where no network is given
 * @throws invalid-input for options that need others, naming them
 */
export function featureChoice(options: FeatureOptions): FeatureChoice | null {
  const { features, perceptualWeight = 0, styleWeight = 0, categoryWeight = 0 } = options
  const wanting = (
    [
      'layers',
      'perceptualWeight',
      'style',
      'category',
      'featureCritic',
      'criticLayers',
      'featureSize',
    ] as const
  ).find((name) => options[name])
  if (features === undefined)
    return wanting ? refuse('features', text('features.needed', { option: wanting })) : null
  const { featureCritic = 0 } = options
  const layers = namesIn(options.layers)
  const criticLayers = options.criticLayers === undefined ? layers : namesIn(options.criticLayers)
  if (featureCritic > 0 && criticLayers.length === 0)
    refuse('criticLayers', text('features.noCriticLayers', { file: features }))
  if (layers.length === 0 && (perceptualWeight > 0 || styleWeight > 0))
    refuse('layers', text('features.noLayers', { file: features }))
  const layerWeights = options.layerWeights?.split(',').map(Number) ?? layers.map(() => 1 / layers.length)
  if (layerWeights.length !== layers.length || layerWeights.some((each) => !(each >= 0)))
    refuse(
      'layerWeights',
      text('features.layerWeights', { weights: options.layerWeights ?? '', count: layers.length }),
    )
  if (perceptualWeight + styleWeight + categoryWeight + featureCritic === 0)
    refuse('features', text('features.noWeight', { file: features }))
  if (styleWeight > 0 && options.style === undefined) refuse('style', text('features.noStyle'))
  if (categoryWeight > 0 && options.category === undefined) refuse('category', text('features.noCategory'))
  return {
    file: features,
    side: options.featureSize ?? null,
    layers,
    layerWeights,
    perceptualWeight,
    critic: featureCritic > 0 ? { layers: criticLayers, weight: featureCritic } : null,
    style: styleWeight > 0 ? { folder: options.style!, weight: styleWeight } : null,
    category:
      categoryWeight > 0
        ? { layer: options.categoryLayer ?? 'logits', category: options.category!, weight: categoryWeight }
        : null,
  }
}
