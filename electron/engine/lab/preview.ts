import { join } from 'node:path'
import sharp from 'sharp'
import type { Pixels } from '../../contract/pixels.ts'
import {
  type Example,
  type LabPlan,
  type MadePairing,
  madePairings,
  type PairPreview,
} from '../../contract/procedures/lab.ts'
import { type RgbBytes, reduce } from '../../imaging/colorPlanes.ts'
import { Random } from '../../nets/random.ts'
import { pairings } from '../../train/data/pairings/index.ts'
import { asItIs } from '../../train/data/pairings/pairing.ts'
import { checkedOptions } from '../../train/game/recipe.ts'
import { recipeNamed } from '../../train/games/index.ts'
import type { Batch } from '../../train/step/batch.ts'
import type { NamedTensor } from '../../train/step/tensors.ts'
import { DataThread, type DataThreadData } from '../compute/dataThread.ts'
import { folderOf, optionsOf, recipeOf } from './plan.ts'

const EXAMPLES = 10

/** The side of the examples of pairings. */
const EXAMPLE_SIDE = 96

/** The first examples that a training by the plan would see; of unpaired data pictures of both kinds, side by side. */
export async function previewOf(plan: LabPlan, signal: AbortSignal): Promise<Example[]> {
  const { data, settings } = plan
  const order = {
    recipe: recipeOf(data),
    settings: { data: folderOf(data), steps: 1, batch: EXAMPLES, seed: settings.seed },
    options: optionsOf(plan),
  }
  const source = new DataThread(order)
  try {
    signal.throwIfAborted()
    const stopped = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    })
    const batch = await Promise.race([source.batch(0, EXAMPLES), stopped])
    return data.kind === 'drawn' ? await saidExamples(batch, order) : pairsOf(batch, plan)
  } finally {
    await source.close()
  }
}

function pairsOf(batch: Batch, plan: LabPlan): PairPreview[] {
  const [first, second] = plan.data.kind === 'unpaired' ? [batch.a!, batch.b!] : [batch.input!, batch.target!]
  const side = Number(plan.settings.options.size)
  const { showInput, showOutput } = shownBy(plan)
  const [input, target] = [squares(first, side), squares(second, side)]
  const [inputs, targets] = [showInput(input), showOutput(target, input)]
  return Array.from({ length: EXAMPLES }, (_, row) => ({
    input: pixelsOf(inputs, row),
    target: pixelsOf(targets, row),
  }))
}

const squares = (data: Float32Array, side: number): NamedTensor => ({
  shape: [EXAMPLES, data.length / (EXAMPLES * side * side), side, side],
  data,
})

/** Pictures, and the classes or words that are said of each. */
async function saidExamples(
  batch: Batch,
  { recipe: name, settings, options }: DataThreadData,
): Promise<Example[]> {
  const recipe = recipeNamed(name)
  const { classes = [] } = await recipe.open(settings, checkedOptions(recipe, options))
  const said = batch.label ?? batch.text
  const pictures = squares(batch.picture!, Number(options.size))
  return Array.from({ length: EXAMPLES }, (_, row) => ({
    input: pixelsOf(pictures, row),
    ...(said && { said: classes.filter((_, k) => said[row * classes.length + k]! > 0).join(' ') }),
  }))
}

function shownBy({ data }: LabPlan) {
  if (data.kind !== 'pictures') return { showInput: asItIs, showOutput: asItIs }
  return pairings[data.pairing]
}

/** The sample's object before the sample's photo, small. */
export async function examplePicture(sampleFolder: string): Promise<RgbBytes> {
  const side = 3 * EXAMPLE_SIDE
  const object = await sharp(join(sampleFolder, 'bird.webp'))
    .resize(side, Math.round(0.8 * side), { fit: 'inside' })
    .toBuffer()
  const { data, info } = await sharp(join(sampleFolder, 'photo.jpg'))
    .resize(side, side)
    .composite([{ input: object }])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels: info.channels, data }
}

/** What every pairing makes of a picture. */
export function pairingExamples(picture: RgbBytes): (PairPreview & { pairing: MadePairing })[] {
  const length = Math.min(picture.width, picture.height)
  const window = {
    x: (picture.width - length) / 2,
    y: (picture.height - length) / 2,
    width: length,
    height: length,
  }
  const square = reduce(picture, window, { width: EXAMPLE_SIDE, height: EXAMPLE_SIDE })
  return madePairings.map((name) => {
    const pairing = pairings[name]
    const { input, target } = pairing.pair(square, new Random(3, 'example'))
    const tensor = (data: Float32Array, channels: number): NamedTensor => ({
      shape: [1, channels, EXAMPLE_SIDE, EXAMPLE_SIDE],
      data,
    })
    const given = tensor(input, pairing.inputs)
    return {
      pairing: name,
      input: pixelsOf(pairing.showInput(given), 0),
      target: pixelsOf(pairing.showOutput(tensor(target, pairing.outputs), given), 0),
    }
  })
}

/** A picture of a tensor [N, 1 or 3, H, W] in [-1, 1]. */
function pixelsOf({ shape, data }: NamedTensor, row: number): Pixels {
  const [, channels = 3, height = 0, width = 0] = shape
  const plane = width * height
  const pixels = new Uint8Array(3 * plane)
  for (let c = 0; c < 3; c++) {
    const from = (row * channels + Math.min(c, channels - 1)) * plane
    for (let i = 0; i < plane; i++)
      pixels[3 * i + c] = Math.max(0, Math.min(255, Math.round((data[from + i]! + 1) * 127.5)))
  }
  return { width, height, channels: 3, data: pixels }
}
