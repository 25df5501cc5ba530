import { z } from 'zod'
import { GanvasError } from '../../contract/errors.ts'

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

/** Options of recipes whose pictures may be compared through a network that was given. */
export const featureOptions = {
  ...featureCriticOptions,
  layers: list.describe('its layers, by name, with commas between'),
  layerWeights: list.describe(
    'of each layer in the perceptual distance; equal ones, together 1, if not given',
  ),
  perceptualWeight: weight.describe('of the distance of features from those of the picture that is wanted'),
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

const refuse = (option: string, text: string): never => {
  throw new GanvasError('invalid-input', text, { option })
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
    return wanting
      ? refuse('features', `"${wanting}" needs a network to look through. Give its file by --features FILE.`)
      : null
  const { featureCritic = 0 } = options
  const layers = namesIn(options.layers)
  const criticLayers = options.criticLayers === undefined ? layers : namesIn(options.criticLayers)
  if (featureCritic > 0 && criticLayers.length === 0)
    refuse('criticLayers', `Say by --critic-layers a,b,c by which layers of ${features} a critic judges.`)
  if (layers.length === 0 && (perceptualWeight > 0 || styleWeight > 0))
    refuse('layers', `Say by --layers a,b,c at which layers of ${features} pictures are compared.`)
  const layerWeights = options.layerWeights?.split(',').map(Number) ?? layers.map(() => 1 / layers.length)
  if (layerWeights.length !== layers.length || layerWeights.some((each) => !(each >= 0)))
    refuse(
      'layerWeights',
      `--layer-weights "${options.layerWeights}" are not ${layers.length} numbers from 0 up, one for each layer of --layers.`,
    )
  if (perceptualWeight + styleWeight + categoryWeight + featureCritic === 0)
    refuse(
      'features',
      `--features ${features} is given no weight. Say how much it counts by --perceptual-weight, --style-weight, --category-weight or --feature-critic.`,
    )
  if (styleWeight > 0 && options.style === undefined)
    refuse('style', '--style-weight needs pictures of the style. Give their folder by --style DIR.')
  if (categoryWeight > 0 && options.category === undefined)
    refuse('category', '--category-weight needs a category. Give its number by --category N.')
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
