import { createHash } from 'node:crypto'
import { GanvasError } from '../../contract/errors.ts'
import {
  MANIFEST_VERSION,
  type ModelManifest,
  type PictureTensor,
  type PublishInput,
  type Translation,
} from '../../contract/procedures/models.ts'
import type { Graph } from '../../graph/graph.ts'
import { withHalfWeights } from '../../graph/onnx/half.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { sizeOf } from '../../graph/shapes.ts'
import { type ResnetOptions, resnet } from '../../nets/resnet.ts'
import { type UnetOptions, unet } from '../../nets/unet.ts'
import type { Network } from '../../nets/weights.ts'
import type { Checkpoint } from '../../train/run/checkpoint.ts'
import { inferenceGraph } from '../../train/run/inferenceGraph.ts'

/** What a manifest tells of a model that its run does not. */
export type ModelFacts = Pick<ModelManifest, 'id' | 'title' | 'licence' | 'figures' | 'fineTuning'> &
  Pick<PublishInput, 'draws' | 'directions'> & {
    training: Omit<ModelManifest['training'], 'steps' | 'batch'>
  }

/** A model as it is installed: its files by name, and the manifest that describes them. */
export interface TrainedModel {
  files: { name: string; data: Uint8Array }[]
  manifest: ModelManifest
}

/** What a run has taught a network, before the facts. */
interface Made {
  network: Network
  /** The groups of weights, by the role of the file that each becomes. */
  groups: Partial<Record<'generator' | 'reverse', string>>
  translation: Translation
  input: Pick<PictureTensor, 'channels' | 'colorSpace'>
  output: Pick<PictureTensor, 'channels' | 'colorSpace'>
  multiple: number
}

/**
 * The translation model that a run has come to: of `pix2pix` a colouring or a drawing model by its pairing, of `cyclegan`
 * a style. Its networks have the weights' moving average where the run kept one, in half precision.
 *
 * @param file what messages call the checkpoint
 * @throws GanvasError `invalid-input` for a run of another recipe
 */
export function trainedModel(checkpoint: Checkpoint, file: string, facts: ModelFacts): TrainedModel {
  const { tensors, options, settings, position } = checkpoint
  const { network, groups, translation, input, output, multiple } = madeBy(checkpoint, file, facts)
  const averaged = Number(options.average) > 0
  const shape = [input.channels.length, translation.side, translation.side]
  let parameters = 0
  let noise: Noise = []
  const files = Object.entries(groups).map(([role, group]) => {
    const graph = inferenceGraph({ network, input: shape, group, averaged }, (name) => tensors.get(name))
    noise = noiseOf(graph)
    parameters += graph.constants.reduce((sum, constant) => sum + sizeOf(constant.shape), 0)
    return {
      role: role as keyof Made['groups'],
      name: `${role}.onnx`,
      data: withHalfWeights(writeOnnx(graph).model),
    }
  })
  const tensor = { range: [-1, 1] as [number, number], size: { multiple } }
  return {
    files,
    manifest: {
      version: MANIFEST_VERSION,
      id: facts.id,
      title: facts.title,
      task: 'translate',
      translation: translation.kind === 'drawing' ? { ...translation, noise } : translation,
      files: files.map(({ role, name, data }) => {
        const sha256 = createHash('sha256').update(data).digest('hex')
        return { name, role, bytes: data.length, sha256, precision: 'half' as const }
      }),
      inputs: [{ ...tensor, ...input, name: 'input' }],
      outputs: [{ ...tensor, ...output, name: 'output' }],
      parameters,
      licence: facts.licence,
      training: { ...facts.training, steps: position.step, batch: settings.batch },
      figures: facts.figures,
      fineTuning: facts.fineTuning,
    },
  }
}

type Noise = Extract<Translation, { kind: 'drawing' }>['noise']

/** The inputs of a network that choose a variation: all but the picture. */
const noiseOf = ({ inputs: [picture, ...others] }: Graph): Noise =>
  others.map(({ name, shape }) => ({
    name,
    channels: shape[1]!,
    stride: picture!.shape[2]! / shape[2]!,
  }))

function madeBy(checkpoint: Checkpoint, file: string, facts: ModelFacts): Made {
  const { recipe } = checkpoint
  if (recipe === 'pix2pix') return byPix2pix(checkpoint, facts)
  if (recipe === 'cyclegan') return byCyclegan(checkpoint, facts)
  throw new GanvasError(
    'invalid-input',
    `${file} is of a run of "${recipe}". What can be published are runs of "pix2pix" and "cyclegan".`,
    { file, recipe },
  )
}

const rgb = { channels: ['red', 'green', 'blue'] as PictureTensor['channels'], colorSpace: 'srgb' as const }

function byPix2pix({ options }: Checkpoint, { draws }: ModelFacts): Made {
  const side = Number(options.size)
  const depth = Number(options.depth ?? Math.floor(Math.log2(side)))
  const pairing = String(options.pairing)
  const common = { groups: { generator: 'generator' }, multiple: 2 ** depth }
  // The options of a recipe that shape its network go by the network's own names.
  const network: UnetOptions = { ...options, depth }
  if (pairing === 'gray')
    return {
      ...common,
      // A colouring has no variations: without its dropout, the network gives about the mean of what they would be.
      network: unet({ ...network, outputs: 2, dropout: 0 }),
      translation: { kind: 'color', side },
      input: { channels: ['lightness'], colorSpace: 'lab' },
      output: { channels: ['green-red', 'blue-yellow'], colorSpace: 'lab' },
    }
  const known = Object.hasOwn(drawn, pairing) ? drawn[pairing as keyof typeof drawn] : undefined
  return {
    ...common,
    network: unet({ ...network, outputs: 3 }),
    translation: {
      kind: 'drawing',
      side,
      draws: draws ?? known?.draws ?? 'picture',
      ...(known && { pairing: pairing as keyof typeof drawn }),
      ...(Number(options.palette) > 0 && { areas: 'plain' }),
      noise: [],
    },
    input: known?.input ?? rgb,
    output: rgb,
  }
}

/** What is drawn for the networks of pairings, and how they see it. */
const drawn = {
  edges: { draws: 'lines', input: { channels: ['grey'], colorSpace: 'srgb' } },
  flat: { draws: 'areas', input: rgb },
  'low-resolution': { draws: 'picture', input: rgb },
  holes: { draws: 'picture', input: { ...rgb, channels: [...rgb.channels, 'hole'] } },
} as const satisfies Record<string, { draws: string; input: Made['input'] }>

function byCyclegan({ options }: Checkpoint, { directions }: ModelFacts): Made {
  return {
    network: resnet(options as ResnetOptions),
    groups: { generator: 'aToB', reverse: 'bToA' },
    translation: {
      kind: 'style',
      side: Number(options.size),
      directions: directions ?? {
        forward: { en: 'From a to b', 'zh-CN': '从 a 到 b' },
        reverse: { en: 'From b to a', 'zh-CN': '从 b 到 a' },
      },
    },
    input: rgb,
    output: rgb,
    multiple: 4,
  }
}
