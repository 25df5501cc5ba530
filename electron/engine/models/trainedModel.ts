import { createHash } from 'node:crypto'
import { GanvasError } from '../../contract/errors.ts'
import { MANIFEST_VERSION, type ModelManifest, type ModelRole } from '../../contract/model/manifest.ts'
import type { Translation } from '../../contract/model/translation.ts'
import { text } from '../../contract/text.ts'
import type { Graph } from '../../graph/graph.ts'
import { withHalfWeights } from '../../graph/onnx/half.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { simplify } from '../../graph/passes/simplify.ts'
import { sizeOf } from '../../graph/shapes.ts'
import type { ModelAbout, RunModel } from '../../train/game/model.ts'
import type { Product } from '../../train/game/product.ts'
import { checkedOptions } from '../../train/game/recipe.ts'
import { recipeNamed, recipes } from '../../train/games/index.ts'
import { withoutPlaces } from '../../train/games/options.ts'
import type { Checkpoint } from '../../train/run/checkpoint.ts'
import { architectureOf, type Foreign } from '../../train/run/foreign.ts'
import { trainedNetwork } from '../../train/run/inferenceGraph.ts'

/** What a manifest tells of a model that its run does not. */
export type ModelFacts = Pick<ModelManifest, 'id' | 'title' | 'licence' | 'figures' | 'fineTuning'> &
  ModelAbout & { training: Omit<ModelManifest['training'], 'steps' | 'batch'> }

/** A model as it is installed: its files by name, each with the network that it was made of, and what describes them. */
export interface TrainedModel {
  files: { name: string; data: Uint8Array; trained: Graph }[]
  manifest: ModelManifest
}

/**
 * The model that a run has come to, as its recipe describes it. Its networks have the weights' moving average where the
 * run kept one, in half precision.
 *
 * @param file what messages call the checkpoint
 * @param foreign the network from elsewhere that the run has trained: it stays what it was, and is as such gone on with
 * @throws GanvasError `invalid-input` for a run of whose results no tool makes use
 */
export function trainedModel(
  checkpoint: Checkpoint,
  file: string,
  facts: ModelFacts,
  foreign: Foreign | null = null,
): TrainedModel {
  const { tensors, settings, position } = checkpoint
  const recipe = recipeNamed(checkpoint.recipe)
  if (!recipe.model) throw notPublished(file, recipe.name)
  const options = checkedOptions(recipe, checkpoint.options)
  const about = { ...facts, classes: checkpoint.classes }
  const made = recipe.model(options, about, foreign ? architectureOf(foreign) : undefined)
  const networks = foreign ? { generator: made.networks.generator! } : made.networks
  let parameters = 0
  let noise: Noise = []
  const written = (Object.entries(networks) as [ModelRole, Product][]).map(([role, product]) => {
    const trained = trainedNetwork(product, (name) => tensors.get(name))
    const graph = simplify(trained)
    noise = 'translation' in made ? noiseOf(graph) : []
    parameters += graph.constants.reduce((sum, constant) => sum + sizeOf(constant.shape), 0)
    const data = withHalfWeights(writeOnnx(graph).model)
    return { role, name: `${role}.onnx`, data, trained, group: product.group }
  })
  return {
    files: written,
    manifest: {
      version: MANIFEST_VERSION,
      id: facts.id,
      title: facts.title,
      ...useOf(made, foreign && toldOf(foreign, facts), noise),
      files: written.map(({ role, name, data }) => {
        const sha256 = createHash('sha256').update(data).digest('hex')
        return { name, role, bytes: data.length, sha256, precision: 'half' as const }
      }),
      parameters,
      licence: facts.licence,
      training: { ...facts.training, steps: position.step, batch: settings.batch },
      figures: facts.figures,
      fineTuning: facts.fineTuning,
      ...(!foreign && {
        recipe: {
          name: recipe.name,
          options: withoutPlaces(checkpoint.options) as NonNullable<ModelManifest['recipe']>['options'],
          groups: Object.fromEntries(written.map(({ role, group }) => [role, group])),
        },
      }),
    },
  }
}

/** What the manifest says of how the model is used: its task, and what its network sees and gives. */
function useOf(
  made: RunModel,
  foreign: Foreign | null,
  noise: Noise,
): Pick<ModelManifest, 'task' | 'translation' | 'generation' | 'inputs' | 'outputs'> {
  const range: [number, number] = [-1, 1]
  if ('generation' in made) {
    const { generation, output, side } = made
    const outputs = [{ ...output, name: 'output', range, size: { width: side, height: side } }]
    return { task: 'generate', generation, inputs: [], outputs }
  }
  const tensor = { range, size: { multiple: made.multiple } }
  const seen = {
    input: { ...tensor, ...made.input, name: 'input' },
    output: { ...tensor, ...made.output, name: 'output' },
  }
  const { translation, input, output } = foreign ?? { ...made, ...seen }
  return {
    task: 'translate',
    translation: translation.kind === 'drawing' ? { ...translation, noise } : translation,
    inputs: [input],
    outputs: [output],
  }
}

/** A network from elsewhere with what a person says of what it has learned to do. */
export function toldOf(foreign: Foreign, { directions, draws }: ModelAbout): Foreign {
  const { translation } = foreign
  if (translation.kind === 'style' && directions)
    return {
      ...foreign,
      translation: { ...translation, directions: { ...translation.directions, ...directions } },
    }
  if (translation.kind === 'drawing' && draws) return { ...foreign, translation: { ...translation, draws } }
  return foreign
}

type Noise = Extract<Translation, { kind: 'drawing' }>['noise']

/** The inputs of a network that choose a variation: all but the picture. */
const noiseOf = ({ inputs: [picture, ...others] }: Graph): Noise =>
  others.map(({ name, shape }) => ({
    name,
    channels: shape[1]!,
    stride: picture!.shape[2]! / shape[2]!,
  }))

function notPublished(file: string, recipe: string): GanvasError {
  const published = [...recipes.values()].flatMap(({ name, model }) => (model ? [`"${name}"`] : []))
  return new GanvasError(
    'invalid-input',
    text('models.otherRun', { file, recipe, published: published.join(', ') }),
  )
}
